import type { Locale, PickableClause } from '@zhike/contracts';
import { Checkbox, Input, Modal } from 'antd';
import { useDeferredValue, useState } from 'react';
import { usePickableClauses } from '../api/curated.queries.js';
import { Loading } from '../shared/loading.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { type ChosenClause, isSameClause, labelOf } from './curated.draft.js';

interface ClausePickerProps {
  readonly locale: Locale;
  readonly chosen: readonly ChosenClause[];
  readonly onPick: (clauses: readonly ChosenClause[]) => void;
  readonly onClose: () => void;
}

const MOST = 8;

/** Chooses among the clauses in force; what is chosen stays chosen while the search changes. */
export function ClausePicker({ locale, chosen, onPick, onClose }: ClausePickerProps) {
  const { curated: text } = useText();
  const [search, setSearch] = useState('');
  const [picked, setPicked] = useState(chosen);
  const found = usePickableClauses(locale, useDeferredValue(search.trim()));
  const turn = (clause: PickableClause, isOn: boolean) =>
    setPicked((now) => {
      const others = now.filter((other) => !isSameClause(other, clause));
      return isOn ? [...others, toChosen(clause)].slice(0, MOST) : others;
    });
  return (
    <Modal
      open
      width={720}
      title={text.pickTitle}
      okText={text.pickOk(picked.length)}
      okButtonProps={{ disabled: !picked.length }}
      onOk={() => onPick(picked)}
      onCancel={onClose}
    >
      <p className="soft small">{text.pickLead}</p>
      <Input
        autoFocus
        allowClear
        aria-label={text.pickSearch}
        placeholder={text.pickSearch}
        value={search}
        maxLength={200}
        onChange={({ target }) => setSearch(target.value)}
      />
      <Problem error={found.error} retry={found.refetch} />
      {found.isPending ? <Loading rows={4} /> : null}
      {found.data?.length === 0 ? <p className="soft pad">{text.pickNone}</p> : null}
      <ul className="pick-list" aria-busy={found.isPlaceholderData}>
        {found.data?.map((clause) => (
          <li key={`${clause.policyId} ${clause.clauseKey}`}>
            <Pickable
              clause={clause}
              isPicked={picked.some((other) => isSameClause(other, clause))}
              onTurn={(isOn) => turn(clause, isOn)}
            />
          </li>
        ))}
      </ul>
    </Modal>
  );
}

interface PickableProps {
  readonly clause: PickableClause;
  readonly isPicked: boolean;
  readonly onTurn: (isPicked: boolean) => void;
}

function Pickable({ clause, isPicked, onTurn }: PickableProps) {
  const { curated: text, policies } = useText();
  const { citation, heading, audiences } = clause;
  return (
    <Checkbox className="pick" checked={isPicked} onChange={({ target }) => onTurn(target.checked)}>
      <span className="block">
        <strong>{heading || clause.clauseKey}</strong>{' '}
        <span className="soft small">
          {citation.policyTitle} · {policies.version(citation.version)}
          {audiences.length ? ` · ${text.audiences(audiences.join('、'))}` : ''}
        </span>
      </span>
      <span className="soft clamp">{clause.text}</span>
    </Checkbox>
  );
}

const toChosen = ({ policyId, clauseKey, citation, heading }: PickableClause): ChosenClause => ({
  policyId,
  clauseKey,
  label: labelOf(citation.policyTitle, heading || clauseKey),
});
