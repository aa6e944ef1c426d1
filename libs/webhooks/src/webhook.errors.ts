import { DomainError } from '@zhike/platform';

export type WebhookRule = 'endpoint-not-found' | 'delivery-not-found';

/** Messages name hosts, addresses and causes, never a secret. */
export class WebhookError extends DomainError<WebhookRule> {}
