import type { AuditedChange } from '@zhike/contracts';
import { Moment } from '../shared/moment.js';
import { useText } from '../text/text.context.js';
import { nameOf, sayAction } from './audit.words.js';

export function AuditTable({ changes }: { readonly changes: readonly AuditedChange[] }) {
  const { audit: text } = useText();
  return (
    <div className="sheet table-sheet">
      <table className="list audit safety-stack" aria-label={text.title}>
        <thead>
          <tr>
            <th scope="col">{text.colWhat}</th>
            <th scope="col">{text.colWho}</th>
            <th scope="col">{text.colWhen}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <ChangeRow key={change.id} change={change} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ChangeRow({ change }: { readonly change: AuditedChange }) {
  const { audit: text, roles } = useText();
  const { action, details, memberName, subject, at } = change;
  const name = nameOf(change, roles);
  return (
    <tr data-action={action}>
      <th scope="row">
        {sayAction(action, text)} {name ? <span className="break">{name}</span> : null}
        <details className="audit-details">
          <summary className="soft small">{text.details}</summary>
          <pre className="code">{JSON.stringify({ action, subject, ...details }, undefined, 2)}</pre>
        </details>
      </th>
      <td>{memberName}</td>
      <td className="soft nowrap">
        <Moment at={at} />
      </td>
    </tr>
  );
}
