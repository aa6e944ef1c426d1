import type { LogIn, Me } from '@zhike/contracts';
import { Button, Form, Input } from 'antd';
import { useLogIn } from '../api/session.queries.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';

interface LogInFormProps {
  readonly email?: string;
  readonly onEntered: (me: Me) => void;
}

export function LogInForm({ email = '', onEntered }: LogInFormProps) {
  const { door } = useText();
  const logIn = useLogIn();
  const required = [{ required: true, message: door.required }];
  const submit = (input: LogIn) => logIn.mutate(input, { onSuccess: onEntered });
  return (
    <Form<LogIn>
      layout="vertical"
      initialValues={{ email, password: '' }}
      onFinish={submit}
      requiredMark={false}
      name="log-in"
    >
      <Form.Item name="email" label={door.email} rules={required}>
        <Input type="email" autoComplete="username" autoFocus={!email} size="large" maxLength={200} />
      </Form.Item>
      <Form.Item name="password" label={door.password} rules={required}>
        <Input.Password autoComplete="current-password" autoFocus={!!email} size="large" maxLength={200} />
      </Form.Item>
      <Problem error={logIn.error} className="form-problem" />
      <Button type="primary" htmlType="submit" size="large" block loading={logIn.isPending}>
        {logIn.isPending ? door.loggingIn : door.logIn}
      </Button>
    </Form>
  );
}
