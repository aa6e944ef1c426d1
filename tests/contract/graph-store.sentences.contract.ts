import type { GraphPolicy, GraphStore } from '@zhike/knowledge-graph';
import { newId } from '@zhike/platform';
import { beforeEach, describe, expect, it } from 'vitest';
import { day, publish, scopeOf, unit } from './graph-store.fixture.js';

export function sentencesContract(storeOf: () => GraphStore): void {
  let shop = '';
  let store: GraphStore;
  beforeEach(() => {
    shop = newId();
    store = storeOf();
  });

  const idsOf = (policy: GraphPolicy) =>
    policy.versions.flatMap(({ clauses }) => clauses.map(({ id }) => id)) as [string, ...string[]];
  const vector = [1, 0, 0, 0];
  const sentences = [
    [0.3, -0.2, 0.9, 0.1],
    [-1, 0, 0, 0],
    [0.5, 0.5, 0.5, -0.5],
  ];

  describe('clause vectors', () => {
    it('come back by clause as they were, only of the model asked and of what is in bounds', async () => {
      const policy = await publish(store, {
        ...{ workspaceId: shop, model: 'model-a', to: day(20) },
        clauses: [{ text: '一', vector: [0.3, -0.2, 0.9, 0.1] }, '二', { text: '三', vector }],
      });
      const ids = idsOf(policy);
      const found = await store.clauseVectors(scopeOf(shop), [...ids, 'no such clause'], 'model-a');
      expect([...found.keys()].sort()).toEqual([ids[0], ids[2] ?? ''].sort());
      const wanted = unit([0.3, -0.2, 0.9, 0.1]);
      found.get(ids[0])?.forEach((value, at) => expect(value).toBeCloseTo(wanted[at] ?? 9, 6));
      for (const scope of [scopeOf(newId()), scopeOf(shop, { locale: 'en' }), scopeOf(shop, { at: day(20) })])
        expect((await store.clauseVectors(scope, ids, 'model-a')).size).toBe(0);
      expect((await store.clauseVectors(scopeOf(shop), ids, 'model-b')).size).toBe(0);
    });
  });

  describe('sentence vectors', () => {
    it('come back in their order, of length one, with the direction they had', async () => {
      const policy = await publish(store, {
        ...{ workspaceId: shop, model: 'model-a' },
        clauses: [{ text: '甲。乙。丙。', vector, sentences }],
      });
      const [id] = idsOf(policy);
      const found = (await store.sentenceVectors(scopeOf(shop), [id], 'model-a')).get(id) ?? [];
      expect(found).toHaveLength(3);
      found.forEach((given, place) => {
        const wanted = unit(sentences[place] ?? []);
        const cosine = wanted.reduce((sum, value, at) => sum + value * (given[at] ?? 0), 0);
        expect(cosine).toBeGreaterThan(0.999);
        expect(Math.hypot(...given)).toBeCloseTo(1, 5);
      });
    });

    it('are of many clauses at once; one without any is left out', async () => {
      const policy = await publish(store, {
        ...{ workspaceId: shop, model: 'model-a' },
        clauses: [
          { text: '一', vector, sentences },
          { text: '二', vector },
          '三',
          { text: '四', vector, sentences: sentences.slice(1) },
        ],
      });
      const ids = idsOf(policy);
      const found = await store.sentenceVectors(scopeOf(shop), [...ids, 'no such clause'], 'model-a');
      expect(ids.map((id) => found.get(id)?.length)).toEqual([3, undefined, undefined, 2]);
      expect(await store.sentenceVectors(scopeOf(shop), [], 'model-a')).toEqual(new Map());
    });

    it('are never of another model', async () => {
      const content = { workspaceId: shop, clauses: [{ text: '条款', vector, sentences }] };
      const policy = await publish(store, { ...content, model: 'model-a' });
      const [id] = idsOf(policy);
      expect((await store.sentenceVectors(scopeOf(shop), [id], 'model-b')).size).toBe(0);
      const vectors = policy.vectors.map((known) => ({ ...known, sentences: [unit([0, 1, 0, 0])] }));
      await store.replacePolicy({ ...policy, model: 'model-b', vectors });
      expect((await store.sentenceVectors(scopeOf(shop), [id], 'model-a')).size).toBe(0);
      expect((await store.sentenceVectors(scopeOf(shop), [id], 'model-b')).get(id)).toHaveLength(1);
    });

    it('are only of what is in force, in this shop and this language', async () => {
      const policy = await publish(store, {
        ...{ workspaceId: shop, model: 'model-a', from: day(1), to: day(10) },
        clauses: [{ text: '条款', vector, sentences }],
      });
      const [id] = idsOf(policy);
      const count = async (scope: Parameters<typeof scopeOf>) =>
        (await store.sentenceVectors(scopeOf(...scope), [id], 'model-a')).size;
      const at = day(9);
      expect(await count([shop, { at }])).toBe(1);
      expect(await count([shop, { at: day(10) }])).toBe(0);
      expect(await count([newId(), { at }])).toBe(0);
      expect(await count([shop, { at, locale: 'en' }])).toBe(0);
    });
  });
}
