import type { GraphScope, GraphStore } from '@zhike/knowledge-graph';
import { newId } from '@zhike/platform';
import { beforeEach, describe, expect, it } from 'vitest';
import { day, nearestTexts, publish, scopeOf, textsFound } from './graph-store.fixture.js';

/** What a customer of these groups is shown by each search, of everything published in `beforeEach`. */
interface Shown {
  readonly byWords: string[];
  readonly byVector: string[];
  readonly near: string[];
  readonly withVectors: readonly [clauses: number, sentences: number];
  readonly mentions: string[];
  readonly facts: string[];
  readonly listed: string[];
  readonly relations: string[];
}

const NEAREST = [1, 0, 0, 0];
/** What each catalogue sells; no name is part of another. */
const GOODS: Readonly<Record<string, string>> = { 大众: '紫砂茶壶', 会员: '青花餐盘', 员工: '亚麻桌布' };

export function audiencesContract(storeOf: () => GraphStore): void {
  let shop = '';
  let store: GraphStore;
  let ids: string[] = [];

  async function offer(name: string, audiences?: readonly string[]) {
    const clauses = [
      { text: `${name}价格规则`, vector: NEAREST, sentences: [NEAREST, NEAREST] },
      { text: `${name}第二条`, vector: [0, 1, 0, 0] },
    ];
    const groups = audiences ? { audiences } : {};
    const policy = await publish(store, { workspaceId: shop, model: 'model-a', clauses, ...groups });
    await publish(store, {
      workspaceId: shop,
      facts: [[GOODS[name] ?? name, '价格', `${name}价`]],
      title: `${name}目录`,
      ...groups,
    });
    return policy.versions.flatMap((version) => version.clauses.map(({ id }) => id)).slice(0, 1);
  }

  async function shown(more: Partial<GraphScope>): Promise<Shown> {
    const scope = scopeOf(shop, more);
    const named = await store.findMentions(scope, Object.values(GOODS).join('、'));
    const sentences = await store.sentenceVectors(scope, ids, 'model-a');
    const near = await store.neighbours(scope, ids);
    const vectors = await store.clauseVectors(scope, ids, 'model-a');
    const relations = await store.relationsIn(scope);
    const listed = await Promise.all(
      ['大众', '会员', '员工'].map((name) =>
        store.factsWith(scope, { policyTitle: `${name}目录`, relation: '价格' }, 9),
      ),
    );
    const facts = await store.factsAbout(scope, Object.values(GOODS));
    return {
      byWords: (await textsFound(store, scope, '价格')).sort(),
      byVector: (await nearestTexts(store, scope, NEAREST)).filter((text) => text.includes('价格')).sort(),
      near: near.map(({ clause }) => clause.text).sort(),
      withVectors: [vectors.size, sentences.size],
      mentions: named.map(({ entity }) => entity),
      facts: facts.map(({ value }) => value).sort(),
      listed: listed.flatMap((list) => list.map(({ value }) => value)),
      relations: relations.map(({ policyTitle }) => policyTitle).sort(),
    };
  }

  const only = (...names: string[]): Shown => {
    const sorted = [...names].sort();
    return {
      byWords: sorted.map((name) => `${name}价格规则`),
      byVector: sorted.map((name) => `${name}价格规则`),
      near: sorted.map((name) => `${name}第二条`),
      withVectors: [names.length, names.length],
      mentions: names.map((name) => GOODS[name] ?? name),
      facts: sorted.map((name) => `${name}价`),
      listed: names.map((name) => `${name}价`),
      relations: sorted.map((name) => `${name}目录`),
    };
  };

  describe('audiences', () => {
    beforeEach(async () => {
      shop = newId();
      store = storeOf();
      ids = [
        ...(await offer('大众')),
        ...(await offer('会员', ['members', 'vip'])),
        ...(await offer('员工', ['staff'])),
      ];
    });

    it('a customer of no group sees what is for everyone', async () => {
      for (const audiences of [undefined, []])
        expect(await shown(audiences ? { audiences } : {})).toEqual(only('大众'));
      expect(await shown({ audiences: ['wholesale', 'member', 'MEMBERS'] })).toEqual(only('大众'));
    });

    it('a customer of a group sees what is for it as well, and of several what is for any', async () => {
      expect(await shown({ audiences: ['vip'] })).toEqual(only('大众', '会员'));
      expect(await shown({ audiences: ['staff', 'wholesale'] })).toEqual(only('大众', '员工'));
      expect(await shown({ audiences: ['members', 'vip', 'staff'] })).toEqual(only('大众', '会员', '员工'));
    });

    it('do not open another shop, another language or another time', async () => {
      const audiences = ['members', 'vip', 'staff'];
      for (const more of [{ workspaceId: newId() }, { locale: 'en' as const }, { at: new Date(0) }])
        expect(await shown({ audiences, ...more })).toEqual(only());
    });

    it('a version may be for others than the one before it', async () => {
      const versions = [
        { to: day(10), audiences: ['staff'], clauses: ['预告条款'] },
        { from: day(10), clauses: ['预告条款'] },
      ];
      await publish(store, { workspaceId: shop, versions });
      const at = day(9);
      expect(await textsFound(store, scopeOf(shop, { at }), '预告')).toEqual([]);
      expect(await textsFound(store, scopeOf(shop, { at, audiences: ['staff'] }), '预告')).toHaveLength(1);
      expect(await textsFound(store, scopeOf(shop), '预告')).toHaveLength(1);
    });

    it('what is hidden takes no place among the best', async () => {
      const clauses = Array.from({ length: 60 }, () => ({ text: '运费运费运费', vector: [0, 0, 1, 0] }));
      await publish(store, { workspaceId: shop, model: 'model-a', audiences: ['staff'], clauses });
      const seen = [{ text: '运费由买家承担，首重与续重另计', vector: [0, 0, 1, 0.3] }];
      await publish(store, { workspaceId: shop, model: 'model-a', clauses: seen });
      expect(await textsFound(store, scopeOf(shop), '运费', 3)).toEqual([seen[0]?.text]);
      expect((await nearestTexts(store, scopeOf(shop), [0, 0, 1, 0]))[0]).toBe(seen[0]?.text);
    });

    it('of a replaced policy are the new ones', async () => {
      const policy = await publish(store, { workspaceId: shop, audiences: ['staff'], clauses: ['限量发售'] });
      expect(await textsFound(store, scopeOf(shop), '限量')).toEqual([]);
      await store.replacePolicy({
        ...policy,
        versions: policy.versions.map((version) => ({ ...version, audiences: [] })),
      });
      expect(await textsFound(store, scopeOf(shop), '限量')).toEqual(['限量发售']);
    });
  });
}
