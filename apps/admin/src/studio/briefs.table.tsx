import type { BriefSummary } from '@zhike/contracts';
import { Link, useNavigate } from 'react-router';
import { Moment, useFormat } from '../shared/moment.js';
import { moveBetweenRows } from '../shared/row.keys.js';
import { useText } from '../text/text.context.js';
import { CopyStateTag } from './copy.state.tag.js';

export function BriefsTable({ briefs }: { readonly briefs: readonly BriefSummary[] }) {
  const { studio: text } = useText();
  const { number } = useFormat();
  return (
    <div className="sheet table-sheet">
      <table className="list briefs" onKeyDown={moveBetweenRows}>
        <thead>
          <tr>
            <th scope="col">{text.colProduct}</th>
            <th scope="col">{text.colShape}</th>
            <th scope="col">{text.colProgress}</th>
            <th scope="col">{text.colMade}</th>
          </tr>
        </thead>
        <tbody>
          {briefs.map((brief) => (
            <BriefRow key={brief.id} brief={brief} />
          ))}
        </tbody>
      </table>
      <p className="table-foot soft">{text.count(number(briefs.length))}</p>
    </div>
  );
}

function BriefRow({ brief }: { readonly brief: BriefSummary }) {
  const { studio: text, locales } = useText();
  const navigate = useNavigate();
  const address = `/studio/${brief.id}`;
  return (
    <tr className="is-link" onClick={() => void navigate(address)}>
      <th scope="row">
        <Link to={address} data-row-link onClick={(event) => event.stopPropagation()}>
          {brief.product}
        </Link>
        <span className="soft row-note clamp">{brief.purpose}</span>
      </th>
      <td>
        <span className="stack-line">{text.channels[brief.channel]}</span>
        <span className="soft small">
          {locales[brief.locale]} · {brief.styles.map((style) => text.styleTags[style]).join(' · ')}
        </span>
      </td>
      <td>
        <Progress brief={brief} />
      </td>
      <td className="soft">
        {brief.createdBy}
        <span className="row-note nowrap">
          <Moment at={brief.createdAt} />
        </span>
      </td>
    </tr>
  );
}

function Progress({ brief: { counts, drafts } }: { readonly brief: BriefSummary }) {
  const { studio: text } = useText();
  const notes = [
    ...(counts.approved ? [text.approvedCount(counts.approved)] : []),
    ...(counts.rejected ? [text.rejectedCount(counts.rejected)] : []),
    ...(counts.failed ? [text.failedCount(counts.failed)] : []),
  ];
  return (
    <span className="row-state">
      {counts.underway ? <CopyStateTag state="writing" /> : null}
      <span className="tabular nowrap">{text.progress(counts.ready, drafts)}</span>
      {notes.length ? <span className="soft">{notes.join(' · ')}</span> : null}
    </span>
  );
}
