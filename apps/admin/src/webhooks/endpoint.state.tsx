import { PauseCircleOutlined, PlayCircleFilled, WarningOutlined } from '@ant-design/icons';
import type { WebhookEndpoint } from '@zhike/contracts';
import { useText } from '../text/text.context.js';

export function EndpointState({ endpoint: { active, disabledBecause } }: { readonly endpoint: WebhookEndpoint }) {
  const { webhooks: text } = useText();
  if (active)
    return (
      <span className="tag tag-live">
        <PlayCircleFilled aria-hidden="true" />
        {text.active}
      </span>
    );
  return (
    <span className={`tag ${disabledBecause ? 'tag-failed' : 'tag-expired'}`}>
      {disabledBecause ? <WarningOutlined aria-hidden="true" /> : <PauseCircleOutlined aria-hidden="true" />}
      {disabledBecause ? text.disabled(disabledBecause) : text.paused}
    </span>
  );
}
