import {
  type GraphPolicy,
  type GraphQueries,
  type GraphStore,
  parseQuery,
  type QueryCell,
  type QueryScope,
} from '@zhike/knowledge-graph';
import { newId } from '@zhike/platform';
import { beforeEach, describe, expect, it } from 'vitest';
import { day, publish, TODAY } from './graph-store.fixture.js';

/** A shop with a policy that has changed, a catalogue whose values lead on, and one in English; beside it another shop. */
export async function publishForQueries(store: GraphStore, workspaceId: string): Promise<GraphPolicy[]> {
  const path = ['退货'];
  return [
    await publish(store, {
      workspaceId,
      title: '退货规则',
      versions: [
        { title: '退货旧规', to: day(10), clauses: [{ heading: '期限', path, text: '自签收起 7 天内可退。' }] },
        {
          title: '退货规则',
          from: day(10),
          clauses: [
            { heading: '第一条 期限', path, text: '期限 15 天，例外见第三条，it\'s \\ "fine"。', key: '1' },
            { heading: '第二条 运费', path, text: '运费另计，期限见第一条。', key: '2' },
            { heading: '第三条 特殊商品', path, text: '特殊商品不退，运费见第二条。', key: '3' },
            { heading: '第四条 其他', path: ['其他'], text: '其他情形👍。', key: '4' },
          ],
        },
      ],
    }),
    await publish(store, {
      ...{ workspaceId, title: '民宿', audiences: ['members'] },
      facts: [
        ['青禾小院', '价格', '320'],
        ['青禾小院', '周边餐厅', '竹里小馆'],
        ['青禾小院', '周边餐厅', '老灶面庄'],
      ],
    }),
    await publish(store, {
      ...{ workspaceId, title: '餐厅' },
      facts: [
        ['竹里小馆', '电话', '0571-88005566'],
        ['老灶面庄', '主厨', '林一舟'],
        ['林一舟', '出生地', '绍兴'],
      ],
    }),
    await publish(store, {
      ...{ workspaceId, locale: 'en', title: 'Gear' },
      facts: [
        ['Tent', 'Price', '1,299 yuan'],
        ['Tent', 'Twin', 'Tent'],
      ],
    }),
  ];
}

export function queriesContract(storeOf: () => GraphStore): void {
  let shop = '';
  let queries: GraphQueries;
  const scope = (more: Partial<QueryScope> = {}): QueryScope => ({ workspaceId: shop, at: TODAY, ...more });
  const shown = (cell: QueryCell) => (cell.kind === 'value' ? cell.value : `${cell.node.label}`);
  async function rows(text: string, more: Partial<QueryScope> = {}, most = 50) {
    const query = parseQuery(text);
    await queries.examine(query, scope(more));
    return (await queries.rows(query, scope(more), most)).map(({ cells }) => cells.map(shown));
  }

  describe('searches of members', () => {
    beforeEach(async () => {
      shop = newId();
      ({ queries } = storeOf());
      const other = newId();
      for (const workspaceId of [shop, other]) await publishForQueries(storeOf(), workspaceId);
    });

    it('go from a thing over its facts to what those lead to, and on', async () => {
      const chef = `MATCH (e:Entity { name: '青禾小院' })<-[:ABOUT]-(f:Fact { relation: '周边餐厅' })-[:LEADS_TO]->(r:Entity)<-[:ABOUT]-(g:Fact { relation: '主厨' })-[:LEADS_TO]->(p)<-[:ABOUT]-(b:Fact)
        RETURN r.name, g.value, b.relation, b.value`;
      expect(await rows(chef)).toEqual([['老灶面庄', '林一舟', '出生地', '绍兴']]);
      expect(await rows(`MATCH (f:Fact)-[:LEADS_TO]->(e:Entity)<-[:ABOUT]-(f) RETURN f.relation, e.locale`)).toEqual([
        ['Twin', 'en'],
      ]);
    });

    it('see what was in force at the moment, or all that was published', async () => {
      const clauses = `MATCH (p:Policy)-[:HAS_VERSION]->(v:Version)-[:HAS_CLAUSE]->(c:Clause) WHERE c.heading CONTAINS '期限' RETURN p.title, v.title, v.version, v.startsAt, v.endsAt ORDER BY v.version`;
      const [first, tenth] = [day(1).toISOString(), day(10).toISOString()];
      const now = ['退货规则', '退货规则', 2, tenth, null];
      expect(await rows(clauses)).toEqual([now]);
      expect(await rows(clauses, { at: day(5) })).toEqual([['退货旧规', '退货旧规', 1, first, tenth]]);
      expect(await rows(`MATCH (p:Policy) WHERE p.title CONTAINS '退货' RETURN p.title`, { at: new Date(0) })).toEqual(
        [],
      );
      const { at: _at, ...always } = scope();
      const query = parseQuery(clauses);
      expect((await queries.rows(query, always, 9)).map(({ cells }) => cells.map(shown))).toEqual([
        ['退货规则', '退货旧规', 1, first, tenth],
        now,
      ]);
      expect(await rows(`MATCH (v:Version) WHERE v.startsAt >= '2026-06-10' RETURN v.title`)).toEqual([['退货规则']]);
      expect(await rows(`MATCH (v:Version) WHERE v.endsAt < '2030-01-01' RETURN v.title`, { at: day(5) })).toHaveLength(
        1,
      );
    });

    it('walk from clause to clause, each relation once', async () => {
      expect(
        await rows(`MATCH (a:Clause { key: '1' })-[:NEXT*1..3]->(b:Clause) RETURN b.key ORDER BY b.position DESC`),
      ).toEqual([['3'], ['2']]);
      const round = `MATCH (a:Clause { key: '1' })-[:REFERS_TO*1..5]->(b:Clause) RETURN b.key, count(*)`;
      expect(await rows(round)).toEqual([
        ['1', 1],
        ['2', 1],
        ['3', 1],
      ]);
      expect(
        await rows(`MATCH (a:Clause)<-[:REFERS_TO*2]-(b:Clause)-[:REFERS_TO]->(c) RETURN a.key, b.key, c.key`),
      ).toEqual([]);
      const beside = `MATCH (a:Clause { key: '1' })<-[:HAS_CLAUSE]-(v:Version)-[:HAS_CLAUSE]->(b:Clause) RETURN b.key`;
      expect(await rows(beside)).toEqual([['2'], ['3'], ['4']]);
      expect(await rows(`MATCH (v:Version)-[:HAS_CLAUSE]->(c:Clause), (v)-[:HAS_CLAUSE]->(c) RETURN c`)).toEqual([]);
      expect(await rows(`MATCH (a:Clause)-[:NEXT]->(b:Clause)-[:NEXT]->(a) RETURN a`)).toEqual([]);
    });

    it('compare texts sign by sign, and take nothing in them for anything but text', async () => {
      const text = `MATCH (c:Clause) WHERE c.text ENDS WITH '"fine"。' AND c.text CONTAINS 'it\\'s \\\\ ' RETURN c.key`;
      expect(await rows(text)).toEqual([['1']]);
      expect(await rows(`MATCH (c:Clause) WHERE c.text = "' OR 1=1 --" RETURN c.key`)).toEqual([]);
      expect(await rows(`MATCH (c:Clause) WHERE c.text CONTAINS '%' OR c.text STARTS WITH '_' RETURN c.key`)).toEqual(
        [],
      );
      expect(await rows(`MATCH (c:Clause) WHERE c.text ENDS WITH '👍。' RETURN c.key`)).toEqual([['4']]);
      const ordered = `MATCH (e:Entity) WHERE NOT e.name = 'Tent' RETURN e.name ORDER BY e.name`;
      expect((await rows(ordered)).flat()).toEqual(['林一舟', '竹里小馆', '老灶面庄', '青禾小院']);
    });

    it('count, make distinct, order, skip and limit', async () => {
      const counted = `MATCH (f:Fact)-[:ABOUT]->(e:Entity) RETURN e.name, count(f) AS number, count(DISTINCT f.relation) ORDER BY number DESC, e.name`;
      expect((await rows(counted)).slice(0, 2)).toEqual([
        ['青禾小院', 3, 2],
        ['Tent', 2, 2],
      ]);
      expect(await rows(`MATCH (f:Fact) WHERE f.relation = '没有' RETURN count(*)`)).toEqual([[0]]);
      expect(await rows(`MATCH (f:Fact) RETURN DISTINCT f.locale`)).toEqual([['en'], ['zh']]);
      expect(await rows(`MATCH (c:Clause) RETURN c.key ORDER BY c.position DESC SKIP 1`, {}, 2)).toEqual([
        ['3'],
        ['2'],
      ]);
    });

    it('find nothing of another shop', async () => {
      const all = `MATCH (f:Fact)-[:ABOUT]->(e:Entity) RETURN count(*)`;
      const own = await rows(all);
      expect(own).toEqual([[8]]);
      expect(await rows(all, { workspaceId: newId() })).toEqual([[0]]);
      for (const label of ['Policy', 'Version', 'Clause', 'Fact', 'Entity'])
        expect(await rows(`MATCH (n:${label}) RETURN n`, { workspaceId: newId() })).toEqual([]);
      const [row] = await queries.rows(parseQuery(`MATCH (c:Clause { key: '1' }) RETURN c`), scope(), 1);
      const keys = row?.cells.flatMap((cell) => (cell.kind === 'node' ? cell.node : [])) ?? [];
      expect(await queries.nodes(scope(), keys)).toHaveLength(1);
      expect(await queries.nodes(scope({ workspaceId: newId() }), keys)).toEqual([]);
    });

    it('tell of each node what it says and where it stands', async () => {
      const query = parseQuery(
        `MATCH (p:Policy)-[:HAS_VERSION]->(v:Version)-[:HAS_FACT]->(f:Fact { relation: '主厨' })-[:ABOUT]->(e:Entity) RETURN p, v, f.value, e`,
      );
      const [row] = await queries.rows(query, scope(), 9);
      const keys = [
        ...(row?.behind ?? []),
        ...(row?.cells.flatMap((cell) => (cell.kind === 'node' ? cell.node : [])) ?? []),
      ];
      const nodes = await queries.nodes(scope(), keys);
      const source = { policyTitle: '餐厅', version: 1, locale: 'zh' };
      expect(nodes.find(({ label }) => label === 'Fact')).toMatchObject({
        ...{ title: '老灶面庄 · 主厨', text: '林一舟' },
        ...source,
      });
      expect(nodes.find(({ label }) => label === 'Entity')).toMatchObject({ title: '老灶面庄', locale: 'zh' });
      for (const label of ['Policy', 'Version'])
        expect(nodes.find((node) => node.label === label)).toMatchObject({ title: '餐厅', ...source });
    });

    it('are refused when nobody waits any longer', async () => {
      const signal = AbortSignal.abort(new Error('gone'));
      const query = parseQuery(`MATCH (c:Clause) RETURN c`);
      await expect(queries.rows(query, scope({ signal }), 1)).rejects.toThrow('gone');
    });
  });
}
