import { type KeyboardEvent, memo, useEffect, useRef } from 'react';
import { useText } from '../text/text.context.js';
import { type EditableClause, moveClause } from './draft.js';
import type { ChangeDraft } from './use.draft.js';

interface ClauseListProps {
  readonly clauses: readonly EditableClause[];
  readonly chosen: string;
  readonly change: ChangeDraft;
  readonly onChoose: (uid: string) => void;
  /** A search hides neighbours; moving by one would then jump unseen. */
  readonly isWhole: boolean;
}

const STEP: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 };

/** One stop for the tab key; arrows choose within it, Alt moves the clause itself. */
export function ClauseList({ clauses, chosen, change, onChoose, isWhole }: ClauseListProps) {
  const { clauses: text } = useText();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen, clauses]);

  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') document.getElementById('clause-text')?.focus();
    const step = STEP[event.key];
    if (event.key === 'Enter' || step) event.preventDefault();
    if (!step) return;
    if (event.altKey) {
      if (isWhole) change((draft) => moveClause(draft, chosen, step));
      return;
    }
    const next = clauses[clauses.findIndex(({ uid }) => uid === chosen) + step];
    if (next) onChoose(next.uid);
  };
  return (
    <ul
      ref={list}
      className="clause-list"
      role="listbox"
      aria-label={text.list}
      aria-activedescendant={`row-${chosen}`}
      tabIndex={0}
      onKeyDown={press}
    >
      {clauses.map((clause) => (
        <ClauseRow key={clause.uid} clause={clause} isChosen={clause.uid === chosen} onChoose={onChoose} />
      ))}
    </ul>
  );
}

interface ClauseRowProps {
  readonly clause: EditableClause;
  readonly isChosen: boolean;
  readonly onChoose: (uid: string) => void;
}

const ClauseRow = memo(function ClauseRow({ clause, isChosen, onChoose }: ClauseRowProps) {
  const { clauses: text } = useText();
  return (
    <li
      id={`row-${clause.uid}`}
      role="option"
      aria-selected={isChosen}
      className="clause-row"
      onClick={() => onChoose(clause.uid)}
    >
      <span className="row spread">
        <span className="ellipsis">{clause.heading ? clause.heading : text.untitled}</span>
        <span className="clause-key ellipsis">{clause.key}</span>
      </span>
      <span className="soft small ellipsis block">{clause.text.slice(0, 120)}</span>
    </li>
  );
});
