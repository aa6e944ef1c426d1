import type { WebhookDelivery } from '@zhike/contracts';
import { Drawer } from 'antd';
import { CopyButton } from '../shared/copy.button.js';
import { useText } from '../text/text.context.js';

/** Exactly these bytes are signed: shown indented, copied as they were sent. */
export function BodyDrawer({
  delivery,
  onClose,
}: {
  readonly delivery: WebhookDelivery;
  readonly onClose: () => void;
}) {
  const { webhooks: text } = useText();
  return (
    <Drawer
      open
      title={text.bodyTitle}
      size={640}
      onClose={onClose}
      extra={<CopyButton size="small" what={() => delivery.body} />}
    >
      <p className="soft mono small break">webhook-id: {delivery.id}</p>
      <pre className="code" tabIndex={0} aria-label={text.bodyTitle}>
        {indented(delivery.body)}
      </pre>
    </Drawer>
  );
}

function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
