import { SaveWebhookEndpoint, type WebhookEndpoint, WebhookEventType } from '@zhike/contracts';
import { Checkbox, Form, Input, Modal } from 'antd';
import { fieldsOf } from '../api/explain.error.js';
import { useChangeWebhook, useCreateWebhook } from '../api/webhook.queries.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';

type Input = Pick<SaveWebhookEndpoint, 'url' | 'events'>;

interface EndpointDialogProps {
  /** Without one it is a new endpoint. */
  readonly endpoint?: WebhookEndpoint;
  readonly onSaved: (endpoint: WebhookEndpoint) => void;
  readonly onClose: () => void;
}

export function EndpointDialog({ endpoint, onSaved, onClose }: EndpointDialogProps) {
  const { act, webhooks: text } = useText();
  const [form] = Form.useForm<Input>();
  const create = useCreateWebhook();
  const change = useChangeWebhook();
  const saving = endpoint ? change : create;
  const submit = (input: Input) => {
    if (endpoint) change.mutate({ id: endpoint.id, ...input }, { onSuccess: onSaved });
    else create.mutate(input, { onSuccess: onSaved });
  };
  return (
    <Modal
      open
      title={endpoint ? text.editTitle : text.create}
      okText={endpoint ? act.save : text.ok}
      confirmLoading={saving.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Input>
        form={form}
        layout="vertical"
        requiredMark={false}
        name="endpoint"
        initialValues={{ url: endpoint?.url ?? '', events: endpoint?.events ?? WebhookEventType.options }}
        onFinish={submit}
      >
        <EndpointFields urlProblem={fieldsOf(saving.error).get('url')} />
      </Form>
      <Problem error={saving.error} />
    </Modal>
  );
}

const Url = SaveWebhookEndpoint.shape.url;

function EndpointFields({ urlProblem }: { readonly urlProblem: string | undefined }) {
  const { webhooks: text } = useText();
  const isUrl = (_: unknown, url: string) =>
    Url.safeParse(url.trim()).success ? Promise.resolve() : Promise.reject(new Error(text.urlWrong));
  const isChosen = (_: unknown, events: readonly string[]) =>
    events.length ? Promise.resolve() : Promise.reject(new Error(text.eventsNone));
  const options = WebhookEventType.options.map((value) => ({ value, label: <EventLabel event={value} /> }));
  return (
    <>
      <Form.Item
        name="url"
        label={text.url}
        validateTrigger="onBlur"
        rules={[{ validator: isUrl }]}
        normalize={(url: string) => url.trim()}
        {...(urlProblem ? { help: urlProblem, validateStatus: 'error' } : {})}
      >
        <Input type="url" autoFocus placeholder="https://crm.example.com/zhike" maxLength={2_000} className="mono" />
      </Form.Item>
      <Form.Item name="events" label={text.events} rules={[{ validator: isChosen }]}>
        <Checkbox.Group role="group" aria-label={text.events} className="stacked-radios" options={options} />
      </Form.Item>
    </>
  );
}

function EventLabel({ event }: { readonly event: WebhookEventType }) {
  const { webhooks: text } = useText();
  return (
    <>
      {text.eventNames[event]} <span className="soft mono small">{event}</span>
    </>
  );
}
