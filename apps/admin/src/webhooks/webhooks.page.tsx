import { ApiOutlined, PlusOutlined } from '@ant-design/icons';
import type { WebhookEndpoint } from '@zhike/contracts';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useWebhooks } from '../api/webhook.queries.js';
import { useMember } from '../session/member.context.js';
import { Empty } from '../shared/empty.js';
import { Loading } from '../shared/loading.js';
import { OwnersOnly } from '../shared/owners-only.js';
import { PageHead } from '../shared/page.head.js';
import { Problem } from '../shared/problem.js';
import { ShownOnceDialog } from '../shared/shown-once.dialog.js';
import { useText } from '../text/text.context.js';
import { EndpointCard } from './endpoint.card.js';
import { EndpointDialog } from './endpoint.dialog.js';
import { VerifyHelp } from './verify.help.js';

export function WebhooksPage() {
  const { webhooks: text } = useText();
  const member = useMember();
  if (member.role !== 'owner') return <OwnersOnly icon={<ApiOutlined aria-hidden="true" />} text={text} />;
  return <OwnersWebhooks />;
}

function OwnersWebhooks() {
  const { webhooks: text } = useText();
  const endpoints = useWebhooks();
  const [params, setParams] = useSearchParams();
  const [fresh, setFresh] = useState<WebhookEndpoint>();
  const open = () => setParams({ dialog: 'new' });
  const close = () => setParams({}, { replace: true });
  const created = (endpoint: WebhookEndpoint) => {
    close();
    setFresh(endpoint);
  };
  const add = (
    <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={open}>
      {text.create}
    </Button>
  );
  return (
    <div className="page">
      <PageHead title={text.title} lead={text.lead} actions={endpoints.data?.length ? add : null} />
      <Problem error={endpoints.error} retry={endpoints.refetch} />
      {endpoints.isPending ? <Loading /> : null}
      {endpoints.data ? <Endpoints endpoints={endpoints.data} add={add} /> : null}
      {params.get('dialog') === 'new' ? <EndpointDialog onClose={close} onSaved={created} /> : null}
      {fresh?.secret ? (
        <ShownOnceDialog
          title={text.secretTitle}
          lead={
            <>
              {text.secretLead} <span className="soft mono break block">{fresh.url}</span>
            </>
          }
          label={text.secretLabel}
          secret={fresh.secret}
          keptLabel={text.secretKept}
          onClose={() => setFresh(undefined)}
        />
      ) : null}
    </div>
  );
}

function Endpoints({ endpoints, add }: { readonly endpoints: readonly WebhookEndpoint[]; readonly add: ReactNode }) {
  const { webhooks: text } = useText();
  return (
    <>
      {endpoints.length ? null : (
        <Empty icon={<ApiOutlined aria-hidden="true" />} title={text.emptyTitle}>
          <p className="soft">{text.emptyLead}</p>
          {add}
        </Empty>
      )}
      <div className="cards">
        {endpoints.map((endpoint) => (
          <EndpointCard key={endpoint.id} endpoint={endpoint} />
        ))}
      </div>
      <VerifyHelp isOpen={endpoints.length === 0} />
    </>
  );
}
