import { z } from 'zod';

export const WebhookEventType = z.enum([
  'turn.answered',
  'turn.refused',
  'conversation.handed-over',
  'answer.rated',
  'policy.published',
  'copy.approved',
]);
export type WebhookEventType = z.infer<typeof WebhookEventType>;

/** Body of a webhook: exactly these bytes are signed (Standard Webhooks: id.timestamp.body). */
export const WebhookEnvelope = z.object({
  type: WebhookEventType,
  timestamp: z.iso.datetime(),
  data: z.record(z.string(), z.unknown()),
});
export type WebhookEnvelope = z.infer<typeof WebhookEnvelope>;

/** `GET webhooks` → `WebhookEndpoint[]` (no secret); `POST webhooks` → `WebhookEndpoint` with its secret, shown once; `PATCH`, `DELETE webhooks/:id`. */
export const WebhookEndpoint = z.object({
  id: z.string(),
  url: z.string(),
  events: z.array(WebhookEventType),
  active: z.boolean(),
  disabledBecause: z.string().optional(),
  createdAt: z.iso.datetime(),
  secret: z.string().optional(),
});
export type WebhookEndpoint = z.infer<typeof WebhookEndpoint>;
export const SaveWebhookEndpoint = z.object({
  url: z.url({ protocol: /^https?$/ }).max(2_000),
  events: z.array(WebhookEventType).min(1),
  active: z.boolean().default(true),
});
export type SaveWebhookEndpoint = z.input<typeof SaveWebhookEndpoint>;
/** `GET webhooks/:id/deliveries` newest first; `POST deliveries/:id/replay` → 202. */
export const WebhookDelivery = z.object({
  id: z.string(),
  endpointId: z.string(),
  type: WebhookEventType,
  state: z.enum(['pending', 'delivered', 'failed']),
  attempts: z.int(),
  lastStatus: z.int().optional(),
  lastError: z.string().optional(),
  nextAttemptAt: z.iso.datetime().optional(),
  deliveredAt: z.iso.datetime().optional(),
  createdAt: z.iso.datetime(),
  body: z.string(),
});
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;
