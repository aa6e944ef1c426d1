import type { GraphStore } from '@zhike/knowledge-graph';
import { newId } from '@zhike/platform';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  day,
  type GraphGround,
  nearestTexts,
  policyOf,
  publish,
  scopeOf,
  textsFound,
  TODAY,
  unit,
} from './graph-store.fixture.js';

const NOTHING = { policies: 0, clauses: 0, facts: 0 };

export function writesContract(groundOf: () => GraphGround): void {
  let shop = '';
  let store: GraphStore;
  beforeEach(() => {
    shop = newId();
    store = groundOf().store;
  });

  describe('replacing a policy', () => {
    it('leaves nothing of what stood before', async () => {
      const old = {
        title: '旧',
        clauses: [{ text: '旧条款', vector: [1, 0, 0, 0] }, '又一条'],
        facts: [['旧壶', '价格', '1 元']] as const,
      };
      const { policyId } = await publish(store, { workspaceId: shop, model: 'model-a', ...old });
      await publish(store, { workspaceId: shop, policyId, clauses: ['新条款'], facts: [['新壶', '价格', '2 元']] });
      const scope = scopeOf(shop);
      expect(await textsFound(store, scope, '条款')).toEqual(['新条款']);
      expect(await nearestTexts(store, scope, [1, 0, 0, 0])).toEqual([]);
      expect((await store.findMentions(scope, '旧壶和新壶')).map(({ entity }) => entity)).toEqual(['新壶']);
      expect(await store.factsAbout(scope, ['旧壶'])).toEqual([]);
      expect(await store.count(shop)).toEqual({ policies: 1, clauses: 1, facts: 1 });
    });

    it('may be repeated with the same content', async () => {
      const policy = await publish(store, {
        workspaceId: shop,
        clauses: ['条款甲', '条款乙'],
        facts: [['壶', '价格', '1 元']],
      });
      await store.replacePolicy(policy);
      expect(await store.count(shop)).toEqual({ policies: 1, clauses: 2, facts: 1 });
      expect(await textsFound(store, scopeOf(shop), '条款甲')).toEqual(['条款甲', '条款乙']);
    });

    it('moves the end of a version that a successor follows', async () => {
      const content = {
        clauses: [{ text: '旧条款', vector: [1, 0, 0, 0] }],
        facts: [['茶壶', '价格', '9 元']] as const,
      };
      const first = await publish(store, { workspaceId: shop, model: 'model-a', ...content });
      const { policyId } = first;
      const next = policyOf({
        workspaceId: shop,
        policyId,
        from: day(12),
        clauses: ['新条款'],
        facts: [['茶壶', '价格', '8 元']],
      });
      const ended = first.versions.map((version) => ({ ...version, effectiveTo: day(12) }));
      await store.replacePolicy({ ...first, versions: [...ended, ...next.versions] });

      const before = scopeOf(shop, { at: day(11) });
      const [hit] = await store.searchText(before, [{ text: '条款', weight: 1 }], 5);
      expect(hit?.clause).toMatchObject({ text: '旧条款', effectiveTo: day(12) });
      expect(await nearestTexts(store, before, [1, 0, 0, 0])).toEqual(['旧条款']);
      expect(await store.factsAbout(before, ['茶壶'])).toMatchObject([{ value: '9 元', effectiveTo: day(12) }]);
      const after = scopeOf(shop, { at: day(12) });
      expect(await textsFound(store, after, '条款')).toEqual(['新条款']);
      expect(await nearestTexts(store, after, [1, 0, 0, 0])).toEqual([]);
      expect(await store.factsAbout(after, ['茶壶'])).toMatchObject([{ value: '8 元' }]);
    });

    it('takes vectors that came later, and others in place of those', async () => {
      const bare = await publish(store, { workspaceId: shop, clauses: ['条款'] });
      const clauseId = bare.versions[0]?.clauses[0]?.id ?? '';
      for (const [model, vector] of [
        ['model-a', [1, 0, 0, 0]],
        ['model-a', [0, 1, 0, 0]],
        ['model-b', [0, 1, 0, 0]],
      ] as const) {
        await store.replacePolicy({ ...bare, model, vectors: [{ clauseId, vector: unit(vector) }] });
        const [hit] = await store.searchVectors(scopeOf(shop), unit(vector), model, 5);
        expect(hit?.score, `${model} ${vector.join()}`).toBeCloseTo(1, 5);
      }
      expect(await nearestTexts(store, scopeOf(shop), [0, 1, 0, 0], 'model-a')).toEqual([]);
    });

    it('without versions removes it, and one that never was is no error', async () => {
      const policy = await publish(store, { workspaceId: shop, clauses: ['条款'], facts: [['茶壶', '价格', '1 元']] });
      await store.replacePolicy({ ...policy, versions: [], vectors: [] });
      await store.replacePolicy({ workspaceId: shop, policyId: newId(), versions: [], vectors: [] });
      expect(await store.count(shop)).toEqual(NOTHING);
      expect(await textsFound(store, scopeOf(shop), '条款')).toEqual([]);
      expect(await store.findMentions(scopeOf(shop), '茶壶')).toEqual([]);
    });

    it('leaves the others as they are', async () => {
      await publish(store, { workspaceId: shop, clauses: ['退货条款'] });
      const { policyId } = await publish(store, { workspaceId: shop, clauses: ['换货条款'] });
      await publish(store, { workspaceId: shop, policyId, clauses: ['保修条款'] });
      expect((await textsFound(store, scopeOf(shop), '条款')).sort()).toEqual(['保修条款', '退货条款']);
    });

    it('is seen at once by every process', async () => {
      const other = groundOf().another();
      expect(await textsFound(other, scopeOf(shop), '条款')).toEqual([]);
      const { policyId } = await publish(store, { workspaceId: shop, clauses: ['条款一'] });
      expect(await textsFound(other, scopeOf(shop), '条款')).toEqual(['条款一']);
      await publish(other, { workspaceId: shop, policyId, clauses: ['条款二'] });
      expect(await textsFound(store, scopeOf(shop), '条款')).toEqual(['条款二']);
      await other.close();
    });

    it('takes a large catalogue', async () => {
      const facts = Array.from({ length: 2_500 }, (_, at) => [`商品${at}号`, '价格', `${at} 元`] as const);
      const clauses = Array.from({ length: 1_200 }, (_, at) => `条款${at}`);
      await publish(store, { workspaceId: shop, clauses, facts });
      expect(await store.count(shop)).toEqual({ policies: 1, clauses: 1_200, facts: 2_500 });
      const [mention] = await store.findMentions(scopeOf(shop), '请问商品2499号多少钱');
      expect(mention?.entity).toBe('商品2499号');
      expect(await store.factsAbout(scopeOf(shop), ['商品2499号'])).toMatchObject([{ value: '2499 元' }]);
      const [hit] = await store.searchText(scopeOf(shop), [{ text: '1100', weight: 1 }], 1);
      expect(hit?.clause.position).toBe(1_100);
    });

    it('by many at once leaves one of the states, whole', async () => {
      const other = groundOf().another();
      const policyId = newId();
      const states = Array.from({ length: 8 }, (_, at) =>
        policyOf({
          ...{ workspaceId: shop, policyId },
          clauses: Array.from({ length: 5 }, () => `状态${at}的条款`),
          facts: [['茶壶', '状态', String(at)]],
        }),
      );
      await Promise.all(states.map((state, at) => (at % 2 ? store : other).replacePolicy(state)));
      expect(await store.count(shop)).toEqual({ policies: 1, clauses: 5, facts: 1 });
      const texts = await textsFound(store, scopeOf(shop), '条款');
      const [fact] = await store.factsAbout(scopeOf(shop), ['茶壶']);
      expect(texts).toEqual(Array.from({ length: 5 }, () => `状态${fact?.value ?? '?'}的条款`));
      await other.close();
    });

    it('by many at once loses no policy and no entity that they share', async () => {
      const policies = Array.from({ length: 8 }, (_, at) =>
        policyOf({ workspaceId: shop, clauses: [`条款${at}`], facts: [['茶壶', `属性${at}`, '有']] }),
      );
      await Promise.all(policies.map((policy) => store.replacePolicy(policy)));
      await Promise.all(
        policies.map((policy, at) => store.replacePolicy(at % 2 ? { ...policy, versions: [], vectors: [] } : policy)),
      );
      expect(await store.count(shop)).toEqual({ policies: 4, clauses: 4, facts: 4 });
      const facts = await store.factsAbout(scopeOf(shop), ['茶壶']);
      expect(facts.map(({ relation }) => relation).sort()).toEqual(['属性0', '属性2', '属性4', '属性6']);
    });

    it('fails no question that is asked meanwhile', async () => {
      const content = { clauses: ['退货条款', '换货条款'], facts: [['茶壶', '价格', '1 元']] as const };
      const policy = await publish(store, { workspaceId: shop, ...content });
      const scope = scopeOf(shop);
      const ids = policy.versions[0]?.clauses.map(({ id }) => id) ?? [];
      let rounds = 0;
      let isWriting = true;
      const asking = async () => {
        for (; isWriting; rounds++) {
          await store.searchText(scope, [{ text: '退货条款', weight: 1 }], 5);
          await store.neighbours(scope, ids.slice(0, 1));
          await store.findMentions(scope, '茶壶');
          await store.factsAbout(scope, ['茶壶']);
        }
      };
      const askers = Promise.all([asking(), asking()]);
      while (rounds < 20) await store.replacePolicy(policy);
      isWriting = false;
      await askers;
      expect(await textsFound(store, scope, '退货条款')).toEqual(['退货条款', '换货条款']);
    });
  });

  describe('the revision', () => {
    it('moves with every replacement and every clearing of the shop, in every process', async () => {
      const other = groundOf().another();
      const seen = [await store.revision(shop)];
      const look = async () => {
        seen.push(await store.revision(shop));
        expect(await other.revision(shop)).toBe(seen.at(-1));
      };
      const policy = await publish(store, { workspaceId: shop, clauses: ['条款'] });
      await look();
      await other.replacePolicy(policy);
      await look();
      await store.clear(shop);
      await look();
      await publish(other, { workspaceId: shop, clauses: ['条款'] });
      await look();
      await store.clear();
      await look();
      expect(new Set(seen).size).toBe(seen.length);
      await other.close();
    });

    it('stands still while nothing of the shop is written', async () => {
      await publish(store, { workspaceId: shop, clauses: ['条款'] });
      const before = await store.revision(shop);
      await publish(store, { workspaceId: newId(), clauses: ['条款'] });
      await textsFound(store, scopeOf(shop), '条款');
      expect(await store.revision(shop)).toBe(before);
    });
  });

  describe('a question', () => {
    it('of one scope after another sees each publication at once', async () => {
      const { policyId } = await publish(store, { workspaceId: shop, clauses: ['条款零'] });
      for (const text of ['条款一', '条款二', '条款三']) {
        expect(await textsFound(store, scopeOf(shop), '条款')).toHaveLength(1);
        await publish(store, { workspaceId: shop, policyId, clauses: [text] });
        const scope = scopeOf(shop);
        expect(await textsFound(store, scope, '条款')).toEqual([text]);
        expect(await textsFound(store, scope, '条款'), 'asked again').toEqual([text]);
      }
    });
  });

  describe('counting and clearing', () => {
    it('counts one shop', async () => {
      await publish(store, {
        workspaceId: shop,
        versions: [{ clauses: ['甲'] }, { from: TODAY, clauses: ['乙', '丙'] }],
      });
      await publish(store, { workspaceId: shop, locale: 'en', clauses: [], facts: [['Pot', 'price', '1']] });
      expect(await store.count(shop)).toEqual({ policies: 2, clauses: 3, facts: 1 });
      expect(await store.count(newId())).toEqual(NOTHING);
    });

    it('empties one shop or all', async () => {
      const other = newId();
      const content = { clauses: [{ text: '条款', vector: [1, 0, 0, 0] }], facts: [['茶壶', '价格', '1 元']] as const };
      const policy = await publish(store, { workspaceId: shop, model: 'model-a', ...content });
      await publish(store, { workspaceId: other, model: 'model-a', ...content });
      await store.clear(shop);
      expect(await store.count(shop)).toEqual(NOTHING);
      expect(await textsFound(store, scopeOf(shop), '条款')).toEqual([]);
      expect(await nearestTexts(store, scopeOf(shop), [1, 0, 0, 0])).toEqual([]);
      expect(await store.findMentions(scopeOf(shop), '茶壶')).toEqual([]);
      expect(await textsFound(store, scopeOf(other), '条款')).toEqual(['条款']);

      await store.replacePolicy(policy);
      expect(await textsFound(store, scopeOf(shop), '条款')).toEqual(['条款']);
      await store.clear();
      for (const workspaceId of [shop, other]) expect(await store.count(workspaceId)).toEqual(NOTHING);
      expect(await textsFound(store, scopeOf(other), '条款')).toEqual([]);
    });
  });

  describe('preparing', () => {
    it('may be repeated, and done by two at once', async () => {
      const other = groundOf().another();
      await publish(store, { workspaceId: shop, clauses: ['条款'] });
      await Promise.all([store.prepare(), other.prepare()]);
      await store.prepare();
      expect(await textsFound(other, scopeOf(shop), '条款')).toEqual(['条款']);
      await other.close();
    });
  });

  describe('a caller', () => {
    it('who has gone is not answered, and hears the reason it gave', async () => {
      const reason = new Error('the customer left');
      const scope = scopeOf(shop, { signal: AbortSignal.abort(reason) });
      await expect(store.searchText(scope, [{ text: '条款', weight: 1 }], 5)).rejects.toBe(reason);
      await expect(store.factsAbout(scope, ['茶壶'])).rejects.toBe(reason);
      expect(await store.ping()).toBeUndefined();
    });
  });
}
