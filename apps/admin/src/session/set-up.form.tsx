import { type Me, SetUpOwner } from '@zhike/contracts';
import { Button, Form, Input } from 'antd';
import { ApiError } from '../api/api.error.js';
import { useSetUpOwner } from '../api/session.queries.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { NewPasswordField } from './new-password.field.js';

interface SetUpFormProps {
  readonly onEntered: (me: Me) => void;
  /** Someone else made the owner meanwhile: it is a login now. */
  readonly onAlreadyDone: () => void;
}

const DONE = ['setup-done', 'already-set-up'];
const isDone = (error: unknown) => error instanceof ApiError && DONE.includes(error.code);

export function SetUpForm({ onEntered, onAlreadyDone }: SetUpFormProps) {
  const { door } = useText();
  const setUp = useSetUpOwner();
  const submit = ({ workspaceName, ...input }: SetUpOwner) => {
    const owner = SetUpOwner.parse({ ...input, ...(workspaceName?.trim() ? { workspaceName } : {}) });
    setUp.mutate(owner, { onSuccess: onEntered, onError: (error) => isDone(error) && onAlreadyDone() });
  };
  return (
    <Form<SetUpOwner> layout="vertical" onFinish={submit} requiredMark={false} name="set-up" scrollToFirstError>
      <SetUpFields />
      <Problem error={setUp.error} className="form-problem" />
      <Button type="primary" htmlType="submit" size="large" block loading={setUp.isPending}>
        {door.setUp}
      </Button>
    </Form>
  );
}

function SetUpFields() {
  const { door } = useText();
  const required = { required: true, whitespace: true, message: door.required };
  const email = { type: 'email' as const, message: door.emailWrong };
  return (
    <>
      <Form.Item
        name="setupCode"
        label={door.setupCode}
        rules={[required]}
        extra={door.setupCodeHelp}
        normalize={(code: string) => code.trim()}
      >
        <Input
          autoComplete="one-time-code"
          autoFocus
          size="large"
          maxLength={128}
          spellCheck={false}
          className="mono"
        />
      </Form.Item>
      <Form.Item name="name" label={door.name} rules={[required]}>
        <Input autoComplete="name" size="large" maxLength={100} />
      </Form.Item>
      <Form.Item name="email" label={door.email} rules={[required, email]} validateTrigger="onBlur">
        <Input type="email" autoComplete="username" size="large" maxLength={200} />
      </Form.Item>
      <NewPasswordField name="password" label={door.password} size="large" />
      <Form.Item name="workspaceName" label={door.workspaceName} extra={door.workspaceHelp}>
        <Input autoComplete="organization" size="large" maxLength={100} />
      </Form.Item>
    </>
  );
}
