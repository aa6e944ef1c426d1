import { PlusOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import { Empty } from '../shared/empty.js';
import { useText } from '../text/text.context.js';
import { ClauseForm } from './clause.form.js';
import { ClauseList } from './clause.list.js';
import { addClause, type Draft, type EditableClause } from './draft.js';
import { RemovedBar } from './removed.bar.js';
import type { ChangeDraft } from './use.draft.js';

interface ClausesEditorProps {
  readonly draft: Draft;
  readonly change: ChangeDraft;
  readonly chosen: string | undefined;
  readonly onChoose: (uid: string | undefined) => void;
}

/** Which clauses there are at the left, the chosen one at the right. Without a choice it is the first. */
export function ClausesEditor({ draft, change, chosen, onChoose }: ClausesEditorProps) {
  const { clauses: text } = useText();
  const clause = draft.clauses.find(({ uid }) => uid === chosen) ?? draft.clauses[0];
  const add = (below?: string) => {
    const { draft: next, uid } = addClause(draft, below);
    change(() => next);
    onChoose(uid);
  };
  return (
    <>
      <RemovedBar removed={draft.removed} kind="clause" change={change} />
      {clause ? (
        <div className="clauses">
          <ClausesSide draft={draft} chosen={clause.uid} change={change} onChoose={onChoose} onAdd={() => add()} />
          <ClauseForm
            key={clause.uid}
            clause={clause}
            place={draft.clauses.indexOf(clause)}
            count={draft.clauses.length}
            change={change}
            onAddBelow={() => add(clause.uid)}
          />
        </div>
      ) : (
        <Empty title={text.none}>
          <p className="soft">{text.noneLead}</p>
          <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={() => add()}>
            {text.add}
          </Button>
        </Empty>
      )}
    </>
  );
}

interface ClausesSideProps {
  readonly draft: Draft;
  readonly chosen: string;
  readonly change: ChangeDraft;
  readonly onChoose: (uid: string) => void;
  readonly onAdd: () => void;
}

function ClausesSide({ draft, chosen, change, onChoose, onAdd }: ClausesSideProps) {
  const { clauses: text } = useText();
  const [search, setSearch] = useState('');
  const shown = useFound(draft.clauses, search);
  return (
    <div className="clauses-side">
      <Input
        prefix={<SearchOutlined aria-hidden="true" />}
        aria-label={text.search}
        placeholder={text.search}
        allowClear
        value={search}
        onChange={({ target }) => setSearch(target.value)}
      />
      {shown.length ? (
        <ClauseList
          clauses={shown}
          chosen={chosen}
          change={change}
          onChoose={onChoose}
          isWhole={shown.length === draft.clauses.length}
        />
      ) : (
        <p className="soft pad">{text.noMatch}</p>
      )}
      <Button icon={<PlusOutlined aria-hidden="true" />} onClick={onAdd} block>
        {text.add}
      </Button>
      <p className="soft small">{text.hint}</p>
    </div>
  );
}

function useFound(clauses: readonly EditableClause[], search: string): readonly EditableClause[] {
  const sought = useDeferredValue(search.trim().toLowerCase());
  return useMemo(() => {
    if (!sought) return clauses;
    return clauses.filter(({ key, heading, text }) => `${key}\n${heading}\n${text}`.toLowerCase().includes(sought));
  }, [clauses, sought]);
}
