import type { WebhookEndpoint } from '@zhike/contracts';
import { Link } from 'react-router';
import { useFormat } from '../shared/moment.js';
import { useText } from '../text/text.context.js';
import { EndpointActions } from './endpoint.actions.js';
import { EndpointState } from './endpoint.state.js';

export function EndpointCard({ endpoint }: { readonly endpoint: WebhookEndpoint }) {
  const { webhooks: text } = useText();
  const { day } = useFormat();
  return (
    <article className="sheet card" data-endpoint={endpoint.id}>
      <div className="row spread wrap">
        <Link to={`/webhooks/${endpoint.id}`} className="mono break">
          {endpoint.url}
        </Link>
        <EndpointState endpoint={endpoint} />
      </div>
      <EventNames endpoint={endpoint} />
      <div className="row spread wrap">
        <span className="soft small">{text.created(day(endpoint.createdAt))}</span>
        <span className="row wrap">
          <Link to={`/webhooks/${endpoint.id}`}>{text.deliveries}</Link>
          <EndpointActions endpoint={endpoint} />
        </span>
      </div>
    </article>
  );
}

export function EventNames({ endpoint }: { readonly endpoint: WebhookEndpoint }) {
  const { webhooks: text } = useText();
  return (
    <p className="row wrap event-names">
      {endpoint.events.map((event) => (
        <span key={event} className="tag tag-plain" title={event}>
          {text.eventNames[event]}
        </span>
      ))}
    </p>
  );
}
