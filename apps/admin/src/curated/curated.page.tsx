import { MessageOutlined, PlusOutlined, SlidersOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useNavigate } from 'react-router';
import { useCuratedAnswers } from '../api/curated.queries.js';
import { mayCurate, useMember } from '../session/member.context.js';
import { Empty } from '../shared/empty.js';
import { Loading } from '../shared/loading.js';
import { PageHead } from '../shared/page.head.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { useCuratedAddress } from './curated.address.js';
import { CuratedFilters } from './curated.filters.js';
import { CuratedSettingsDialog } from './curated.settings.js';
import { CuratedTable } from './curated.table.js';

/** Answers written by hand: what they are, whether customers hear them, and how often. */
export function CuratedPage() {
  const { curated: text } = useText();
  const { search, status, isSetting, filter } = useCuratedAddress();
  const list = useCuratedAnswers({ search, status });
  const isFiltered = Boolean(search || status);
  const isEmpty = list.data?.length === 0;
  return (
    <div className="page">
      <PageHead
        title={text.title}
        lead={text.lead}
        actions={<Beginnings onSettings={() => filter({ dialog: 'settings' })} />}
      />
      {isEmpty && !isFiltered ? null : <CuratedFilters search={search} status={status} onFilter={filter} />}
      <Problem error={list.error} retry={list.refetch} />
      {list.isPending ? <Loading rows={6} /> : null}
      {isEmpty ? <Nothing isFiltered={isFiltered} onClear={() => filter({ search: '', status: '' })} /> : null}
      {list.data?.length ? <CuratedTable answers={list.data} isStale={list.isPlaceholderData} /> : null}
      {isSetting ? <CuratedSettingsDialog onClose={() => filter({ dialog: '' })} /> : null}
    </div>
  );
}

function Beginnings({ onSettings }: { readonly onSettings: () => void }) {
  const { curated: text } = useText();
  const member = useMember();
  return (
    <>
      {member.role === 'owner' ? (
        <Button icon={<SlidersOutlined aria-hidden="true" />} onClick={onSettings}>
          {text.settings}
        </Button>
      ) : null}
      <CreateButton />
    </>
  );
}

function CreateButton() {
  const { curated: text } = useText();
  const navigate = useNavigate();
  if (!mayCurate(useMember())) return null;
  return (
    <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={() => void navigate('/curated/new')}>
      {text.create}
    </Button>
  );
}

function Nothing({ isFiltered, onClear }: { readonly isFiltered: boolean; readonly onClear: () => void }) {
  const { curated: text } = useText();
  if (isFiltered)
    return (
      <Empty title={text.noMatch}>
        <p className="soft">{text.noMatchLead}</p>
        <Button onClick={onClear}>{text.clear}</Button>
      </Empty>
    );
  return (
    <Empty icon={<MessageOutlined aria-hidden="true" />} title={text.emptyTitle}>
      <p className="soft">{text.emptyLead}</p>
      <ul className="soft empty-list">
        <li>{text.emptyProof}</li>
        <li>{text.emptyChange}</li>
      </ul>
    </Empty>
  );
}
