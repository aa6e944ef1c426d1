import type { GraphPolicy, GraphScope, GraphStore } from '@zhike/knowledge-graph';
import { newId } from '@zhike/platform';
import { beforeEach, describe, expect, it } from 'vitest';
import { day, policyOf, publish, scopeOf } from './graph-store.fixture.js';

export function linksContract(storeOf: () => GraphStore): void {
  let shop = '';
  let store: GraphStore;
  beforeEach(() => {
    shop = newId();
    store = storeOf();
  });

  const idOf = (policy: GraphPolicy, text: string) =>
    policy.versions.flatMap(({ clauses }) => clauses).find((clause) => clause.text.startsWith(text))?.id ?? '';
  const near = async (scope: GraphScope, ...ids: string[]) =>
    (await store.neighbours(scope, ids)).map(({ clause, score }) => [clause.text, score]);

  describe('neighbours', () => {
    it('are the clauses before and after in the same section', async () => {
      const path = ['退货'];
      const policy = await publish(store, {
        workspaceId: shop,
        clauses: [
          ...['甲', '乙', '丙', '丁'].map((text) => ({ text, path })),
          { text: '戊', path: ['换货'] },
          { text: '己', path: ['换货', '退货'] },
        ],
      });
      const scope = scopeOf(shop);
      expect(await near(scope, idOf(policy, '乙'))).toEqual([
        ['甲', 0.5],
        ['丙', 0.5],
      ]);
      expect(await near(scope, idOf(policy, '丁'))).toEqual([['丙', 0.5]]);
      expect(await near(scope, idOf(policy, '戊'))).toEqual([]);
    });

    it('are the clauses that a clause names by number, in Chinese', async () => {
      const policy = await publish(store, {
        workspaceId: shop,
        clauses: [
          { heading: '第一条 期限', path: ['一'], text: '期限按第三条办理，例外见第十二章。' },
          { heading: '第二条 运费', path: ['二'], text: '运费另计。' },
          { heading: '第三条 特殊商品', path: ['三'], text: '特殊商品不退。' },
        ],
      });
      expect(await near(scopeOf(shop), idOf(policy, '期限'))).toEqual([['特殊商品不退。', 1]]);
      expect(await near(scopeOf(shop), idOf(policy, '特殊')), 'naming goes one way').toEqual([]);
    });

    it('are the clauses that a clause names by number, in English', async () => {
      const policy = await publish(store, {
        ...{ workspaceId: shop, locale: 'en' },
        clauses: [
          { key: '1', path: ['a'], text: 'Refunds follow Section 2.1 below.' },
          { key: '2.1', path: ['b'], text: 'By the way you paid.' },
          { key: '2.2', path: ['c'], text: 'Not named.' },
        ],
      });
      const scope = scopeOf(shop, { locale: 'en' });
      expect(await near(scope, idOf(policy, 'Refunds'))).toEqual([['By the way you paid.', 1]]);
    });

    it('come named ones first, once, and without those asked about', async () => {
      const policy = await publish(store, {
        workspaceId: shop,
        clauses: [
          { heading: '第一条', text: '甲' },
          { heading: '第二条', text: '乙，见第三条' },
          { heading: '第三条', text: '丙' },
          { heading: '第四条', text: '丁' },
        ],
      });
      expect(await near(scopeOf(shop), idOf(policy, '乙'))).toEqual([
        ['丙', 1],
        ['甲', 0.5],
      ]);
      expect(await near(scopeOf(shop), idOf(policy, '乙'), idOf(policy, '丙'))).toEqual([
        ['甲', 0.5],
        ['丁', 0.5],
      ]);
    });

    it('stay within one version, one shop, one language and what is in force', async () => {
      const clauses = ['甲', '乙'];
      const policy = await publish(store, {
        workspaceId: shop,
        versions: [
          { from: day(1), to: day(10), clauses },
          { from: day(10), clauses: ['甲一', '乙一'] },
        ],
      });
      const ended = policy.versions[0]?.clauses[0]?.id ?? '';
      expect(await near(scopeOf(shop, { at: day(5) }), ended)).toEqual([['乙', 0.5]]);
      expect(await near(scopeOf(shop), ended)).toEqual([]);
      const at = day(5);
      for (const scope of [scopeOf(newId(), { at }), scopeOf(shop, { at, locale: 'en' })])
        expect(await near(scope, ended)).toEqual([]);
      expect(await near(scopeOf(shop), 'no such clause')).toEqual([]);
      expect(await near(scopeOf(shop))).toEqual([]);
    });
  });

  describe('mentions', () => {
    const mentioned = async (text: string, more: Partial<GraphScope> = {}) =>
      (await store.findMentions(scopeOf(shop, more), text)).map(({ entity }) => entity);
    const name = (...entities: string[]) =>
      publish(store, { workspaceId: shop, facts: entities.map((entity) => [entity, '价格', '1 元'] as const) });

    it('are found by position, the longest where they overlap', async () => {
      await name('小米', '小米手机', '红茶');
      expect(await mentioned('红茶和小米手机，还有小米')).toEqual(['红茶', '小米手机', '小米']);
      const [, phone] = await store.findMentions(scopeOf(shop), '红茶和小米手机');
      expect(phone).toEqual({ entity: '小米手机', start: 3, length: 4 });
    });

    it('do not depend on width, case, spaces or marks', async () => {
      await name('Kettle Pro-2');
      for (const text of ['ＫＥＴＴＬＥ ｐｒｏ ２多少钱', 'the "kettle  pro 2"?', 'Kettle Pro-2’s price'])
        expect(await mentioned(text)).toEqual(['Kettle Pro-2']);
    });

    it('may leave out a bracketed branch or an article, and then name all that share the rest', async () => {
      await name('全聚德(前门店)', '全聚德（王府井店）', 'The Blue Lamp');
      expect((await mentioned('全聚德几点开门')).sort()).toEqual(['全聚德(前门店)', '全聚德（王府井店）']);
      expect(await mentioned('全聚德(前门店)几点开门')).toEqual(['全聚德(前门店)']);
      expect(await mentioned('is blue lamp in stock')).toEqual(['The Blue Lamp']);
    });

    it('begin and end where words do, in Latin script', async () => {
      await name('ask', 'tea');
      expect(await mentioned('a task for the team')).toEqual([]);
      expect(await mentioned('ask: tea')).toEqual(['ask', 'tea']);
      expect(await mentioned('我要tea两杯')).toEqual(['tea']);
    });

    it('take signs and other scripts as they are', async () => {
      await name('C++ 入门', '🙂 贴纸', '𠮷野家', '100% 果汁');
      expect(await mentioned('𠮷野家有100%果汁吗')).toEqual(['𠮷野家', '100% 果汁']);
      for (const text of ['', '"(*', '\\', "'", '🙂']) expect(await mentioned(text)).toEqual([]);
    });

    it('are only of what has facts in force, in this shop and language', async () => {
      const versions = [
        { from: day(1), to: day(10), facts: [['旧壶', '价格', '1 元']] as const },
        { from: day(10), to: day(20), facts: [['新壶', '价格', '2 元']] as const },
      ];
      await publish(store, { workspaceId: shop, versions });
      const text = '旧壶和新壶';
      expect(await mentioned(text, { at: day(9) })).toEqual(['旧壶']);
      expect(await mentioned(text, { at: day(10) })).toEqual(['新壶']);
      expect(await mentioned(text, { at: day(20) })).toEqual([]);
      expect(await mentioned(text, { at: day(9), locale: 'en' })).toEqual([]);
      expect(await mentioned(text, { at: day(9), workspaceId: newId() })).toEqual([]);
    });
  });

  describe('facts', () => {
    const about = async (entities: string[], more: Partial<GraphScope> = {}) =>
      (await store.factsAbout(scopeOf(shop, more), entities)).map(
        ({ entity, relation, value }) => `${entity} ${relation} ${value}`,
      );

    it('come in the order of the catalogue, whatever the order asked', async () => {
      await publish(store, {
        workspaceId: shop,
        facts: [
          ['茶壶', '价格', '99 元'],
          ['水壶', '价格', '59 元'],
          ['茶壶', '容量', '1 升'],
          ['杯子', '价格', '9 元'],
        ],
      });
      const expected = ['茶壶 价格 99 元', '水壶 价格 59 元', '茶壶 容量 1 升'];
      expect(await about(['水壶', '茶壶', '没有的', '茶壶'])).toEqual(expected);
      expect(await about([])).toEqual([]);
    });

    it('carry where they stand', async () => {
      const policy = policyOf({ workspaceId: shop, title: '目录', to: day(20), facts: [['茶壶', '价格', '99 元']] });
      await store.replacePolicy(policy);
      const [version] = policy.versions;
      expect(await store.factsAbout(scopeOf(shop), ['茶壶'])).toEqual([
        {
          ...{ id: version?.facts[0]?.id, entity: '茶壶', relation: '价格', value: '99 元' },
          ...{ policyId: policy.policyId, policyTitle: '目录', versionId: version?.versionId, version: 1 },
          ...{ effectiveFrom: day(1), effectiveTo: day(20) },
        },
      ]);
    });

    it('are of this shop, this language and this moment', async () => {
      const versions = [
        { from: day(1), to: day(10), facts: [['茶壶', '价格', '99 元']] as const },
        { from: day(10), facts: [['茶壶', '价格', '79 元']] as const },
      ];
      await publish(store, { workspaceId: shop, versions });
      expect(await about(['茶壶'], { at: day(9) })).toEqual(['茶壶 价格 99 元']);
      expect(await about(['茶壶'], { at: day(10) })).toEqual(['茶壶 价格 79 元']);
      expect(await about(['茶壶'], { locale: 'en' })).toEqual([]);
      expect(await about(['茶壶'], { workspaceId: newId() })).toEqual([]);
    });

    it('of one relation of a catalogue come in its order, up to the limit', async () => {
      const facts = [
        ['茶壶', '价格', '99 元'],
        ['茶壶', '容量', '1 升'],
        ['水壶', '价格', '59 元'],
        ['杯子', '价格', '9 元'],
      ] as const;
      await publish(store, { workspaceId: shop, title: '茶具', facts });
      await publish(store, { workspaceId: shop, title: '图书', facts: [['茶经', '价格', '39 元']] });
      const asked = { policyTitle: '茶具', relation: '价格' };
      const values = async (relation: typeof asked, limit = 9, more: Partial<GraphScope> = {}) =>
        (await store.factsWith(scopeOf(shop, more), relation, limit)).map(({ value }) => value);
      expect(await values(asked)).toEqual(['99 元', '59 元', '9 元']);
      expect(await values(asked, 2)).toEqual(['99 元', '59 元']);
      expect(await values({ ...asked, policyTitle: '图书' })).toEqual(['39 元']);
      expect(await values({ ...asked, relation: '重量' })).toEqual([]);
      expect(await values(asked, 9, { at: day(0) })).toEqual([]);
      expect(await values(asked, 9, { locale: 'en' })).toEqual([]);
      expect(await values(asked, 9, { workspaceId: newId() })).toEqual([]);
    });

    it('are known by what they speak of: the relations of the catalogues in force, each once', async () => {
      const versions = [
        { title: '茶具', from: day(1), to: day(10), facts: [['茶壶', '旧价', '1 元']] as const },
        {
          ...{ title: '茶具', from: day(10) },
          facts: [
            ['茶壶', '价格', '2 元'],
            ['水壶', '价格', '3 元'],
            ['水壶', '容量', '1 升'],
          ] as const,
        },
      ];
      const policy = await publish(store, { workspaceId: shop, versions });
      await publish(store, { workspaceId: shop, title: '图书', facts: [['茶经', '价格', '39 元']] });
      await publish(store, { workspaceId: shop, title: '规则', clauses: ['没有事实的条款'] });
      const known = async (more: Partial<GraphScope> = {}) =>
        (await store.relationsIn(scopeOf(shop, more)))
          .map(({ policyTitle, relation }) => `${policyTitle} ${relation}`)
          .sort();
      expect(await known()).toEqual(['图书 价格', '茶具 价格', '茶具 容量'].sort());
      expect(await known({ at: day(9) })).toEqual(['图书 价格', '茶具 旧价'].sort());
      expect(await known({ locale: 'en' })).toEqual([]);
      expect(await known({ workspaceId: newId() })).toEqual([]);
      await store.replacePolicy({ ...policy, versions: [], vectors: [] });
      expect(await known()).toEqual(['图书 价格']);
    });

    it('of one entity may stand in several catalogues, and stay when one of them leaves', async () => {
      const first = await publish(store, { workspaceId: shop, facts: [['茶壶', '价格', '99 元']] });
      const second = await publish(store, { workspaceId: shop, facts: [['茶壶', '产地', '景德镇']] });
      expect((await about(['茶壶'])).sort()).toEqual(['茶壶 产地 景德镇', '茶壶 价格 99 元']);
      await store.replacePolicy({ ...first, versions: [], vectors: [] });
      expect(await about(['茶壶'])).toEqual(['茶壶 产地 景德镇']);
      expect(await store.findMentions(scopeOf(shop), '茶壶')).toHaveLength(1);
      await store.replacePolicy({ ...second, versions: [], vectors: [] });
      expect(await store.findMentions(scopeOf(shop), '茶壶')).toEqual([]);
    });
  });
}
