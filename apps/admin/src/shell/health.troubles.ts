import type { Health } from '@zhike/contracts';

export type Trouble =
  'serverAway' | 'databaseAway' | 'graphAway' | 'embeddingsMissing' | 'embeddingsAway' | 'keysUnreadable';

/** What is worth a line on every page. A model that is loading is not: it passes. */
export function troublesOf(health: Health | undefined, error: unknown): Trouble[] {
  if (error || !health) return ['serverAway'];
  const { database, graph, embeddings, unreadableKeys } = health;
  return [
    ...(database.state === 'away' ? ['databaseAway' as const] : []),
    ...(graph.state === 'away' ? ['graphAway' as const] : []),
    ...(embeddings.some(({ state }) => state === 'missing') ? ['embeddingsMissing' as const] : []),
    ...(embeddings.some(({ state }) => state === 'away') ? ['embeddingsAway' as const] : []),
    ...(unreadableKeys ? ['keysUnreadable' as const] : []),
  ];
}
