import type { GraphStore } from '@zhike/knowledge-graph';
import { newId } from '@zhike/platform';
import { beforeEach, describe, expect, it } from 'vitest';
import { day, nearestTexts, publish, scopeOf, textsFound, TODAY, unit } from './graph-store.fixture.js';

/** Signs that mean something to Lucene, SQL or Cypher; to us they are what a customer typed. */
const SIGNS = [
  ...['"', '\\', '(', ')))', '[* TO *]', '{a TO b}', '*', '?', '~2', '^9', '+-!', '&&', '||', '/.*/', ':', '*:*'],
  ...['AND', 'NOT OR AND', "'; drop table graph_clauses; --", '%', '_', '$1 $workspaceId', '`', '{', '?!…。，「」🙂'],
];

export function searchContract(storeOf: () => GraphStore): void {
  let shop = '';
  let store: GraphStore;
  beforeEach(() => {
    shop = newId();
    store = storeOf();
  });

  describe('text search', () => {
    it('finds words in Chinese', async () => {
      await publish(store, { workspaceId: shop, clauses: ['签收后七天内可以退货。', '运费由买家承担。'] });
      expect(await textsFound(store, scopeOf(shop), '怎么退货')).toEqual(['签收后七天内可以退货。']);
    });

    it('finds words in English, in another form and another case', async () => {
      const clauses = ['Goods may be RETURNED within 30 days.', 'We ship on weekdays.'];
      await publish(store, { workspaceId: shop, locale: 'en', clauses });
      const scope = scopeOf(shop, { locale: 'en' });
      expect(await textsFound(store, scope, 'How do returns work?')).toEqual([clauses[0]]);
    });

    it('finds numbers, and terms of both scripts side by side', async () => {
      await publish(store, { workspaceId: shop, clauses: ['满 99.5 元包邮。', 'VIP会员享 8 折。'] });
      expect(await textsFound(store, scopeOf(shop), '99.5')).toEqual(['满 99.5 元包邮。']);
      expect(await textsFound(store, scopeOf(shop), 'vip')).toEqual(['VIP会员享 8 折。']);
    });

    it('finds a clause by its heading, the headings above it and the title of its policy', async () => {
      const clause = { heading: '时限', path: ['海外直邮'], text: '三十天。' };
      await publish(store, { workspaceId: shop, title: '关税说明', clauses: [clause] });
      for (const word of ['时限', '海外直邮', '关税'])
        expect(await textsFound(store, scopeOf(shop), word), word).toEqual(['三十天。']);
    });

    it('gives back all that stands of a clause', async () => {
      const text = `引号 " 与 ' 反斜杠 \\ 变量 $1 {x} 表情 🙂\n第二行`;
      const clause = { key: 'k-1', heading: '标题', path: ['上', '下'], text };
      const bounds = { from: day(1), to: day(20) };
      const policy = await publish(store, { workspaceId: shop, title: '全文', ...bounds, clauses: ['占位', clause] });
      const [version] = policy.versions;
      const [hit] = await store.searchText(scopeOf(shop), [{ text: '反斜杠', weight: 1 }], 5);
      expect(hit?.clause).toEqual({
        ...clause,
        id: version?.clauses[1]?.id,
        position: 1,
        policyId: policy.policyId,
        policyTitle: '全文',
        versionId: version?.versionId,
        version: 1,
        effectiveFrom: bounds.from,
        effectiveTo: bounds.to,
      });
    });

    it('leaves out the end where there is none', async () => {
      await publish(store, { workspaceId: shop, clauses: ['无限期'] });
      const [hit] = await store.searchText(scopeOf(shop), [{ text: '无限期', weight: 1 }], 5);
      expect(hit?.clause).not.toHaveProperty('effectiveTo');
    });

    it.each(SIGNS)('takes %s for nothing but text', async (signs) => {
      await publish(store, { workspaceId: shop, clauses: ['退货须知', '换货须知'] });
      expect(await textsFound(store, scopeOf(shop), signs)).toEqual([]);
      expect(await textsFound(store, scopeOf(shop), `${signs}退货${signs}`)).toEqual(
        ['退货须知', '换货须知'].slice(0, 1),
      );
    });

    it('finds nothing by the words of asking alone', async () => {
      await publish(store, { workspaceId: shop, clauses: ['请问什么是退货？'] });
      await publish(store, { workspaceId: shop, locale: 'en', clauses: ['What is this? It is the shop.'] });
      expect(await textsFound(store, scopeOf(shop), '请问是什么？')).toEqual([]);
      expect(await textsFound(store, scopeOf(shop, { locale: 'en' }), 'What is it?')).toEqual([]);
      expect(await textsFound(store, scopeOf(shop), '')).toEqual([]);
      expect(await store.searchText(scopeOf(shop), [], 5)).toEqual([]);
    });

    it('reads a text of any length', async () => {
      await publish(store, { workspaceId: shop, clauses: ['退货须知'] });
      const long = Array.from({ length: 4_000 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join('');
      expect(await textsFound(store, scopeOf(shop), `退货${long}`)).toContain('退货须知');
    });

    it('puts first what holds more of the words, and keeps to the limit', async () => {
      const clauses = ['保修两年。', '手机保修两年。', '手机屏幕保修一年。'];
      await publish(store, { workspaceId: shop, clauses });
      const hits = await store.searchText(scopeOf(shop), [{ text: '手机屏幕保修', weight: 1 }], 2);
      expect(hits.map(({ clause }) => clause.text)).toEqual(['手机屏幕保修一年。', '手机保修两年。']);
      expect(hits[0]?.score).toBeGreaterThan(hits[1]?.score ?? Infinity);
    });

    it('adds several texts up by weight', async () => {
      await publish(store, { workspaceId: shop, clauses: ['发票说明', '运费说明', '发票运费'] });
      const ask = async (invoice: number, freight: number) => {
        const texts = [
          { text: '发票', weight: invoice },
          { text: '运费', weight: freight },
        ];
        return (await store.searchText(scopeOf(shop), texts, 5)).map(({ clause }) => clause.text);
      };
      expect(await ask(1, 0.3)).toEqual(['发票运费', '发票说明', '运费说明']);
      expect(await ask(0.3, 1)).toEqual(['发票运费', '运费说明', '发票说明']);
    });
  });

  describe('vector search', () => {
    const clauses = [
      { text: '北', vector: [1, 0, 0, 0] },
      { text: '东北', vector: [1, 1, 0, 0] },
      { text: '东', vector: [0, 1, 0, 0] },
      { text: '南', vector: [-1, 0, 0, 0] },
    ];

    it('finds the nearest first, with the cosine as its score', async () => {
      await publish(store, { workspaceId: shop, model: 'model-a', clauses });
      const hits = await store.searchVectors(scopeOf(shop), unit([1, 0.2, 0, 0]), 'model-a', 4);
      expect(hits.map(({ clause }) => clause.text)).toEqual(['北', '东北', '东', '南']);
      const cosine = 1 / Math.hypot(1, 0.2);
      expect(hits[0]?.score).toBeCloseTo(cosine, 5);
      expect(hits[3]?.score).toBeCloseTo(-cosine, 5);
      expect(await store.searchVectors(scopeOf(shop), unit([1, 0.2, 0, 0]), 'model-a', 1)).toHaveLength(1);
    });

    it('never compares vectors of different models, nor of different lengths', async () => {
      await publish(store, { workspaceId: shop, model: 'model-a', clauses: [{ text: '甲', vector: [1, 0, 0, 0] }] });
      await publish(store, { workspaceId: shop, model: 'model-b', clauses: [{ text: '乙', vector: [1, 0, 0, 0] }] });
      expect(await nearestTexts(store, scopeOf(shop), [1, 0, 0, 0], 'model-a')).toEqual(['甲']);
      expect(await nearestTexts(store, scopeOf(shop), [1, 0, 0, 0], 'model-b')).toEqual(['乙']);
      expect(await nearestTexts(store, scopeOf(shop), [1, 0, 0, 0], 'never seen')).toEqual([]);
      expect(await nearestTexts(store, scopeOf(shop), [1, 0, 0], 'model-a')).toEqual([]);
    });

    it('leaves out clauses that have no vector', async () => {
      await publish(store, {
        workspaceId: shop,
        model: 'model-a',
        clauses: ['无', { text: '有', vector: [1, 0, 0, 0] }],
      });
      expect(await nearestTexts(store, scopeOf(shop), [1, 0, 0, 0])).toEqual(['有']);
    });

    it('finds what is in bounds however much nearer things lie out of them', async () => {
      const crowd = (prefix: string) =>
        Array.from({ length: 400 }, (_, at) => ({ text: `${prefix}${at}`, vector: [1, at / 1e5, 0, 0] }));
      await publish(store, { workspaceId: newId(), model: 'model-a', clauses: crowd('别家') });
      await publish(store, { workspaceId: shop, model: 'model-a', from: day(1), to: day(2), clauses: crowd('过期') });
      await publish(store, { workspaceId: shop, model: 'model-a', locale: 'en', clauses: crowd('English ') });
      await publish(store, { workspaceId: shop, model: 'model-a', clauses: clauses.slice(1) });
      expect(await nearestTexts(store, scopeOf(shop), [1, 0, 0, 0])).toEqual(['东北', '东', '南']);
      expect(await nearestTexts(store, scopeOf(newId()), [1, 0, 0, 0])).toEqual([]);
    });
  });

  describe('a search', () => {
    it('sees a version from its first moment to the one before its end', async () => {
      const versions = [
        { from: day(10), to: day(20), clauses: [{ text: '旧规则', vector: [1, 0, 0, 0] }] },
        { from: day(20), clauses: [{ text: '新规则', vector: [1, 0, 0, 0] }] },
      ];
      await publish(store, { workspaceId: shop, model: 'model-a', versions });
      const before = (date: Date) => new Date(date.getTime() - 1);
      for (const [at, expected] of [
        [before(day(10)), []],
        [day(10), ['旧规则']],
        [before(day(20)), ['旧规则']],
        [day(20), ['新规则']],
        [day(30), ['新规则']],
      ] as const) {
        expect(await textsFound(store, scopeOf(shop, { at }), '规则'), at.toISOString()).toEqual(expected);
        expect(await nearestTexts(store, scopeOf(shop, { at }), [1, 0, 0, 0]), at.toISOString()).toEqual(expected);
      }
    });

    it('finds what is in force among many versions that no longer are', async () => {
      const ended = Array.from({ length: 60 }, (_, at) => ({
        ...{ from: new Date(TODAY.getTime() - (100 - at) * 1_000), to: new Date(TODAY.getTime() - (99 - at) * 1_000) },
        clauses: ['退货退货退货'],
      }));
      await publish(store, {
        workspaceId: shop,
        versions: [...ended, { from: day(15), clauses: ['退货期限为七天，自签收起算'] }],
      });
      expect(await textsFound(store, scopeOf(shop), '退货', 3)).toEqual(['退货期限为七天，自签收起算']);
    });

    it('never crosses into another shop or another language', async () => {
      const other = newId();
      const clause = { text: 'refund 退款', vector: [1, 0, 0, 0] };
      await publish(store, { workspaceId: shop, model: 'model-a', clauses: [clause] });
      for (const scope of [scopeOf(other), scopeOf(shop, { locale: 'en' }), scopeOf('')]) {
        expect(await textsFound(store, scope, '退款 refund')).toEqual([]);
        expect(await nearestTexts(store, scope, [1, 0, 0, 0])).toEqual([]);
      }
      expect(await textsFound(store, scopeOf(shop), '退款')).toHaveLength(1);
    });
  });
}
