import type { WebhookEndpoint } from '@zhike/contracts';
import { Link, useParams } from 'react-router';
import { useDeliveries, useWebhooks } from '../api/webhook.queries.js';
import { Empty } from '../shared/empty.js';
import { Loading } from '../shared/loading.js';
import { usePageTitle } from '../shared/page.head.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { DeliveriesTable } from './deliveries.table.js';
import { EventNames } from './endpoint.card.js';
import { EndpointActions } from './endpoint.actions.js';
import { EndpointState } from './endpoint.state.js';

/** One endpoint and what was sent there. */
export function EndpointPage() {
  const text = useText();
  const { endpointId } = useParams();
  const endpoints = useWebhooks();
  const endpoint = endpoints.data?.find(({ id }) => id === endpointId);
  return (
    <div className="page">
      <Link to="/webhooks" className="back-link">
        ← {text.webhooks.allEndpoints}
      </Link>
      {endpoints.isPending ? <Loading /> : null}
      <Problem error={endpoints.error} retry={endpoints.refetch} />
      {endpoints.data && !endpoint ? <Empty title={text.errors['webhook-not-found'] ?? ''} /> : null}
      {endpoint ? <Endpoint endpoint={endpoint} /> : null}
    </div>
  );
}

function Endpoint({ endpoint }: { readonly endpoint: WebhookEndpoint }) {
  const { webhooks: text } = useText();
  const deliveries = useDeliveries(endpoint.id);
  usePageTitle(text.title);
  return (
    <>
      <header className="page-head">
        <div className="page-head-words">
          <h1 className="mono break endpoint-title">{endpoint.url}</h1>
          <EventNames endpoint={endpoint} />
        </div>
        <div className="page-head-actions">
          <EndpointState endpoint={endpoint} />
          <EndpointActions endpoint={endpoint} />
        </div>
      </header>
      <h2>{text.deliveries}</h2>
      <Problem error={deliveries.error} retry={deliveries.refetch} />
      {deliveries.isPending ? <Loading /> : null}
      {deliveries.data?.length === 0 ? (
        <Empty title={text.none}>
          <p className="soft">{text.noneLead}</p>
        </Empty>
      ) : null}
      {deliveries.data?.length ? <DeliveriesTable deliveries={deliveries.data} /> : null}
    </>
  );
}
