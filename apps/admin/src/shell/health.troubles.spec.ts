import type { Health } from '@zhike/contracts';
import { describe, expect, it } from 'vitest';
import { troublesOf } from './health.troubles.js';

const well: Health = {
  database: { state: 'ok', engine: 'pglite' },
  graph: { state: 'ok', engine: 'sql', pendingEvents: 0 },
  embeddings: [{ model: 'bge', state: 'ready' }],
};

describe('the banner of every page', () => {
  it('is silent while all is well, and while a model is loading', () => {
    expect(troublesOf(well, null)).toEqual([]);
    expect(troublesOf({ ...well, embeddings: [{ model: 'bge', state: 'loading' }] }, null)).toEqual([]);
  });

  it('names each part that is away or missing', () => {
    const ill: Health = {
      database: { state: 'away', engine: 'postgres' },
      graph: { state: 'away', engine: 'neo4j', pendingEvents: 2 },
      embeddings: [
        { model: 'zh', state: 'ready' },
        { model: 'en', state: 'missing' },
      ],
    };
    expect(troublesOf(ill, null)).toEqual(['databaseAway', 'graphAway', 'embeddingsMissing']);
  });

  it('names what is elsewhere and cannot be reached, and keys that cannot be read', () => {
    const ill: Health = { ...well, embeddings: [{ model: 'bge', state: 'away' }], unreadableKeys: 1 };
    expect(troublesOf(ill, null)).toEqual(['embeddingsAway', 'keysUnreadable']);
  });

  it('says the server is away rather than repeat an old state', () => {
    expect(troublesOf(well, new Error('fetch failed'))).toEqual(['serverAway']);
  });
});
