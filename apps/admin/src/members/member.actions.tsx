import { EllipsisOutlined } from '@ant-design/icons';
import type { WorkspaceMember } from '@zhike/contracts';
import { App, Button, Dropdown } from 'antd';
import { explainError } from '../api/explain.error.js';
import { useLogMemberOut, useRemoveMember, useRenewLink } from '../api/member.queries.js';
import { useText } from '../text/text.context.js';
import type { ShownLink } from './members.page.js';

interface MemberActionsProps {
  readonly member: WorkspaceMember;
  readonly onLink: (shown: ShownLink) => void;
}

export function MemberActions({ member, onLink }: MemberActionsProps) {
  const { act, members: text } = useText();
  const link = useNewLink(member, onLink);
  const logOut = useLoggingOut(member);
  const remove = useRemoving(member);
  const items = [
    { key: 'link', label: member.isInvited ? text.newInvitation : text.newPassword, onClick: () => void link() },
    ...(member.isInvited ? [] : [{ key: 'log-out', label: text.logOut, onClick: () => void logOut() }]),
    { key: 'remove', label: act.remove, danger: true, onClick: () => void remove() },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button
        size="small"
        type="text"
        icon={<EllipsisOutlined aria-hidden="true" />}
        aria-label={text.actionsOf(member.name)}
      />
    </Dropdown>
  );
}

function useTellError(): (error: unknown) => void {
  const text = useText();
  const { message } = App.useApp();
  return (error) => void message.error(explainError(error, text).headline);
}

function useNewLink({ id, name, isInvited }: WorkspaceMember, onLink: MemberActionsProps['onLink']) {
  const { mutateAsync } = useRenewLink();
  const tell = useTellError();
  return () =>
    mutateAsync(id)
      .then((link) => onLink({ link, name, isInvited }))
      .catch(tell);
}

function useLoggingOut({ id, name }: WorkspaceMember) {
  const { members: text } = useText();
  const { message } = App.useApp();
  const { mutateAsync } = useLogMemberOut();
  const tell = useTellError();
  return () =>
    mutateAsync(id)
      .then(() => void message.success(text.loggedOut(name)))
      .catch(tell);
}

/** Says what depends on the member before they go. */
function useRemoving({ id, name, isInvited }: WorkspaceMember): () => Promise<void> {
  const { act, members: text } = useText();
  const { modal, message } = App.useApp();
  const { mutateAsync } = useRemoveMember();
  const tell = useTellError();
  return async () => {
    const question = {
      title: text.removeAsk(name),
      content: isInvited ? text.removeInvited : text.removeLead,
      okText: act.remove,
      cancelText: act.cancel,
      okButtonProps: { danger: true },
    };
    if (!(await modal.confirm(question))) return;
    await mutateAsync(id)
      .then(() => void message.success(text.removed(name)))
      .catch(tell);
  };
}
