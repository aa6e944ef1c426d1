import type { GraphSetting } from '@zhike/contracts';
import { useText } from '../text/text.context.js';

/** Kinds of nodes, their properties and the relations between them. */
export function SchemaHelp({ setting }: { readonly setting: GraphSetting }) {
  const { graph: text } = useText();
  return (
    <details className="graph-schema">
      <summary>{text.schema}</summary>
      <p className="soft">{text.schemaLead}</p>
      <div className="graph-schema-parts">
        <div>
          <h2>{text.schemaNodes}</h2>
          <ul>
            {setting.labels.map(({ label, properties }) => (
              <li key={label}>
                <code className="mono">(:{label})</code> <span className="soft">{text.labels[label]}</span>
                <span className="block soft small mono">{properties.join(', ')}</span>
              </li>
            ))}
          </ul>
        </div>
        <div>
          <h2>{text.schemaRelations}</h2>
          <ul>
            {setting.relations.map(({ relation, from, to }) => (
              <li key={relation}>
                <code className="mono break">
                  (:{from})-[:{relation}]-&gt;(:{to})
                </code>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </details>
  );
}
