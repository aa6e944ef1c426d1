import type { GraphStore } from '@zhike/knowledge-graph';
import { newId } from '@zhike/platform';
import { beforeEach, describe, expect, it } from 'vitest';
import { nearestTexts, policyOf, scopeOf, unit } from './graph-store.fixture.js';

export function sharedVectorsContract(storeOf: () => GraphStore): void {
  let shop = '';
  let store: GraphStore;
  beforeEach(() => {
    shop = newId();
    store = storeOf();
  });

  const EAST = [1, 0, 0, 0];
  const WEST = [-1, 0, 0, 0];
  /** By their own model the first clause lies east, by the shared one the second. */
  function twice() {
    const policy = policyOf({
      ...{ workspaceId: shop, model: 'model-a' },
      clauses: [
        { text: '甲', vector: EAST, sentences: [EAST, EAST] },
        { text: '乙', vector: WEST },
      ],
    });
    const [first, second] = policy.vectors.map(({ clauseId }) => clauseId);
    const vectors = [
      { clauseId: first ?? '', vector: unit(WEST) },
      { clauseId: second ?? '', vector: unit(EAST), sentences: [unit(EAST), unit(WEST), unit(EAST)] },
    ];
    return { policy, shared: { model: 'both', vectors }, first: first ?? '', second: second ?? '' };
  }

  describe('vectors of the model that both languages share', () => {
    it('stand beside the own ones, and neither is found by the other', async () => {
      const { policy, shared, first, second } = twice();
      await store.replacePolicy({ ...policy, shared });
      expect(await nearestTexts(store, scopeOf(shop), EAST, 'model-a')).toEqual(['甲', '乙']);
      expect(await nearestTexts(store, scopeOf(shop), EAST, 'both')).toEqual(['乙', '甲']);
      const sentencesBy = async (model: string) => {
        const found = await store.sentenceVectors(scopeOf(shop), [first, second], model);
        return [found.get(first)?.length, found.get(second)?.length];
      };
      expect(await sentencesBy('model-a')).toEqual([2, undefined]);
      expect(await sentencesBy('both')).toEqual([undefined, 3]);
    });

    it('may be the only ones there are', async () => {
      const { policy, shared } = twice();
      const { model: _none, ...without } = policy;
      await store.replacePolicy({ ...without, vectors: [], shared });
      expect(await nearestTexts(store, scopeOf(shop), EAST, 'both')).toEqual(['乙', '甲']);
      expect(await nearestTexts(store, scopeOf(shop), EAST, 'model-a')).toEqual([]);
    });

    it('go when the policy is written without them, and come when it is written again', async () => {
      const { policy, shared } = twice();
      const found = () => nearestTexts(store, scopeOf(shop), EAST, 'both');
      await store.replacePolicy(policy);
      expect(await found()).toEqual([]);
      await store.replacePolicy({ ...policy, shared });
      expect(await found()).toEqual(['乙', '甲']);
      await store.replacePolicy(policy);
      expect(await found()).toEqual([]);
      expect(await nearestTexts(store, scopeOf(shop), EAST, 'model-a')).toEqual(['甲', '乙']);
    });
  });
}
