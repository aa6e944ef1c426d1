import { LockOutlined } from '@ant-design/icons';
import type { ChangePassword } from '@zhike/contracts';
import { App, Button, Form, Input } from 'antd';
import { useChangePassword } from '../api/account.queries.js';
import { useMember } from '../session/member.context.js';
import { NewPasswordField } from '../session/new-password.field.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';

export function PasswordCard() {
  const { account: text, door } = useText();
  const { message } = App.useApp();
  const { email } = useMember();
  const [form] = Form.useForm<ChangePassword>();
  const change = useChangePassword();
  const submit = (input: ChangePassword) =>
    change.mutate(input, {
      onSuccess: () => {
        form.resetFields();
        void message.success(text.changed);
      },
    });
  return (
    <section className="sheet card">
      <h2 className="row">
        <LockOutlined aria-hidden="true" /> {text.password}
      </h2>
      <p className="soft">{text.passwordLead}</p>
      <Form<ChangePassword> form={form} layout="vertical" requiredMark={false} name="password" onFinish={submit}>
        {/* Password managers keep a password by the name beside it. */}
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <Form.Item name="current" label={text.current} rules={[{ required: true, message: door.required }]}>
          <Input.Password autoComplete="current-password" maxLength={200} />
        </Form.Item>
        <NewPasswordField name="next" label={text.next} />
        <Problem error={change.error} className="form-problem" />
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {text.change}
        </Button>
      </Form>
    </section>
  );
}
