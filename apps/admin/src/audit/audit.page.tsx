import { HistoryOutlined, LeftOutlined } from '@ant-design/icons';
import { Select } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { type AuditChoice, useAudit, useMembers } from '../api/member.queries.js';
import { MembersForOwners } from '../members/members.page.js';
import { useMember } from '../session/member.context.js';
import { Empty } from '../shared/empty.js';
import { Further } from '../shared/further.js';
import { Loading } from '../shared/loading.js';
import { PageHead } from '../shared/page.head.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { AuditTable } from './audit.table.js';

/** Who changed what. What is chosen is part of the address. */
export function AuditPage() {
  if (useMember().role === 'owner') return <OwnersAudit />;
  return <MembersForOwners />;
}

function OwnersAudit() {
  const { audit: text } = useText();
  const [asked, ask] = useSearchParams();
  const choice = { member: asked.get('member') ?? '', about: asked.get('about') ?? '' };
  const audit = useAudit(choice);
  const shown = audit.data?.pages.flatMap(({ items }) => items) ?? [];
  const choose = (change: Partial<AuditChoice>) =>
    ask(Object.fromEntries(Object.entries({ ...choice, ...change }).filter(([, value]) => value)), { replace: true });
  return (
    <div className="page">
      <PageHead
        title={text.title}
        lead={text.lead}
        actions={
          <Link to="/members" className="row">
            <LeftOutlined aria-hidden="true" /> {text.toMembers}
          </Link>
        }
      />
      <Filters choice={choice} onChoose={choose} />
      <Problem error={audit.error} retry={audit.refetch} />
      {audit.isPending ? <Loading rows={8} /> : null}
      {audit.isSuccess && !shown.length ? (
        <Empty icon={<HistoryOutlined aria-hidden="true" />} title={text.none}>
          <p className="soft">{text.noneLead}</p>
        </Empty>
      ) : null}
      {shown.length ? <AuditTable changes={shown} /> : null}
      <Further pages={audit} />
    </div>
  );
}

interface FiltersProps {
  readonly choice: AuditChoice;
  readonly onChoose: (change: Partial<AuditChoice>) => void;
}

/** Members who left are not among the choices; what they did is among everybody's. */
function Filters({ choice, onChoose }: FiltersProps) {
  const { audit: text } = useText();
  const members = useMembers();
  const everybody = { value: '', label: text.everybody };
  const everything = { value: '', label: text.everything };
  return (
    <div className="row wrap filters">
      <Select
        aria-label={text.colWho}
        value={choice.member}
        options={[everybody, ...(members.data?.map(({ id, name }) => ({ value: id, label: name })) ?? [])]}
        popupMatchSelectWidth={false}
        onChange={(member) => onChoose({ member })}
      />
      <Select
        aria-label={text.colWhat}
        value={choice.about}
        options={[everything, ...Object.entries(text.subjects).map(([value, label]) => ({ value, label }))]}
        popupMatchSelectWidth={false}
        onChange={(about) => onChoose({ about })}
      />
    </div>
  );
}
