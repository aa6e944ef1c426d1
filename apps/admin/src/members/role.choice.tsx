import { MemberRole, type WorkspaceMember } from '@zhike/contracts';
import { App, Select } from 'antd';
import { useChangeMember } from '../api/member.queries.js';
import { explainError } from '../api/explain.error.js';
import { useText } from '../text/text.context.js';

interface RoleChoiceProps {
  readonly member: WorkspaceMember;
  /** Nobody takes the role of owner from themselves. */
  readonly isSelf: boolean;
}

/** Holds from the member's next request on. Whoever becomes an owner can do everything, so that is asked once more. */
export function RoleChoice({ member, isSelf }: RoleChoiceProps) {
  const { members: text, roles } = useText();
  const change = useChanging(member);
  if (isSelf) return roles[member.role];
  return (
    <Select<MemberRole>
      size="small"
      aria-label={text.roleOf(member.name)}
      value={member.role}
      options={MemberRole.options.map((value) => ({ value, label: roles[value] }))}
      popupMatchSelectWidth={false}
      onChange={(role) => void change(role)}
    />
  );
}

function useChanging({ id, name }: WorkspaceMember): (role: MemberRole) => Promise<void> {
  const text = useText();
  const { modal, message } = App.useApp();
  const { mutateAsync } = useChangeMember();
  const { members, roles, act } = text;
  return async (role) => {
    const question = { title: members.ownerAsk(name), content: members.ownerLead, okText: members.ownerOk };
    if (role === 'owner' && !(await modal.confirm({ ...question, cancelText: act.cancel }))) return;
    try {
      await mutateAsync({ id, role });
      void message.success(members.roleChanged(name, roles[role]));
    } catch (error) {
      void message.error(explainError(error, text).headline);
    }
  };
}
