import { Table } from 'antd';
import { useMemo } from 'react';
import { useText } from '../text/text.context.js';
import { ChangeTag } from './change.tag.js';
import type { FactChange } from './diff.js';

const PAGE = 50;

export function FactChanges({ changes }: { readonly changes: readonly FactChange[] }) {
  const { facts, changes: text } = useText();
  const rows = useMemo(() => changes.map((change, place) => ({ ...change, place })), [changes]);
  return (
    <Table
      className="sheet"
      size="small"
      rowKey="place"
      dataSource={rows}
      pagination={{ defaultPageSize: PAGE, showSizeChanger: false, hideOnSinglePage: true, placement: ['bottomEnd'] }}
      scroll={{ x: 640 }}
      columns={[
        { title: text.changed, key: 'kind', width: 110, render: (_, { kind }) => <ChangeTag kind={kind} /> },
        { title: facts.entity, dataIndex: 'entity', className: 'break' },
        { title: facts.relation, dataIndex: 'relation', className: 'break' },
        {
          title: text.before,
          key: 'before',
          className: 'break',
          render: (_, { before }) => (before ? <del>{before}</del> : null),
        },
        {
          title: text.after,
          key: 'after',
          className: 'break',
          render: (_, { after }) => (after ? <ins>{after}</ins> : null),
        },
      ]}
    />
  );
}
