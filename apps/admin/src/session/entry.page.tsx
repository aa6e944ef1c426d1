import { useQueryClient } from '@tanstack/react-query';
import type { EnterByLink, Entrance } from '@zhike/contracts';
import { Button, Form } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useEnterByLink, useEntrance } from '../api/account.queries.js';
import { resumeSession } from '../api/session.end.js';
import { ME } from '../api/session.queries.js';
import { Opening } from '../shared/opening.js';
import { usePageTitle } from '../shared/page.head.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { DoorFrame } from './door.frame.js';
import { NewPasswordField } from './new-password.field.js';

/** Where the link of an owner leads: a password is chosen, and the member is in. The code stands behind `#`, which no server hears of. */
export function EntryPage() {
  const { entry: text } = useText();
  const [code] = useState(() => window.location.hash.slice(1));
  const entrance = useEntrance(code);
  usePageTitle(text.title);
  if (entrance.isFetching) return <Opening />;
  if (entrance.data) return <Chosen code={code} entrance={entrance.data} />;
  return (
    <DoorFrame title={text.wrongTitle} lead={text.wrongLead}>
      <Problem error={entrance.error} retry={entrance.error ? entrance.refetch : undefined} />
      <Link to="/">{text.toLogIn}</Link>
    </DoorFrame>
  );
}

interface ChosenProps {
  readonly code: string;
  readonly entrance: Entrance;
}

function Chosen({ code, entrance: { name, email, workspaceName, isInvited } }: ChosenProps) {
  const { entry: text } = useText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const enter = useEnterByLink();
  const submit = ({ password }: Pick<EnterByLink, 'password'>) =>
    enter.mutate(
      { code, password },
      {
        onSuccess: (me) => {
          // Another member may have been logged in here; nothing they saw stays.
          client.clear();
          resumeSession();
          client.setQueryData(ME, me);
          void navigate('/policies', { replace: true });
        },
      },
    );
  const title = isInvited ? text.welcome(name, workspaceName) : text.again(name);
  return (
    <DoorFrame title={title} lead={isInvited ? text.welcomeLead : text.againLead}>
      <Form layout="vertical" requiredMark={false} name="entry" onFinish={submit}>
        <p className="soft">{text.loginIs(email)}</p>
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <NewPasswordField name="password" label={text.password} size="large" isFirst />
        <Problem error={enter.error} className="form-problem" />
        <Button type="primary" htmlType="submit" size="large" block loading={enter.isPending}>
          {text.enter}
        </Button>
      </Form>
    </DoorFrame>
  );
}
