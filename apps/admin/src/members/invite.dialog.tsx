import type { InviteMember } from '@zhike/contracts';
import { Form, Input, Modal, Radio } from 'antd';
import { useInviteMember } from '../api/member.queries.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import type { ShownLink } from './members.page.js';
import { ROLES } from './roles.help.js';

interface InviteDialogProps {
  readonly onClose: () => void;
  readonly onInvited: (shown: ShownLink) => void;
}

export function InviteDialog({ onClose, onInvited }: InviteDialogProps) {
  const { act, members: text } = useText();
  const [form] = Form.useForm<InviteMember>();
  const invite = useInviteMember();
  const submit = (input: InviteMember) =>
    invite.mutate(input, { onSuccess: (link) => onInvited({ link, name: input.name, isInvited: true }) });
  return (
    <Modal
      open
      title={text.inviteTitle}
      okText={text.inviteOk}
      cancelText={act.cancel}
      confirmLoading={invite.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<InviteMember>
        form={form}
        layout="vertical"
        requiredMark={false}
        name="invite"
        initialValues={{ role: 'editor' }}
        onFinish={submit}
      >
        <InviteFields />
        <Problem error={invite.error} className="form-problem" />
      </Form>
    </Modal>
  );
}

function InviteFields() {
  const { door, members: text, roles } = useText();
  const required = { required: true, whitespace: true, message: door.required };
  return (
    <>
      <Form.Item name="name" label={text.name} rules={[required]}>
        <Input autoFocus autoComplete="off" maxLength={100} />
      </Form.Item>
      <Form.Item
        name="email"
        label={door.email}
        extra={text.emailHelp}
        rules={[required, { type: 'email', message: door.emailWrong, validateTrigger: 'onBlur' }]}
        validateTrigger={['onChange', 'onBlur']}
      >
        <Input type="email" autoComplete="off" maxLength={200} />
      </Form.Item>
      <Form.Item name="role" label={text.role}>
        <Radio.Group className="stacked-radios">
          {ROLES.map((role) => (
            <Radio key={role} value={role}>
              {roles[role]}
              <span className="block soft small">{text.roleHelp[role]}</span>
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
    </>
  );
}
