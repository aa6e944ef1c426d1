import { DatabaseOutlined, FileTextOutlined } from '@ant-design/icons';
import type { PolicySummary } from '@zhike/contracts';
import { Link, useNavigate } from 'react-router';
import { Moment, useFormat } from '../shared/moment.js';
import { StateTag } from '../shared/state.tag.js';
import { useText } from '../text/text.context.js';
import { moveBetweenRows } from '../shared/row.keys.js';

interface PolicyTableProps {
  readonly policies: readonly PolicySummary[];
  readonly isStale: boolean;
}

export function PolicyTable({ policies, isStale }: PolicyTableProps) {
  const { policies: text } = useText();
  const { number } = useFormat();
  return (
    <div className="sheet table-sheet" aria-busy={isStale}>
      <table className="list" onKeyDown={moveBetweenRows}>
        <thead>
          <tr>
            <th scope="col">{text.colTitle}</th>
            <th scope="col">{text.colLive}</th>
            <th scope="col">{text.colNewest}</th>
            <th scope="col">{text.colContent}</th>
            <th scope="col">{text.colChanged}</th>
          </tr>
        </thead>
        <tbody>
          {policies.map((policy) => (
            <PolicyRow key={policy.id} policy={policy} />
          ))}
        </tbody>
      </table>
      <p className="table-foot soft">{text.count(number(policies.length))}</p>
    </div>
  );
}

function PolicyRow({ policy }: { readonly policy: PolicySummary }) {
  const text = useText();
  const navigate = useNavigate();
  const address = `/policies/${policy.id}/versions/${policy.newest.versionId}`;
  return (
    <tr className="is-link" onClick={() => void navigate(address)}>
      <th scope="row">
        <span className="kind-icon" title={text.kinds[policy.kind]} aria-hidden="true">
          {policy.kind === 'policy' ? <FileTextOutlined aria-hidden="true" /> : <DatabaseOutlined aria-hidden="true" />}
        </span>
        <Link to={address} data-row-link onClick={(event) => event.stopPropagation()}>
          {policy.title}
        </Link>
        <span className="soft row-note">
          {text.kinds[policy.kind]} · {text.locales[policy.locale]}
        </span>
      </th>
      <td>
        <LiveVersion live={policy.live} />
      </td>
      <td>
        <span className="row-state">
          <StateTag state={policy.newest.state} />
          <span className="soft">{text.policies.version(policy.newest.version)}</span>
        </span>
      </td>
      <td>
        <Content policy={policy} />
      </td>
      <td className="soft nowrap">
        <Moment at={policy.newest.updatedAt} />
      </td>
    </tr>
  );
}

function LiveVersion({ live }: { readonly live: PolicySummary['live'] }) {
  const { policies: text, audiences } = useText();
  const { day } = useFormat();
  if (!live) return <span className="soft">{text.none}</span>;
  const from = day(live.effectiveFrom);
  return (
    <>
      {text.version(live.version)}
      <span className="soft row-note">
        {live.effectiveTo ? text.between(from, day(live.effectiveTo)) : text.since(from)}
      </span>
      {live.audiences.length ? (
        <span className="row-note only-for">{audiences.only(live.audiences.join('、'))}</span>
      ) : null}
    </>
  );
}

function Content({ policy }: { readonly policy: PolicySummary }) {
  const { policies: text } = useText();
  const { number } = useFormat();
  const counts = [
    ...(policy.clauseCount || policy.kind === 'policy' ? [text.clauses(number(policy.clauseCount))] : []),
    ...(policy.factCount || policy.kind === 'catalogue' ? [text.facts(number(policy.factCount))] : []),
  ];
  return (
    <span className="nowrap">
      {counts.map((count) => (
        <span key={count} className="stack-line">
          {count}
        </span>
      ))}
    </span>
  );
}
