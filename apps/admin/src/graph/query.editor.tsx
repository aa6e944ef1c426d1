import { PlayCircleOutlined, RollbackOutlined, StopOutlined } from '@ant-design/icons';
import { LONGEST_GRAPH_QUERY } from '@zhike/contracts';
import { Button, Input, Switch } from 'antd';
import { ApiError } from '../api/api.error.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { QueryProblem, readProblem } from './query.problem.js';
import type { GraphSearch } from './use.graph.search.js';

/** The query as it will be run; a mistake is told below it, with its place. */
export function QueryEditor({ search }: { readonly search: GraphSearch }) {
  const { graph: text } = useText();
  const { cypher, setCypher, running } = search;
  const problem = running.error instanceof ApiError ? readProblem(running.error) : undefined;
  return (
    <section className="sheet graph-query">
      <label htmlFor="graph-cypher">{text.queryLabel}</label>
      <Input.TextArea
        id="graph-cypher"
        className="mono"
        placeholder={text.queryHint}
        value={cypher}
        maxLength={LONGEST_GRAPH_QUERY}
        autoSize={{ minRows: 3, maxRows: 12 }}
        spellCheck={false}
        aria-describedby={problem ? 'graph-problem' : undefined}
        status={problem ? 'error' : ''}
        onChange={({ target }) => setCypher(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void search.run();
        }}
      />
      {problem ? <QueryProblem id="graph-problem" problem={problem} /> : null}
      {running.error && !problem ? <Problem error={running.error} retry={() => search.run()} /> : null}
      <Tools search={search} />
    </section>
  );
}

function Tools({ search }: { readonly search: GraphSearch }) {
  const { graph: text } = useText();
  const { running, inForce, setInForce, cypher } = search;
  return (
    <div className="graph-tools">
      {running.isPending ? (
        <Button icon={<StopOutlined aria-hidden="true" />} onClick={search.stop}>
          {text.stop}
        </Button>
      ) : (
        <Button
          type="primary"
          icon={<PlayCircleOutlined aria-hidden="true" />}
          disabled={!cypher.trim()}
          onClick={() => void search.run()}
        >
          {text.run}
        </Button>
      )}
      <label className="row" title={text.inForceHelp}>
        <Switch size="small" checked={inForce} onChange={setInForce} />
        {text.inForce}
      </label>
      {search.before ? (
        <Button type="link" icon={<RollbackOutlined aria-hidden="true" />} onClick={search.restore}>
          {text.restore}
        </Button>
      ) : null}
      <span className="soft small graph-keys" role="status">
        {running.isPending ? text.running : text.runKeys}
      </span>
    </div>
  );
}
