import { DeleteOutlined, EditOutlined, PauseOutlined, PlayCircleOutlined } from '@ant-design/icons';
import type { WebhookEndpoint } from '@zhike/contracts';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { explainError } from '../api/explain.error.js';
import { useChangeWebhook, useRemoveWebhook } from '../api/webhook.queries.js';
import { useText } from '../text/text.context.js';
import { EndpointDialog } from './endpoint.dialog.js';

export function EndpointActions({ endpoint }: { readonly endpoint: WebhookEndpoint }) {
  const { act, webhooks: text } = useText();
  const [isEditing, setEditing] = useState(false);
  const tell = useTellError();
  const change = useChangeWebhook();
  const remove = useAskToRemove(endpoint);
  const turn = () => change.mutate({ id: endpoint.id, active: !endpoint.active }, { onError: tell });
  return (
    <>
      <Button
        size="small"
        icon={endpoint.active ? <PauseOutlined aria-hidden="true" /> : <PlayCircleOutlined aria-hidden="true" />}
        loading={change.isPending}
        onClick={turn}
      >
        {endpoint.active ? text.pause : text.resume}
      </Button>
      <Button size="small" icon={<EditOutlined aria-hidden="true" />} onClick={() => setEditing(true)}>
        {act.edit}
      </Button>
      <Button size="small" danger icon={<DeleteOutlined aria-hidden="true" />} onClick={remove}>
        {act.remove}
      </Button>
      {isEditing ? (
        <EndpointDialog endpoint={endpoint} onClose={() => setEditing(false)} onSaved={() => setEditing(false)} />
      ) : null}
    </>
  );
}

function useTellError(): (error: unknown) => void {
  const text = useText();
  const { message } = App.useApp();
  return (error) => {
    const { headline, detail } = explainError(error, text);
    void message.error([headline, detail].filter(Boolean).join(' '));
  };
}

/** Says what depends on it; the endpoint's own page is gone afterwards, so the list is shown. */
function useAskToRemove({ id, url }: WebhookEndpoint): () => Promise<void> {
  const { act, webhooks: text } = useText();
  const { modal, message } = App.useApp();
  const tell = useTellError();
  const navigate = useNavigate();
  const remove = useRemoveWebhook();
  return async () => {
    const question = {
      title: text.removeAsk,
      content: text.removeLead(url),
      okText: act.remove,
      cancelText: act.cancel,
      okButtonProps: { danger: true },
    };
    if (!(await modal.confirm(question))) return;
    try {
      await remove.mutateAsync(id);
      void message.success(text.removed);
      await navigate('/webhooks');
    } catch (error) {
      tell(error);
    }
  };
}
