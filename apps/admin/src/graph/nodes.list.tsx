import type { GraphNode } from '@zhike/contracts';
import { Link } from 'react-router';
import { useText } from '../text/text.context.js';

/** What is shown at once; a list of hundreds helps nobody. */
const MOST_SHOWN = 50;

/** Each node with what it says and the policy that it stands in. */
export function NodesList({ nodes }: { readonly nodes: readonly GraphNode[] }) {
  const { graph: text } = useText();
  const placed = nodes.filter(({ policyId }) => policyId !== undefined);
  if (!placed.length) return null;
  return (
    <details className="graph-nodes" open={placed.length <= 10}>
      <summary>{text.nodes(placed.length)}</summary>
      <ul aria-label={text.nodesLabel}>
        {placed.slice(0, MOST_SHOWN).map((node) => (
          <li key={node.key} className="sheet">
            <NodeTitle node={node} />
            {node.text ? <p className="clamp">{node.text}</p> : null}
            <p className="soft small">
              {node.policyTitle}
              {node.version === undefined ? '' : ` · ${text.version(node.version)}`}
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The kind of node and its name; a link where there is a policy to open. */
export function NodeTitle({ node }: { readonly node: GraphNode }) {
  const { graph: text } = useText();
  const { policyId, versionId, title, label } = node;
  const shown = title || node.policyTitle || node.text.slice(0, 24) || '—';
  const name = <span className="break">{shown}</span>;
  return (
    <span className="graph-node" data-label={label}>
      <span className="graph-label">{text.labels[label]}</span>
      {policyId === undefined ? (
        name
      ) : (
        <Link to={`/policies/${policyId}${versionId === undefined ? '' : `/versions/${versionId}`}`}>{name}</Link>
      )}
    </span>
  );
}
