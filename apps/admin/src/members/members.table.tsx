import { ClockCircleOutlined } from '@ant-design/icons';
import type { WorkspaceMember } from '@zhike/contracts';
import { Tag } from 'antd';
import { useMember } from '../session/member.context.js';
import { Moment, useFormat } from '../shared/moment.js';
import { useText } from '../text/text.context.js';
import { MemberActions } from './member.actions.js';
import type { ShownLink } from './members.page.js';
import { RoleChoice } from './role.choice.js';

interface MembersTableProps {
  readonly members: readonly WorkspaceMember[];
  readonly onLink: (shown: ShownLink) => void;
}

export function MembersTable({ members, onLink }: MembersTableProps) {
  const { members: text } = useText();
  return (
    <div className="sheet table-sheet">
      <table className="list members safety-stack" aria-label={text.title}>
        <thead>
          <tr>
            <th scope="col">{text.colMember}</th>
            <th scope="col">{text.colRole}</th>
            <th scope="col">{text.colSeen}</th>
            <th scope="col">
              <span className="visually-hidden">{text.colActions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <MemberRow key={member.id} member={member} onLink={onLink} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface MemberRowProps extends Pick<MembersTableProps, 'onLink'> {
  readonly member: WorkspaceMember;
}

function MemberRow({ member, onLink }: MemberRowProps) {
  const { members: text } = useText();
  const isSelf = useMember().memberId === member.id;
  return (
    <tr data-member={member.email}>
      <th scope="row">
        {member.name} {isSelf ? <Tag>{text.you}</Tag> : null}
        <span className="soft row-note break">{member.email}</span>
      </th>
      <td>
        <RoleChoice member={member} isSelf={isSelf} />
      </td>
      <td>
        <Seen member={member} />
      </td>
      <td>{isSelf ? null : <MemberActions member={member} onLink={onLink} />}</td>
    </tr>
  );
}

function Seen({ member: { isInvited, seenAt, linkExpiresAt } }: Pick<MemberRowProps, 'member'>) {
  const { members: text } = useText();
  const { moment } = useFormat();
  if (isInvited)
    return (
      <span>
        <span className="is-waiting nowrap">
          <ClockCircleOutlined aria-hidden="true" /> {text.invited}
        </span>
        <span className="soft row-note">{linkExpiresAt ? text.linkUntil(moment(linkExpiresAt)) : text.linkOver}</span>
      </span>
    );
  return (
    <span className="soft">
      {seenAt ? <Moment at={seenAt} /> : text.never}
      {linkExpiresAt ? <span className="row-note">{text.linkUntil(moment(linkExpiresAt))}</span> : null}
    </span>
  );
}
