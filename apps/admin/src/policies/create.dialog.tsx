import { type CreatePolicy, Locale, PolicyKind } from '@zhike/contracts';
import { Form, Input, Modal, Radio, Segmented } from 'antd';
import { useNavigate } from 'react-router';
import { useCreatePolicy } from '../api/policy.queries.js';
import { Problem } from '../shared/problem.js';
import { useLanguage } from '../text/text.context.js';

/** Begins an empty draft and goes there. */
export function CreateDialog({ onClose }: { readonly onClose: () => void }) {
  const { text } = useLanguage();
  const navigate = useNavigate();
  const create = useCreatePolicy();
  const [form] = Form.useForm<CreatePolicy>();
  const submit = (input: CreatePolicy) =>
    create.mutate(input, { onSuccess: ({ policyId, id }) => void navigate(`/policies/${policyId}/versions/${id}`) });
  return (
    <Modal
      open
      title={text.policies.createTitle}
      okText={text.policies.createOk}
      confirmLoading={create.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <CreateForm form={form} onSubmit={submit} />
      <Problem error={create.error} />
    </Modal>
  );
}

interface CreateFormProps {
  readonly form: ReturnType<typeof Form.useForm<CreatePolicy>>[0];
  readonly onSubmit: (input: CreatePolicy) => void;
}

function CreateForm({ form, onSubmit }: CreateFormProps) {
  const { text, locale } = useLanguage();
  const kinds = PolicyKind.options.map((value) => ({ value, label: <KindLabel kind={value} /> }));
  const locales = Locale.options.map((value) => ({ value, label: text.locales[value] }));
  return (
    <Form<CreatePolicy>
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={onSubmit}
      initialValues={{ title: '', kind: 'policy', locale }}
      name="create-policy"
    >
      <Form.Item
        name="title"
        label={text.policies.titleLabel}
        rules={[{ required: true, whitespace: true, message: text.door.required }]}
      >
        <Input autoFocus placeholder={text.policies.titlePlaceholder} maxLength={300} />
      </Form.Item>
      <Form.Item name="kind" label={text.policies.kindLabel}>
        <Radio.Group options={kinds} className="stacked-radios" />
      </Form.Item>
      <Form.Item name="locale" label={text.policies.localeLabel}>
        <Segmented options={locales} />
      </Form.Item>
    </Form>
  );
}

function KindLabel({ kind }: { readonly kind: PolicyKind }) {
  const { text } = useLanguage();
  return (
    <>
      {text.kinds[kind]} <span className="soft">{text.policies.kindHelp[kind]}</span>
    </>
  );
}
