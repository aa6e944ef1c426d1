import type { CuratedAnswer } from '@zhike/contracts';
import { Link, useNavigate } from 'react-router';
import { Moment, useFormat } from '../shared/moment.js';
import { moveBetweenRows } from '../shared/row.keys.js';
import { useText } from '../text/text.context.js';
import { CuratedStateTag } from './curated.state.tag.js';

interface CuratedTableProps {
  readonly answers: readonly CuratedAnswer[];
  readonly isStale: boolean;
}

export function CuratedTable({ answers, isStale }: CuratedTableProps) {
  const { curated: text } = useText();
  const { number } = useFormat();
  return (
    <div className="sheet table-sheet" aria-busy={isStale}>
      <table className="list curated-list" onKeyDown={moveBetweenRows}>
        <thead>
          <tr>
            <th scope="col">{text.colQuestion}</th>
            <th scope="col">{text.colState}</th>
            <th scope="col">{text.colClauses}</th>
            <th scope="col">{text.colHits}</th>
            <th scope="col">{text.colLast}</th>
          </tr>
        </thead>
        <tbody>
          {answers.map((answer) => (
            <CuratedTableRow key={answer.id} answer={answer} />
          ))}
        </tbody>
      </table>
      <p className="table-foot soft">{text.count(number(answers.length))}</p>
    </div>
  );
}

function CuratedTableRow({ answer }: { readonly answer: CuratedAnswer }) {
  const { curated: text, locales } = useText();
  const { number } = useFormat();
  const navigate = useNavigate();
  const address = `/curated/${answer.id}`;
  const [first = '', ...others] = answer.questions;
  return (
    <tr className="is-link" onClick={() => void navigate(address)}>
      <th scope="row">
        <Link to={address} data-row-link onClick={(event) => event.stopPropagation()}>
          {first}
        </Link>
        <span className="soft row-note">
          {locales[answer.locale]}
          {others.length ? ` · ${text.phrasings(others.length)}` : ''}
        </span>
        <span className="clamp curated-answer">{answer.answer}</span>
      </th>
      <td>
        <CuratedStateTag state={answer.state} />
      </td>
      <td>
        {answer.clauses.map(({ policyId, clauseKey, policyTitle, confirmed }) => (
          <span key={`${policyId} ${clauseKey}`} className="stack-line">
            {policyTitle} <span className="soft">· {confirmed.heading || clauseKey}</span>
          </span>
        ))}
      </td>
      <td className="nowrap tabular">{text.hits(number(answer.hits))}</td>
      <td className="soft nowrap">{answer.lastHitAt ? <Moment at={answer.lastHitAt} /> : text.never}</td>
    </tr>
  );
}
