import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SaveWebhookEndpoint, WebhookDelivery, WebhookEndpoint } from '@zhike/contracts';
import { z } from 'zod';
import { ask, tell } from './api.client.js';

const WEBHOOKS = ['webhooks'] as const;
const DELIVERIES = ['deliveries'] as const;
/** The log moves by itself: quickly while something is under way, slowly while nothing is known of. */
const WATCH_EVERY_MS = 3_000;
const LOOK_EVERY_MS = 10_000;

export function useWebhooks() {
  return useQuery({
    queryKey: WEBHOOKS,
    queryFn: ({ signal }) => ask(z.array(WebhookEndpoint), 'webhooks', { signal }),
  });
}

export function useCreateWebhook() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SaveWebhookEndpoint) => ask(WebhookEndpoint, 'webhooks', { method: 'POST', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: WEBHOOKS }),
  });
}

export interface WebhookChange extends Partial<SaveWebhookEndpoint> {
  readonly id: string;
}

export function useChangeWebhook() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: WebhookChange) => ask(WebhookEndpoint, `webhooks/${id}`, { method: 'PATCH', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: WEBHOOKS }),
  });
}

export function useRemoveWebhook() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => tell(`webhooks/${id}`, { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: WEBHOOKS }),
  });
}

export function useDeliveries(endpointId: string) {
  return useQuery({
    queryKey: [...DELIVERIES, endpointId],
    queryFn: ({ signal }) => ask(z.array(WebhookDelivery), `webhooks/${endpointId}/deliveries`, { signal }),
    refetchInterval: ({ state }) =>
      state.data?.some((delivery) => delivery.state === 'pending') ? WATCH_EVERY_MS : LOOK_EVERY_MS,
  });
}

export function useReplay() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (deliveryId: string) => tell(`deliveries/${deliveryId}/replay`, { method: 'POST', body: {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: DELIVERIES }),
  });
}
