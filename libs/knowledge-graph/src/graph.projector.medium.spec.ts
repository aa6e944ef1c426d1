import { silentLogger, splitSentences } from '@zhike/platform';
import type { Embedder, EmbedderStatus, EmbedRequest, PublishedVersion } from '@zhike/ports';
import { openTestDatabase } from '@zhike/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GraphProjector } from './graph.projector.js';
import { SqlGraphStore } from './sql.graph-store.js';

const MODEL = 'signs';

/** A vector that says nothing but which text it was made of: another sign leads to another direction. */
function vectorOf(text: string): Float32Array {
  const vector = new Float32Array(16);
  for (const sign of text) vector[(sign.codePointAt(0) ?? 0) % 16] = (vector[(sign.codePointAt(0) ?? 0) % 16] ?? 0) + 1;
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

const asked: { texts: readonly string[]; request: EmbedRequest }[] = [];
const embedder: Embedder = {
  embed: async (texts, request) => {
    asked.push({ texts, request });
    return texts.map(vectorOf);
  },
  modelId: () => MODEL,
  status: () => [],
  close: async () => {},
};

const LONG = Array.from({ length: 40 }, (_, at) => `Rule ${at} ends here.`).join(' ');
const clause = (id: string, position: number, text: string) => ({
  ...{ id, key: id, position, heading: '', path: [], text },
});
const version: PublishedVersion = {
  ...{ workspaceId: 'w', policyId: 'returns', policyTitle: 'Returns', kind: 'policy', locale: 'en' },
  ...{ versionId: 'returns-1', version: 1, effectiveFrom: new Date(0), facts: [] },
  clauses: [
    clause('short', 0, 'One sentence only.'),
    clause('two', 1, 'Send it back. We pay the postage!'),
    clause('long', 2, LONG),
  ],
};

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let graph: SqlGraphStore;
beforeAll(async () => {
  database = await openTestDatabase();
  graph = new SqlGraphStore(database);
  const published = { versionsOf: async () => [version], policyIds: async () => ['returns'] };
  await new GraphProjector(graph, published, embedder, silentLogger).project('w', 'returns');
});
afterAll(() => database.close());

describe('a projected policy', () => {
  const sentences = async () =>
    graph.sentenceVectors({ workspaceId: 'w', locale: 'en', at: new Date() }, ['short', 'two', 'long'], MODEL);

  it('has a vector for each of the first sentences of a clause, as they are written', async () => {
    const found = await sentences();
    for (const id of ['two', 'long']) {
      const text = version.clauses.find((known) => known.id === id)?.text ?? '';
      const wanted = splitSentences(text).slice(0, 24).map(vectorOf);
      expect(found.get(id)).toHaveLength(wanted.length);
      found.get(id)?.forEach((vector, place) => {
        const cosine = vector.reduce((sum, value, at) => sum + value * (wanted[place]?.[at] ?? 0), 0);
        expect(cosine).toBeGreaterThan(0.999);
      });
    }
  });

  it('has none for a clause of one sentence, whose own vector says the same', async () => {
    expect((await sentences()).has('short')).toBe(false);
  });

  it('embeds every text once, as a passage, and few at a time', () => {
    const texts = asked.flatMap((call) => call.texts);
    expect(new Set(texts).size).toBe(texts.length);
    expect(asked.every(({ texts, request }) => request.as === 'passage' && texts.length <= 256)).toBe(true);
  });
});

describe('a policy whose vectors could not be made', () => {
  const published = { versionsOf: async () => [version], policyIds: async () => ['returns'] };
  /** It gave no vectors, and says so of itself afterwards. */
  const silent = (state: EmbedderStatus['state']): Embedder => ({
    ...embedder,
    embed: async () => undefined,
    status: () => [{ model: MODEL, locale: 'en', state }],
  });
  const projecting = (state: EmbedderStatus['state']) =>
    new GraphProjector(graph, published, silent(state), silentLogger).project('w', 'returns');

  it.each(['away', 'ready'] as const)('is come back to where the model is %s by now', async (state) => {
    await expect(projecting(state)).rejects.toMatchObject({ code: 'embeddings-away' });
  });

  it('is done where there is no model', async () => {
    await projecting('missing');
  });
});
