import { DeleteOutlined, EditOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Input, Table } from 'antd';
import { memo, type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { Empty } from '../shared/empty.js';
import { useFormat } from '../shared/moment.js';
import { useText } from '../text/text.context.js';
import type { EditableFact } from './draft.js';

interface FactsTableProps {
  readonly facts: readonly EditableFact[];
  readonly action?: ReactNode;
  readonly onEdit?: (fact: EditableFact) => void;
  readonly onRemove?: (uid: string) => void;
}

const PAGE = 50;

/** Facts by pages of fifty: however many there are, so many rows are drawn. */
export const FactsTable = memo(function FactsTable({ facts, action, onEdit, onRemove }: FactsTableProps) {
  const { facts: text } = useText();
  const { number } = useFormat();
  const [search, setSearch] = useState('');
  const found = useFoundFacts(facts, search);
  if (!facts.length)
    return (
      <Empty title={text.none}>
        <p className="soft">{text.noneLead}</p>
        {action}
      </Empty>
    );
  return (
    <>
      <div className="filters">
        <Input
          className="filters-search"
          prefix={<SearchOutlined aria-hidden="true" />}
          aria-label={text.search}
          placeholder={text.search}
          allowClear
          value={search}
          onChange={({ target }) => setSearch(target.value)}
        />
        <span className="soft tabular">{text.count(number(found.length), number(facts.length))}</span>
        <span className="grow" />
        {action}
      </div>
      <Table<EditableFact>
        className="sheet tabular"
        size="small"
        rowKey="uid"
        dataSource={found}
        columns={useColumns(onEdit, onRemove)}
        pagination={{ defaultPageSize: PAGE, showSizeChanger: false, hideOnSinglePage: true, placement: ['bottomEnd'] }}
        locale={{ emptyText: <span className="soft">{text.noMatch}</span> }}
        scroll={{ x: 560 }}
      />
    </>
  );
});

function useColumns(onEdit: FactsTableProps['onEdit'], onRemove: FactsTableProps['onRemove']) {
  const { facts: text } = useText();
  return useMemo(
    () => [
      { title: text.entity, dataIndex: 'entity', width: '28%', className: 'break' },
      { title: text.relation, dataIndex: 'relation', width: '22%', className: 'break' },
      { title: text.value, dataIndex: 'value', className: 'pre break' },
      ...(onEdit && onRemove
        ? [
            {
              title: text.actions,
              key: 'actions',
              width: 110,
              render: (_: unknown, fact: EditableFact) => <FactTools fact={fact} onEdit={onEdit} onRemove={onRemove} />,
            },
          ]
        : []),
    ],
    [text, onEdit, onRemove],
  );
}

interface FactToolsProps {
  readonly fact: EditableFact;
  readonly onEdit: (fact: EditableFact) => void;
  readonly onRemove: (uid: string) => void;
}

function FactTools({ fact, onEdit, onRemove }: FactToolsProps) {
  const { facts: text } = useText();
  const name = `${fact.entity} · ${fact.relation}`;
  return (
    <span className="row">
      <Button
        type="text"
        size="small"
        icon={<EditOutlined aria-hidden="true" />}
        aria-label={`${text.edit} ${name}`}
        onClick={() => onEdit(fact)}
      />
      <Button
        type="text"
        size="small"
        danger
        icon={<DeleteOutlined aria-hidden="true" />}
        aria-label={`${text.remove} ${name}`}
        onClick={() => onRemove(fact.uid)}
      />
    </span>
  );
}

/** Typing is never held up by the search: it follows when there is time. */
function useFoundFacts(facts: readonly EditableFact[], search: string): EditableFact[] {
  const sought = useDeferredValue(search.trim().toLowerCase());
  return useMemo(() => {
    if (!sought) return [...facts];
    return facts.filter(({ entity, relation, value }) =>
      `${entity}\n${relation}\n${value}`.toLowerCase().includes(sought),
    );
  }, [facts, sought]);
}
