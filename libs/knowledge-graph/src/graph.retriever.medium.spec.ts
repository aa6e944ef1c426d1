import { silentLogger } from '@zhike/platform';
import { openTestDatabase } from '@zhike/testing';
import type { Embedder, KnowledgeQuery, PublishedVersion } from '@zhike/ports';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GraphProjector } from './graph.projector.js';
import { GraphRetriever } from './graph.retriever.js';
import { SqlGraphStore } from './sql.graph-store.js';

/** No model is to be had: search must then stand on words and names alone. */
const noModel: Embedder = {
  embed: async () => undefined,
  modelId: () => undefined,
  status: () => [],
  close: async () => {},
};

const day = (text: string) => new Date(`${text}T00:00:00Z`);
const clause = (id: string, heading: string, text: string, position = 0) => ({
  id,
  key: id,
  position,
  heading,
  path: [],
  text,
});
function version(policyId: string, more: Partial<PublishedVersion>): PublishedVersion {
  return {
    workspaceId: 'w',
    policyId,
    policyTitle: '退换货政策',
    kind: 'policy',
    locale: 'zh',
    versionId: `${policyId}-v1`,
    version: 1,
    effectiveFrom: day('2026-01-01'),
    clauses: [],
    facts: [],
    ...more,
  };
}

const published = new Map<string, PublishedVersion[]>([
  [
    'returns',
    [
      version('returns', {
        effectiveTo: day('2026-07-01'),
        clauses: [clause('old', '退货期限', '自签收之日起 7 天内可以退货。')],
      }),
      version('returns', {
        versionId: 'returns-v2',
        version: 2,
        effectiveFrom: day('2026-07-01'),
        clauses: [
          clause('new', '退货期限', '自签收之日起 15 天内可以退货。', 0),
          clause('papers', '需要提供的材料', '请提供订单号和购买凭证。', 1),
        ],
      }),
    ],
  ],
  [
    'catalogue',
    [
      version('catalogue', {
        policyTitle: '商品目录',
        kind: 'catalogue',
        facts: [
          { id: 'f1', position: 0, entity: '远行 40L 登山包', relation: '价格', value: '599 元' },
          { id: 'f2', position: 1, entity: '远行 40L 登山包', relation: '重量', value: '1.35 千克' },
          { id: 'f3', position: 2, entity: '晨露 保温杯', relation: '价格', value: '129 元' },
        ],
      }),
    ],
  ],
]);

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let retriever: GraphRetriever;
beforeAll(async () => {
  database = await openTestDatabase();
  const graph = new SqlGraphStore(database);
  const source = {
    versionsOf: async (policyId: string) => published.get(policyId) ?? [],
    policyIds: async () => [...published.keys()],
  };
  await new GraphProjector(graph, source, noModel, silentLogger).rebuild(undefined, () => {});
  retriever = new GraphRetriever(graph, noModel);
});
afterAll(() => database.close());

function ask(question: string, more: Partial<KnowledgeQuery> = {}) {
  const signal = AbortSignal.timeout(20_000);
  return retriever.retrieve({
    workspaceId: 'w',
    question,
    earlier: [],
    locale: 'zh',
    at: day('2026-08-01'),
    signal,
    ...more,
  });
}
const ids = ({ evidence }: Awaited<ReturnType<typeof ask>>) => evidence.map(({ citation }) => citation.sourceId);

describe('GraphRetriever', () => {
  it('finds the clause of the version in force at the moment asked', async () => {
    expect(ids(await ask('退货期限是多久？'))[0]).toBe('new');
    expect(ids(await ask('退货期限是多久？', { at: day('2026-03-01') }))).toEqual(['old']);
    expect(ids(await ask('退货期限是多久？', { at: day('2025-03-01') }))).toEqual([]);
  });

  it('says which version a citation stands in', async () => {
    const [best] = (await ask('退货要提供什么材料？')).evidence;
    expect(best?.citation).toMatchObject({
      sourceId: 'papers',
      policyTitle: '退换货政策',
      version: 2,
      label: '需要提供的材料',
      effectiveFrom: '2026-07-01T00:00:00.000Z',
    });
  });

  it('answers each attribute that is asked of a named product, and nothing else', async () => {
    expect(
      ids(await ask('远行 40L 登山包的价格和重量是多少？'))
        .slice(0, 2)
        .sort(),
    ).toEqual(['f1', 'f2']);
    expect(ids(await ask('晨露保温杯价格多少？'))[0]).toBe('f3');
    expect(ids(await ask('晨露保温杯价格多少？'))).not.toContain('f1');
  });

  it('asks of the product named before when the question names none', async () => {
    const earlier = [{ role: 'customer' as const, text: '远行 40L 登山包的价格是多少？', weight: 0.8 }];
    expect(ids(await ask('那重量呢？', { earlier }))[0]).toBe('f2');
  });

  it('never looks into another shop', async () => {
    const { evidence, candidates } = await ask('退货期限', { workspaceId: 'other' });
    expect([evidence, candidates]).toEqual([[], []]);
  });

  it('keeps for the trace what each candidate scored by, and that vectors took no part', async () => {
    const { candidates, notes } = await ask('退货期限是多久？');
    expect(candidates[0]?.parts).toMatchObject({ lexical: expect.any(Number), coverage: expect.any(Number) });
    expect(notes['vectors']).toMatch(/lexical/);
  });
});
