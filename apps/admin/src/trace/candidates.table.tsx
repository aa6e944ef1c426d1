import { CheckCircleFilled, DownOutlined, MinusCircleOutlined, RightOutlined, StopOutlined } from '@ant-design/icons';
import type { TurnTrace } from '@zhike/contracts';
import { Button, Table } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '../text/text.context.js';
import { readableParts, readableReason, readableScore } from './readable.js';

type Candidate = TurnTrace['candidates'][number];

const FATES: Readonly<Record<Candidate['fate'], ReactNode>> = {
  cited: <CheckCircleFilled aria-hidden="true" />,
  kept: <MinusCircleOutlined aria-hidden="true" />,
  dropped: <StopOutlined aria-hidden="true" />,
};
const PAGE = 20;

/** What could have been said, and why it was or was not. */
export function CandidatesTable({ candidates }: { readonly candidates: readonly Candidate[] }) {
  const { trace: text } = useText();
  const rows = candidates.map((candidate, place) => ({ ...candidate, place }));
  return (
    <Table<Candidate & { place: number }>
      className="sheet candidates"
      size="small"
      rowKey="place"
      dataSource={rows}
      pagination={{ defaultPageSize: PAGE, showSizeChanger: false, hideOnSinglePage: true }}
      locale={{ emptyText: <span className="soft">{text.noCandidates}</span> }}
      scroll={{ x: 520 }}
      expandable={{
        expandedRowRender: (candidate) => <CandidateDetail candidate={candidate} />,
        expandIcon: ({ expanded, onExpand, record }) => (
          <Button
            type="text"
            size="small"
            icon={expanded ? <DownOutlined aria-hidden="true" /> : <RightOutlined aria-hidden="true" />}
            aria-expanded={expanded}
            aria-label={`${expanded ? text.collapse : text.expand}: ${record.label}`}
            onClick={(event) => onExpand(record, event)}
          />
        ),
        columnTitle: <span className="visually-hidden">{text.detail}</span>,
      }}
      columns={[
        { title: text.fate, key: 'fate', width: 96, render: (_, { fate }) => <FateTag fate={fate} /> },
        { title: text.source, key: 'label', render: (_, candidate) => <CandidateName candidate={candidate} /> },
        {
          title: text.score,
          key: 'score',
          width: 76,
          align: 'right',
          className: 'tabular',
          render: (_, { score }) => readableScore(score),
        },
      ]}
    />
  );
}

function FateTag({ fate }: { readonly fate: Candidate['fate'] }) {
  const { trace: text } = useText();
  return (
    <span className={`tag tag-${fate}`} data-fate={fate}>
      <span aria-hidden="true">{FATES[fate]}</span>
      {text.fates[fate]}
    </span>
  );
}

function CandidateName({ candidate: { label, because, kind } }: { readonly candidate: Candidate }) {
  const { trace: text } = useText();
  return (
    <>
      <span className="break">{label}</span>
      <span className="soft small block">
        {text.kinds[kind]} · {readableReason(because, text.because_)}
      </span>
    </>
  );
}

function CandidateDetail({ candidate: { text: words, parts, sourceKey } }: { readonly candidate: Candidate }) {
  const { trace: text } = useText();
  return (
    <div className="candidate-detail">
      <p className="pre">{words}</p>
      <h4>{text.parts}</h4>
      <ul className="parts">
        {readableParts(parts, text).map(({ name, value }) => (
          <li key={name}>
            <span className="soft">{name}</span> <span className="tabular">{value}</span>
          </li>
        ))}
        <li>
          <span className="soft">key</span> {sourceKey}
        </li>
      </ul>
    </div>
  );
}
