import type { SafetyRule } from '@zhike/contracts';
import type { MouseEvent } from 'react';
import { Link } from 'react-router';
import { Moment, useFormat } from '../shared/moment.js';
import { moveBetweenRows } from '../shared/row.keys.js';
import { useText } from '../text/text.context.js';
import { ModeTag } from './mode.tag.js';
import { RuleActions } from './rule.actions.js';
import { useCategoryName } from './rule.words.js';
import { hitsAddress, useSafetyAddress } from './safety.address.js';
import { SeverityWord } from './severity.word.js';

interface RulesTableProps {
  readonly rules: readonly SafetyRule[];
  readonly mayEdit: boolean;
}

export function RulesTable({ rules, mayEdit }: RulesTableProps) {
  const { safety: text } = useText();
  const { number } = useFormat();
  return (
    <div className="sheet table-sheet">
      <table className="list safety-rules safety-stack" aria-label={text.rulesLabel} onKeyDown={moveBetweenRows}>
        <thead>
          <tr>
            <th scope="col">{text.colRule}</th>
            <th scope="col">{text.colMode}</th>
            <th scope="col">{text.colSeverity}</th>
            <th scope="col">{text.colCategory}</th>
            <th scope="col">{text.colHits}</th>
            <th scope="col">{text.colOwner}</th>
            {mayEdit ? (
              <th scope="col">
                <span className="visually-hidden">{text.more}</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <RuleRow key={rule.id} rule={rule} mayEdit={mayEdit} />
          ))}
        </tbody>
      </table>
      <p className="table-foot soft">{text.rulesCount(number(rules.length))}</p>
    </div>
  );
}

/** Buttons and links in a row do what they say; everything else of it opens the rule. */
const isOwn = ({ target }: MouseEvent) => target instanceof HTMLElement && target.closest('a, button') !== null;

function RuleRow({ rule, mayEdit }: { readonly rule: SafetyRule; readonly mayEdit: boolean }) {
  const { safety: text } = useText();
  const { change } = useSafetyAddress();
  const categoryOf = useCategoryName();
  const address = `/safety?${new URLSearchParams({ view: 'rules', edit: rule.id })}`;
  return (
    <tr
      className="is-link"
      data-rule={rule.id}
      onClick={(event) => (isOwn(event) ? undefined : change({ edit: rule.id }))}
    >
      <th scope="row">
        <Link to={address} replace data-row-link>
          {rule.name}
        </Link>
        <RuleNote rule={rule} />
      </th>
      <td>
        <ModeTag rule={rule} />
      </td>
      <td>
        <SeverityWord severity={rule.severity} />{' '}
        <span className="soft row-note">{text.directions[rule.direction]}</span>
      </td>
      <td>{categoryOf(rule.category)}</td>
      <td data-label={text.colHits}>
        <Hits rule={rule} />
      </td>
      <td>
        <span>{rule.owner}</span>{' '}
        <span className="soft row-note">
          {rule.expiresAt ? (
            <>
              {text.colExpiry} <Moment at={rule.expiresAt} show="day" />
            </>
          ) : (
            text.forever
          )}
        </span>
      </td>
      {mayEdit ? (
        <td className="is-whole">
          <RuleActions rule={rule} />
        </td>
      ) : null}
    </tr>
  );
}

function RuleNote({ rule }: { readonly rule: SafetyRule }) {
  const { safety: text } = useText();
  const { number } = useFormat();
  const count = number(rule.wordCount);
  const notes = [
    rule.kind === 'phrases' ? text.phrases(count) : text.words(count),
    ...(rule.fileName ? [text.fromFile(rule.fileName)] : []),
    ...(rule.note ? [rule.note] : []),
  ];
  return <span className="soft row-note clamp">{notes.join(' · ')}</span>;
}

/** A number opens what it counts. */
function Hits({ rule }: { readonly rule: SafetyRule }) {
  const { safety: text } = useText();
  const { number } = useFormat();
  const { hits, blocked, shadow, falsePositives } = rule.lastSevenDays;
  const notes = [
    ...(blocked ? [text.blockedCount(number(blocked))] : []),
    ...(shadow ? [text.shadowCount(number(shadow))] : []),
    ...(falsePositives ? [text.falseCount(number(falsePositives))] : []),
  ];
  if (!hits) return <span className="soft tabular">0</span>;
  return (
    <>
      <Link
        to={hitsAddress(`rule:${rule.id}`)}
        className="tabular safety-count"
        aria-label={text.hitsOpen(number(hits), rule.name)}
      >
        {number(hits)}
      </Link>{' '}
      <span className="soft row-note">{notes.join(' · ')}</span>
    </>
  );
}
