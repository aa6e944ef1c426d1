import type { GraphScope, GraphStore } from '@zhike/knowledge-graph';
import { newId } from '@zhike/platform';
import { beforeEach, describe, expect, it } from 'vitest';
import { day, publish, scopeOf } from './graph-store.fixture.js';

/** Things are called by a part of their name while few share it. */
export function partsContract(storeOf: () => GraphStore): void {
  let shop = '';
  let store: GraphStore;
  beforeEach(() => {
    shop = newId();
    store = storeOf();
  });

  const mentioned = async (text: string, more: Partial<GraphScope> = {}) =>
    (await store.findMentions(scopeOf(shop, more), text)).map(({ entity }) => entity).sort();
  const priced = (...entities: string[]) => entities.map((entity) => [entity, '价格', '1 元'] as const);
  const name = (...entities: string[]) => publish(store, { workspaceId: shop, facts: priced(...entities) });

  describe('parts of names', () => {
    it('are what a thing is, its name without sizes, and what it is called shortly', async () => {
      await name('四人帐篷', '远行 40L 双肩包', 'Four-Person Tent', '好好用！收纳盒');
      expect(await store.findMentions(scopeOf(shop), '请问帐篷多少钱')).toEqual([
        { entity: '四人帐篷', start: 2, length: 2 },
      ]);
      for (const text of ['远行双肩包有货吗', '远行包有货吗'])
        expect(await mentioned(text)).toEqual(['远行 40L 双肩包']);
      expect(await mentioned('How much is the tent?')).toEqual(['Four-Person Tent']);
      expect(await mentioned('How much is the tenth one?'), 'a part ends where a word does').toEqual([]);
      expect(await mentioned('收纳盒'), 'a title that is a sentence has none').toEqual([]);
    });

    it('name all that share them, up to three', async () => {
      await name('四人帐篷', '双人帐篷', '天幕帐篷');
      expect(await mentioned('帐篷多少钱')).toEqual(['双人帐篷', '四人帐篷', '天幕帐篷'].sort());
      expect(await mentioned('双人帐篷多少钱'), 'a longer name is meant where it stands').toEqual(['双人帐篷']);
      const another = await name('沙滩帐篷');
      expect(await mentioned('帐篷多少钱')).toEqual([]);
      expect(await mentioned('沙滩帐篷多少钱')).toEqual(['沙滩帐篷']);
      await store.replacePolicy({ ...another, versions: [], vectors: [] });
      expect(await mentioned('帐篷多少钱')).toHaveLength(3);
    });

    it('give way to a thing that bears them as its whole name', async () => {
      await name('四人帐篷', '帐篷');
      expect(await mentioned('帐篷多少钱')).toEqual(['帐篷']);
    });

    it('count only what the customer may see, now, in this shop and language', async () => {
      await publish(store, { workspaceId: shop, to: day(10), facts: priced('甲型帐篷', '乙型帐篷') });
      await publish(store, { workspaceId: shop, audiences: ['staff'], facts: priced('丙型帐篷') });
      await publish(store, { workspaceId: shop, facts: priced('四人帐篷') });
      expect(await mentioned('帐篷多少钱')).toEqual(['四人帐篷']);
      expect(await mentioned('帐篷多少钱', { audiences: ['staff'] })).toEqual(['丙型帐篷', '四人帐篷'].sort());
      expect(await mentioned('帐篷多少钱', { at: day(5) })).toEqual(['乙型帐篷', '四人帐篷', '甲型帐篷'].sort());
      expect(await mentioned('帐篷多少钱', { at: day(5), audiences: ['staff'] }), 'four share it').toEqual([]);
      expect(await mentioned('帐篷多少钱', { locale: 'en' })).toEqual([]);
      expect(await mentioned('帐篷多少钱', { workspaceId: newId() })).toEqual([]);
    });

    it('go with the last version that speaks of the thing', async () => {
      const policy = await name('四人帐篷', '三人帐篷');
      const [version] = policy.versions;
      if (!version) throw new Error('a policy has a version');
      const facts = version.facts.filter(({ entity }) => entity === '三人帐篷');
      await store.replacePolicy({ ...policy, versions: [{ ...version, versionId: newId(), version: 2, facts }] });
      expect(await mentioned('帐篷多少钱')).toEqual(['三人帐篷']);
      await store.replacePolicy({ ...policy, versions: [] });
      expect(await mentioned('帐篷多少钱')).toEqual([]);
    });
  });
}
