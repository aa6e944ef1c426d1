import { Alert, Button } from 'antd';
import { useText } from '../text/text.context.js';
import type { DraftProblem } from './draft.problems.js';

interface DraftProblemsProps {
  readonly problems: readonly DraftProblem[];
  readonly onChoose: (uid: string) => void;
}

const MOST_SHOWN = 8;

/** What is in the way of saving; each leads to the clause it lies in. */
export function DraftProblems({ problems, onChoose }: DraftProblemsProps) {
  const { policy: text } = useText();
  if (!problems.length) return null;
  return (
    <Alert
      type="error"
      showIcon
      title={text.fix}
      description={
        <ul className="problem-list">
          {problems.slice(0, MOST_SHOWN).map((problem) => (
            <li key={`${problem.kind} ${problem.uid ?? ''}`}>
              <Place problem={problem} onChoose={onChoose} />
            </li>
          ))}
          {problems.length > MOST_SHOWN ? <li>+ {problems.length - MOST_SHOWN}</li> : null}
        </ul>
      }
    />
  );
}

function Place({ problem, onChoose }: { readonly problem: DraftProblem; readonly onChoose: (uid: string) => void }) {
  const text = useText();
  const words = text.policy.problems[problem.kind];
  const { uid } = problem;
  if (uid === undefined || problem.kind === 'fact-incomplete') return <>{words}</>;
  return (
    <Button type="link" size="small" onClick={() => onChoose(uid)}>
      {words} · {problem.name ? problem.name : text.clauses.untitled}
    </Button>
  );
}
