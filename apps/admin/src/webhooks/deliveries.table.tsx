import { CheckCircleOutlined, ClockCircleOutlined, CloseCircleOutlined, RedoOutlined } from '@ant-design/icons';
import type { WebhookDelivery } from '@zhike/contracts';
import { App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useReplay } from '../api/webhook.queries.js';
import { Moment } from '../shared/moment.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { BodyDrawer } from './body.drawer.js';

type State = WebhookDelivery['state'];
const ICONS: Readonly<Record<State, ReactNode>> = {
  pending: <ClockCircleOutlined aria-hidden="true" />,
  delivered: <CheckCircleOutlined aria-hidden="true" />,
  failed: <CloseCircleOutlined aria-hidden="true" />,
};

export function DeliveriesTable({ deliveries }: { readonly deliveries: readonly WebhookDelivery[] }) {
  const { webhooks: text } = useText();
  const { message } = App.useApp();
  const [opened, open] = useState<WebhookDelivery>();
  const replay = useReplay();
  const sendAgain = (id: string) => replay.mutate(id, { onSuccess: () => void message.success(text.replayed) });
  const heads = [text.event, text.state, text.attempts, text.last, text.next, text.at, text.body];
  return (
    <>
      <Problem error={replay.error} />
      <div className="sheet table-sheet">
        <table className="list">
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {deliveries.map((delivery) => (
              <DeliveryRow
                key={delivery.id}
                delivery={delivery}
                onOpen={() => open(delivery)}
                onReplay={() => sendAgain(delivery.id)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {opened ? <BodyDrawer delivery={opened} onClose={() => open(undefined)} /> : null}
    </>
  );
}

interface DeliveryRowProps {
  readonly delivery: WebhookDelivery;
  readonly onOpen: () => void;
  readonly onReplay: () => void;
}

function DeliveryRow({ delivery, onOpen, onReplay }: DeliveryRowProps) {
  const { act, webhooks: text } = useText();
  const { type, state, attempts, nextAttemptAt, createdAt } = delivery;
  return (
    <tr data-delivery={state}>
      <th scope="row">
        {text.eventNames[type]}
        <span className="soft mono small row-note">{type}</span>
      </th>
      <td>
        <span className={`tag tag-${state}`}>
          <span aria-hidden="true">{ICONS[state]}</span>
          {text.deliveryStates[state]}
        </span>
      </td>
      <td className="tabular">{attempts}</td>
      <td>
        <LastResult delivery={delivery} />
      </td>
      <td className="soft nowrap">{state === 'pending' && nextAttemptAt ? <Moment at={nextAttemptAt} /> : '–'}</td>
      <td className="soft nowrap">
        <Moment at={createdAt} />
      </td>
      <td className="nowrap">
        <Button size="small" onClick={onOpen}>
          {act.show}
        </Button>{' '}
        {state === 'pending' ? null : (
          <Button size="small" icon={<RedoOutlined aria-hidden="true" />} onClick={onReplay}>
            {text.replay}
          </Button>
        )}
      </td>
    </tr>
  );
}

function LastResult({ delivery: { lastStatus, lastError } }: { readonly delivery: WebhookDelivery }) {
  const { webhooks: text } = useText();
  if (lastStatus === undefined && !lastError) return <span className="soft">–</span>;
  return (
    <span className="delivery-result break">
      {lastStatus === undefined ? null : text.status(lastStatus)}{' '}
      {lastError ? <span className="soft small">{lastError}</span> : null}
    </span>
  );
}
