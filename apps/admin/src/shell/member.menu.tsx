import { LockOutlined, LogoutOutlined, UserOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Popover } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { ME, useLogOut } from '../api/session.queries.js';
import { useMember } from '../session/member.context.js';
import { hasUnsaved } from '../shared/unsaved.js';
import { useText } from '../text/text.context.js';
import { LanguageSwitch, SchemeSwitch } from './switches.js';

/** Who is here, in which language and light, and the way out. */
export function MemberMenu() {
  const text = useText();
  const member = useMember();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="rail-foot">
      <LanguageSwitch />
      <Popover
        content={<MemberCard onLeave={() => setOpen(false)} />}
        open={isOpen}
        onOpenChange={setOpen}
        trigger="click"
        placement="rightBottom"
        arrow={false}
      >
        <button type="button" className="member-button" aria-haspopup="dialog">
          <UserOutlined aria-hidden="true" />
          <span className="ellipsis">{member.name}</span>
          <span className="soft member-role">{text.roles[member.role]}</span>
        </button>
      </Popover>
    </div>
  );
}

function MemberCard({ onLeave }: { readonly onLeave: () => void }) {
  const text = useText();
  const member = useMember();
  const logOut = useLeave();
  return (
    <div className="member-card">
      <div>
        <strong>{member.name}</strong>
        <div className="soft">{member.email}</div>
      </div>
      <label className="stacked">
        <span className="soft">{text.rail.scheme}</span>
        <SchemeSwitch />
      </label>
      <Link to="/account" className="row" onClick={onLeave}>
        <LockOutlined aria-hidden="true" /> {text.rail.account}
      </Link>
      <Button icon={<LogoutOutlined aria-hidden="true" />} onClick={logOut} block>
        {text.rail.logOut}
      </Button>
    </div>
  );
}

/** Asks before text is lost, then forgets everything this member has seen. */
function useLeave(): () => Promise<void> {
  const { modal } = App.useApp();
  const { act, door } = useText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const logOut = useLogOut();
  return async () => {
    if (hasUnsaved()) {
      const question = {
        title: door.unsavedTitle,
        content: door.unsavedLogOut,
        okText: door.logOutAnyway,
        cancelText: act.cancel,
      };
      if (!(await modal.confirm(question))) return;
    }
    await logOut.mutateAsync().catch(() => undefined);
    client.setQueryData(ME, null);
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== ME[0] });
    await navigate('/policies', { replace: true });
  };
}
