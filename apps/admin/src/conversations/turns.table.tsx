import { DislikeFilled, LikeFilled } from '@ant-design/icons';
import type { TurnSummary } from '@zhike/contracts';
import { Link, useNavigate } from 'react-router';
import { moveBetweenRows } from '../shared/row.keys.js';
import { Moment } from '../shared/moment.js';
import { OutcomeTag } from '../shared/outcome.tag.js';
import { useText } from '../text/text.context.js';

export function TurnsTable({ turns }: { readonly turns: readonly TurnSummary[] }) {
  const { conversations: text } = useText();
  return (
    <div className="sheet table-sheet">
      <table className="list turns" onKeyDown={moveBetweenRows}>
        <thead>
          <tr>
            <th scope="col">{text.question}</th>
            <th scope="col">{text.answer}</th>
            <th scope="col">{text.outcome}</th>
            <th scope="col">{text.rating}</th>
            <th scope="col">{text.time}</th>
          </tr>
        </thead>
        <tbody>
          {turns.map((turn) => (
            <TurnRow key={turn.id} turn={turn} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TurnRow({ turn }: { readonly turn: TurnSummary }) {
  const { conversations: text } = useText();
  const navigate = useNavigate();
  const address = `/conversations/${turn.id}`;
  return (
    <tr className="is-link" onClick={() => void navigate(address)}>
      <th scope="row">
        <Link to={address} data-row-link className="clamp" onClick={(event) => event.stopPropagation()}>
          {turn.question}
        </Link>
      </th>
      <td>
        {turn.answer ? <span className="clamp">{turn.answer}</span> : <span className="soft">{text.noAnswer}</span>}
      </td>
      <td>
        <OutcomeTag outcome={turn.outcome} />
      </td>
      <td>
        <Rating rating={turn.rating} />
      </td>
      <td className="soft nowrap">
        <Moment at={turn.at} />
      </td>
    </tr>
  );
}

function Rating({ rating }: { readonly rating: TurnSummary['rating'] }) {
  const { conversations: text } = useText();
  if (!rating) return <span className="soft">–</span>;
  return (
    <span className={`nowrap ${rating === 'up' ? 'is-good' : 'is-bad'}`}>
      {rating === 'up' ? <LikeFilled aria-hidden="true" /> : <DislikeFilled aria-hidden="true" />} {text[rating]}
    </span>
  );
}
