import { SearchOutlined } from '@ant-design/icons';
import type { GraphCell, GraphNode, GraphResult } from '@zhike/contracts';
import { Empty } from '../shared/empty.js';
import { useText } from '../text/text.context.js';
import { NodesList, NodeTitle } from './nodes.list.js';

/** Rows as a table, and below it the nodes that they come from. */
export function ResultView({ result }: { readonly result: GraphResult }) {
  const { graph: text } = useText();
  if (!result.rows.length)
    return (
      <Empty icon={<SearchOutlined aria-hidden="true" />} title={text.noRows}>
        <p className="soft">{text.noRowsLead}</p>
      </Empty>
    );
  const nodes = new Map(result.nodes.map((node) => [node.key, node]));
  return (
    <section className="graph-result" aria-label={text.resultLabel}>
      {result.isCut ? (
        <p className="graph-left-out" role="status">
          {text.isCut(result.rows.length)}
        </p>
      ) : null}
      <div className="sheet table-sheet" tabIndex={0} role="region" aria-label={text.resultLabel}>
        <table className="list graph-rows">
          <thead>
            <tr>
              {result.columns.map((column) => (
                <th key={column} scope="col" className="mono">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {result.rows.map((cells, at) => (
              <tr key={at}>
                {cells.map((cell, place) => (
                  <td key={place}>
                    <Cell cell={cell} nodes={nodes} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <p className="table-foot soft" role="status">
          {text.rowCount(result.rows.length, (result.tookMs / 1_000).toFixed(2))}
        </p>
      </div>
      {result.nodes.length ? <NodesList nodes={result.nodes} /> : null}
    </section>
  );
}

interface CellProps {
  readonly cell: GraphCell;
  readonly nodes: ReadonlyMap<string, GraphNode>;
}

function Cell({ cell, nodes }: CellProps) {
  const { graph: text } = useText();
  if (cell.kind === 'value') {
    if (cell.value === null) return <span className="soft">{text.noEnd}</span>;
    return <span className={typeof cell.value === 'number' ? 'tabular' : 'pre'}>{cell.value}</span>;
  }
  const node = nodes.get(cell.node);
  return node ? <NodeTitle node={node} /> : <span className="soft">{cell.node}</span>;
}
