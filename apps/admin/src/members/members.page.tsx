import { HistoryOutlined, IdcardOutlined, UserAddOutlined } from '@ant-design/icons';
import type { MemberLink } from '@zhike/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMembers } from '../api/member.queries.js';
import { useMember } from '../session/member.context.js';
import { Loading } from '../shared/loading.js';
import { OwnersOnly } from '../shared/owners-only.js';
import { PageHead } from '../shared/page.head.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { InviteDialog } from './invite.dialog.js';
import { LinkDialog } from './link.dialog.js';
import { MembersTable } from './members.table.js';
import { RolesHelp } from './roles.help.js';

/** Who works in this shop, and as what. */
export function MembersPage() {
  if (useMember().role === 'owner') return <OwnersMembers />;
  return <MembersForOwners />;
}

export function MembersForOwners() {
  const { members: text } = useText();
  return <OwnersOnly icon={<IdcardOutlined aria-hidden="true" />} text={text} />;
}

/** A link and whom it is for, while it is shown. */
export interface ShownLink {
  readonly link: MemberLink;
  readonly name: string;
  readonly isInvited: boolean;
}

function OwnersMembers() {
  const { members: text } = useText();
  const members = useMembers();
  const [isInviting, setInviting] = useState(false);
  const [shown, show] = useState<ShownLink>();
  return (
    <div className="page">
      <PageHead title={text.title} lead={text.lead} actions={<Actions onInvite={() => setInviting(true)} />} />
      <Problem error={members.error} retry={members.refetch} />
      {members.isPending ? <Loading rows={4} /> : null}
      {members.data ? <MembersTable members={members.data} onLink={show} /> : null}
      {members.data?.length === 1 ? <p className="soft further">{text.alone}</p> : null}
      <RolesHelp />
      {isInviting ? (
        <InviteDialog
          onClose={() => setInviting(false)}
          onInvited={(link) => {
            setInviting(false);
            show(link);
          }}
        />
      ) : null}
      {shown ? <LinkDialog shown={shown} onClose={() => show(undefined)} /> : null}
    </div>
  );
}

function Actions({ onInvite }: { readonly onInvite: () => void }) {
  const { members: text } = useText();
  return (
    <div className="row wrap">
      <Link to="/members/log" className="row">
        <HistoryOutlined aria-hidden="true" /> {text.toLog}
      </Link>
      <Button type="primary" icon={<UserAddOutlined aria-hidden="true" />} onClick={onInvite}>
        {text.invite}
      </Button>
    </div>
  );
}
