import { ExclamationCircleOutlined } from '@ant-design/icons';
import { GraphProblem } from '@zhike/contracts';
import type { ApiError } from '../api/api.error.js';
import { useText } from '../text/text.context.js';

/** What the server says is wrong with a query; undefined for any other failure. */
export function readProblem({ code, details }: ApiError): GraphProblem | undefined {
  const read = GraphProblem.safeParse(details);
  return code === 'graph-query-refused' && read.success ? read.data : undefined;
}

interface QueryProblemProps {
  readonly problem: GraphProblem;
  readonly id?: string;
}

export function QueryProblem({ problem, id }: QueryProblemProps) {
  return (
    <p className="is-bad graph-problem" role="alert" id={id}>
      <ExclamationCircleOutlined aria-hidden="true" /> <ProblemText problem={problem} />
    </p>
  );
}

/** Where there is a place, it is said first. */
export function ProblemText({ problem: { kind, line, column, found, expected } }: { readonly problem: GraphProblem }) {
  const { graph: text } = useText();
  const isWhole = kind === 'too-wide' || kind === 'plan-writes' || kind === 'plan-too-wide';
  return (
    <>
      {isWhole ? '' : text.at(line, column)}
      {text.problems[kind](found, expected)}
    </>
  );
}
