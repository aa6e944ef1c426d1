import { silentLogger } from '@zhike/platform';
import { openTestDatabase } from '@zhike/testing';
import type { Embedder, KnowledgeQuery, PublishedVersion } from '@zhike/ports';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GraphProjector } from './graph.projector.js';
import type { RankingParts } from './clause.ranker.js';
import { GraphRetriever } from './graph.retriever.js';
import { RankingBook } from './ranking/ranking.weights.js';
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

  it('looks one edge around the best: what stands beside it is a candidate though it holds none of the words', async () => {
    const { evidence } = await ask('自签收之日起几天');
    expect(evidence.map(({ citation }) => citation.sourceId)).toEqual(['new', 'papers']);
  });

  it('keeps for the trace what each candidate scored by, and that nothing learned and no vectors took part', async () => {
    const { candidates, notes } = await ask('退货期限是多久？');
    expect(candidates[0]?.parts).toMatchObject({
      wordsPlace: expect.any(Number),
      'coverage (raw)': expect.any(Number),
    });
    expect(candidates[0]?.parts['total']).toBeGreaterThan(candidates[1]?.parts['total'] ?? 0);
    expect(notes).toMatchObject({ vectors: expect.stringMatching(/lexical/), ranking: 'fusion by place' });
  });
});

/** Counts the pairs of signs of a text in a few places of a vector: texts that share many are near, and always equally near. */
const pairCounter: Embedder = {
  ...noModel,
  modelId: () => 'pairs',
  embed: async (texts) => texts.map(vectorOf),
};
function vectorOf(text: string): Float32Array {
  const vector = new Float32Array(256);
  const signs = [...text.replace(/[\s\p{P}]/gu, '')];
  signs.slice(1).forEach((sign, place) => {
    const code = (signs[place]?.codePointAt(0) ?? 0) * 31 + (sign.codePointAt(0) ?? 0);
    const at = code % vector.length;
    vector[at] = (vector[at] ?? 0) + 1;
  });
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

describe('GraphRetriever with vectors and a learned ranking', () => {
  const learned = {
    model: 'pairs',
    features: { meaning: 5, sentence: 10, samePolicy: 4 },
    usual: '',
    confidence: { offset: -2, weights: { meaning: 6 } },
  };
  const book = (more: object = {}) =>
    new RankingBook({ version: 1, seed: 1, locales: { zh: { ...learned, ...more } } });
  const papers = (policyId: string) =>
    version(policyId, {
      policyTitle: policyId,
      clauses: [
        clause(`${policyId}-time`, '期限', `${policyId}的办理需要五个工作日，节假日顺延。`, 0),
        clause(`${policyId}-papers`, '材料', '请提供身份证。复印件需要签名。原件当场退还。', 1),
      ],
    });
  const shop = new Map([papers('挂失'), papers('开户')].map((one) => [one.policyId, [one]]));
  let own: Awaited<ReturnType<typeof openTestDatabase>>;
  let graph: SqlGraphStore;
  beforeAll(async () => {
    own = await openTestDatabase();
    graph = new SqlGraphStore(own);
    const source = { versionsOf: async (id: string) => shop.get(id) ?? [], policyIds: async () => [...shop.keys()] };
    await new GraphProjector(graph, source, pairCounter, silentLogger).rebuild(undefined, () => {});
  });
  afterAll(() => own.close());

  const retrieve = (question: string, more: Partial<KnowledgeQuery> = {}, parts: RankingParts = { ranking: book() }) =>
    new GraphRetriever(graph, pairCounter, parts).retrieve({
      workspaceId: 'w',
      question,
      earlier: [],
      locale: 'zh',
      at: day('2026-08-01'),
      signal: AbortSignal.timeout(20_000),
      ...more,
    });
  const said = (text: string, cites?: readonly string[]) => [
    { role: 'agent' as const, text, weight: 0.5, ...(cites ? { cites } : {}) },
  ];

  it('stays with the policy that the last answer cites, where two policies have the same clause', async () => {
    for (const policy of ['挂失', '开户']) {
      const found = await retrieve('要带什么材料？', { earlier: said('五个工作日。', [`${policy}-time`]) });
      expect(ids(found)[0]).toBe(`${policy}-papers`);
      expect(found.candidates[0]?.parts['samePolicy']).toBeGreaterThan(0);
    }
  });

  it('finds the policy of an answer that cites nothing by what it says', async () => {
    const found = await retrieve('要带什么材料？', { earlier: said('挂失的办理需要五个工作日，节假日顺延。') });
    expect(ids(found)[0]).toBe('挂失-papers');
  });

  it('rates the sentences of the best clauses, as written and in order', async () => {
    const { evidence } = await retrieve('复印件要签名吗？', { earlier: [] });
    const sentences = evidence[0]?.kind === 'clause' ? evidence[0].sentences : undefined;
    expect(sentences?.map(({ text }) => text)).toEqual(['请提供身份证。', '复印件需要签名。', '原件当场退还。']);
    const nearest = [...(sentences ?? [])].sort((a, b) => b.nearness - a.nearness)[0];
    expect(nearest?.text).toBe('复印件需要签名。');
  });

  it('says what was learned and how sure it is, and gives equal lists for equal questions', async () => {
    const first = await retrieve('复印件要签名吗？');
    expect(first.notes).toMatchObject({ ranking: 'learned', vectors: 'pairs' });
    expect(first.evidence[0]?.confidence).toBeGreaterThan((await retrieve('今天下雨吗')).evidence[0]?.confidence ?? 1);
    expect(ids(await retrieve('复印件要签名吗？'))).toEqual(ids(first));
  });

  it('fuses by place where the ranking was learned with another model', async () => {
    const found = await retrieve('复印件要签名吗？', {}, { ranking: book({ model: 'other' }) });
    expect(found.notes['ranking']).toBe('fusion by place');
    expect(ids(found)[0]).toMatch(/-papers$/u);
  });

  it('lets a reranker reorder the best few where the weights know it, and does without one that fails to answer', async () => {
    const prefersTime = (numbers: boolean): RankingParts => ({
      ranking: book({ reranker: { model: 'reader', weight: 100 } }),
      reranker: {
        modelId: () => 'reader',
        rate: async ({ passages }) => (numbers ? passages.map((text) => Number(text.includes('顺延'))) : undefined),
        close: async () => {},
      },
    });
    const question = '复印件要签名吗？';
    const read = await retrieve(question, {}, prefersTime(true));
    expect(ids(read)[0]).toMatch(/-time$/u);
    expect(read.notes['reranker']).toBe('reader');
    expect(ids(await retrieve(question, {}, prefersTime(false)))).toEqual(ids(await retrieve(question)));
    const stranger = { ...prefersTime(true), ranking: book() };
    expect(ids(await retrieve(question, {}, stranger))).toEqual(ids(await retrieve(question)));
  });
});
