export { WebhookDeliverer, type DelivererOptions } from './webhook.deliverer.js';
export { WebhookError, type WebhookRule } from './webhook.errors.js';
export { WebhookService, type WebhookOptions } from './webhook.service.js';
