import { silentLogger } from '@zhike/platform';
import type { EarlierUtterance, Embedder, KnowledgeQuery, PublishedVersion } from '@zhike/ports';
import { openTestDatabase } from '@zhike/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GraphProjector } from '../graph.projector.js';
import { SqlGraphStore } from '../sql.graph-store.js';
import { type FactCandidate, searchFacts } from './fact.search.js';
import { RelationRanking } from './relation.ranking.js';

/** Names, words and shapes of values must do without any model. */
const noModel: Embedder = {
  embed: async () => undefined,
  modelId: () => undefined,
  status: () => [],
  close: async () => {},
};
/** What the plan shows: nothing below the first, and what is nearly as sure as the best. */
const SHOWN = { least: 0.3, share: 0.85 };

const catalogue = (
  policyTitle: string,
  locale: PublishedVersion['locale'],
  things: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>,
): PublishedVersion => ({
  workspaceId: 'w',
  policyId: policyTitle,
  policyTitle,
  kind: 'catalogue',
  locale,
  versionId: `${policyTitle}-v1`,
  version: 1,
  effectiveFrom: new Date('2026-01-01'),
  clauses: [],
  facts: Object.entries(things)
    .flatMap(([entity, relations]) =>
      Object.entries(relations).flatMap(([relation, values]) =>
        [values].flat().map((value) => ({ entity, relation, value })),
      ),
    )
    .map((fact, position) => ({ ...fact, id: `${policyTitle}-${position}`, position })),
});

const catalogues = [
  catalogue('装备', 'zh', {
    '远行 40L 双肩包': { 价格: '599 元', 重量: '1.35 千克', 保修期: '2 年', 保养: '不可机洗，不可放入烘干机' },
    四人帐篷: { 价格: '1,299 元', 重量: '6.8 千克', 颜色: ['松绿', '沙色'], 发货城市: '杭州' },
    折叠椅: { 价格: '239 元', 承重: '120 千克' },
    折叠桌: { 价格: '329 元', 重量: '5.4 千克' },
  }),
  catalogue('民宿', 'zh', {
    青禾小院: {
      价格: '320',
      电话: '0571-88001122',
      地址: '溪口路3号',
      评分: '4.6',
      周边餐厅: ['竹里小馆', '老灶面庄'],
      周边景点: ['茶山古道'],
    },
    '云栖客栈（溪口店）': { 价格: '260', 电话: '0571-88003344', 地址: '茶园路8号' },
  }),
  catalogue('餐厅', 'zh', {
    竹里小馆: { 电话: '0571-88005566', 人均消费: '68', 评分: '4.8', 营业时间: '10:00-21:00' },
    老灶面庄: { 电话: '0571-88007788', 人均消费: '25', 评分: '4.1', 主厨: '林一舟' },
  }),
  catalogue('作者', 'zh', { 林一舟: { 出生日期: '1988年3月2日', 国籍: '中国', 出生地: '绍兴' } }),
  catalogue('Gear', 'en', {
    'Four-Person Tent': { Price: '1,299 yuan', Weight: '6.8 kg', Warranty: '2 years', 'Ships from': 'Hangzhou' },
    'Vacuum Flask': { Price: '159 yuan', Weight: '0.65 kg', Care: 'rinse by hand, not dishwasher safe' },
    'Folding Chair': { Price: '239 yuan', 'Maximum load': '120 kg' },
  }),
];

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let graph: SqlGraphStore;
beforeAll(async () => {
  database = await openTestDatabase();
  graph = new SqlGraphStore(database);
  const source = {
    versionsOf: async (id: string) => catalogues.filter(({ policyId }) => policyId === id),
    policyIds: async () => catalogues.map(({ policyId }) => policyId),
  };
  await new GraphProjector(graph, source, noModel, silentLogger).rebuild(undefined, () => {});
});
afterAll(() => database.close());

/** Asks after earlier utterances, oldest first; those that begin with 「答：」 or "A:" are ours, with 「引：」 quoted from a policy. */
async function search(...turns: string[]): Promise<readonly FactCandidate[]> {
  const question = turns.at(-1) ?? '';
  const earlier = turns
    .slice(0, -1)
    .reverse()
    .map((text): EarlierUtterance => ({
      role: /^(?:[答引]：|A:)/u.test(text) ? 'agent' : 'customer',
      text: text.replace(/^(?:[答引]：|A:)/u, ''),
      isQuotation: text.startsWith('引：'),
      weight: 0.8,
    }));
  const locale = /\p{Script=Han}/u.test(question) ? 'zh' : 'en';
  const at = new Date('2026-06-01');
  const query: KnowledgeQuery = {
    workspaceId: 'w',
    question,
    earlier,
    locale,
    at,
    signal: AbortSignal.timeout(20_000),
  };
  const scope = { workspaceId: 'w', locale, at } as const;
  return (await searchFacts(graph, new RelationRanking(noModel), scope, query)).candidates;
}

/** The facts that are shown. */
async function ask(...turns: string[]): Promise<string[]> {
  const candidates = await search(...turns);
  const best = candidates[0]?.confidence ?? 0;
  return candidates
    .filter(({ confidence }) => confidence >= SHOWN.least && confidence >= best * SHOWN.share)
    .map(({ fact }) => `${fact.entity} ${fact.relation} ${fact.value}`);
}

describe('searchFacts', () => {
  it('answers every attribute that is asked, by whatever word', async () => {
    expect(await ask('四人帐篷多少钱，有哪些颜色？')).toEqual([
      '四人帐篷 价格 1,299 元',
      '四人帐篷 颜色 松绿',
      '四人帐篷 颜色 沙色',
    ]);
    expect(await ask('青禾小院怎么联系，在哪里？')).toEqual(['青禾小院 地址 溪口路3号']);
    expect(await ask('How much is the Four-Person Tent and how heavy is it?')).toEqual([
      'Four-Person Tent Price 1,299 yuan',
      'Four-Person Tent Weight 6.8 kg',
    ]);
  });

  it('reads the place before two attributes as said of both', async () => {
    expect(await ask('青禾小院周边的景点和餐厅有哪些？')).toEqual([
      '青禾小院 周边景点 茶山古道',
      '青禾小院 周边餐厅 竹里小馆',
      '青禾小院 周边餐厅 老灶面庄',
    ]);
  });

  it('chooses by the shape of the value where words do not tell', async () => {
    expect(await ask('林一舟是哪年出生的？')).toEqual(['林一舟 出生日期 1988年3月2日']);
    expect(await ask('林一舟出生在哪里？')).toEqual(['林一舟 出生地 绍兴']);
    expect(await ask('林一舟多大了？')).toEqual(['林一舟 出生日期 1988年3月2日']);
  });

  it('finds the value that speaks of what is asked', async () => {
    expect(await ask('远行 40L 双肩包能用烘干机吗？')).toEqual(['远行 40L 双肩包 保养 不可机洗，不可放入烘干机']);
    expect(await ask('Is the Vacuum Flask dishwasher safe?')).toEqual([
      'Vacuum Flask Care rinse by hand, not dishwasher safe',
    ]);
  });

  it('is silent where the thing lacks what its catalogue knows of others, and where nothing fits', async () => {
    for (const question of ['折叠椅多重？', '折叠桌的保修期是多久？', '云栖客栈的评分是多少？', '四人帐篷谁设计的？'])
      expect([question, await ask(question)]).toEqual([question, []]);
    expect(await ask('What is the warranty of the Vacuum Flask?')).toEqual([]);
    expect(await ask('Who designed the Four-Person Tent?')).toEqual([]);
  });

  it('is never so sure of what no word speaks for that it stands before a clause', async () => {
    for (const question of ['远行包多久能到？', '折叠椅运费多少？', 'Who pays shipping for the Four-Person Tent?'])
      for (const { confidence } of await search(question)) expect(confidence).toBeLessThan(0.5);
  });

  it('does not take another thing that was spoken of for one that lacks it', async () => {
    expect(await ask('青禾小院的评分呢？', '答：4.6分。', '云栖客栈怎么样？', '评分多少？')).toEqual([]);
  });

  it('calls a thing by a part of its name, its kind, its name without sizes, or in short', async () => {
    for (const name of ['帐篷', '远行双肩包', '远行包', '云栖客栈'])
      expect([name, (await ask(`${name}多少钱？`)).length]).toEqual([name, 1]);
    expect(await ask('How much is the tent?')).toEqual(['Four-Person Tent Price 1,299 yuan']);
  });

  it('does not ask again for what the customer only tells', async () => {
    expect(await ask('青禾小院的地址在溪口路3号，电话有吗？')).toEqual(['青禾小院 电话 0571-88001122']);
  });
});

describe('searchFacts in a conversation', () => {
  it('asks of what was spoken of, by pronoun or none', async () => {
    for (const question of ['它多重？', '重量呢？', '这款多重？'])
      expect([question, await ask('四人帐篷多少钱？', '答：1,299 元。', question)]).toEqual([
        question,
        ['四人帐篷 重量 6.8 千克'],
      ]);
    expect(await ask('How much is the Vacuum Flask?', 'A:159 yuan.', 'And how heavy is it?')).toEqual([
      'Vacuum Flask Weight 0.65 kg',
    ]);
  });

  it('asks the same of another thing that is only named', async () => {
    expect(await ask('四人帐篷多少钱？', '答：1,299 元。', '那折叠椅呢？')).toEqual(['折叠椅 价格 239 元']);
    expect(await ask('How much is the Vacuum Flask?', 'A:159 yuan.', 'And the tent?')).toEqual([
      'Four-Person Tent Price 1,299 yuan',
    ]);
  });

  it('follows a word for the kind of thing', async () => {
    const before = ['青禾小院怎么样？', '答：不错。附近有竹里小馆。'] as const;
    expect(await ask(...before, '餐厅的电话是多少？')).toEqual(['竹里小馆 电话 0571-88005566']);
    expect(await ask(...before, '这家民宿的电话是多少？')).toEqual(['青禾小院 电话 0571-88001122']);
  });

  it('stays with what a list was told of, and turns to the list when pointed at', async () => {
    const before = ['青禾小院周边有什么餐厅？', '答：有竹里小馆、老灶面庄。'] as const;
    expect(await ask(...before, '电话呢？')).toEqual(['青禾小院 电话 0571-88001122']);
    expect(await ask(...before, '这些餐厅的电话呢？')).toEqual([
      '竹里小馆 电话 0571-88005566',
      '老灶面庄 电话 0571-88007788',
    ]);
    expect(await ask(...before, '这些餐厅哪家评分 4.5 分以上？')).toEqual(['竹里小馆 评分 4.8']);
  });

  it('lets what the question names stand before what was spoken of', async () => {
    expect(await ask('四人帐篷有哪些颜色？', '答：松绿、沙色。', '折叠桌的重量和颜色呢？')).toEqual([
      '折叠桌 重量 5.4 千克',
    ]);
  });
});

describe('searchFacts over several things', () => {
  it('goes on from what an answer told of a thing, and not from what a quoted clause gives as an example', async () => {
    const [first, then] = ['保修包括哪些问题？', '那要花多少钱？'];
    expect(await ask(first, '答：四人帐篷的支架断裂在保修范围内。', then)).toEqual(['四人帐篷 价格 1,299 元']);
    expect(await ask(first, '引：材料问题在保修范围内，例如四人帐篷的支架断裂。', then)).toEqual([]);
  });

  it('names both values of a comparison, in the order asked', async () => {
    expect(await ask('折叠桌和折叠椅哪个便宜？')).toEqual(['折叠桌 价格 329 元', '折叠椅 价格 239 元']);
    expect(await ask('Which is cheaper, the Folding Chair or the Vacuum Flask?')).toEqual([
      'Folding Chair Price 239 yuan',
      'Vacuum Flask Price 159 yuan',
    ]);
    expect(await ask('青禾小院和云栖客栈的价格')).toEqual(['青禾小院 价格 320', '云栖客栈（溪口店） 价格 260']);
  });

  it('goes on from a value that is a thing itself', async () => {
    expect(await ask('青禾小院附近的餐厅的电话')).toEqual([
      '青禾小院 周边餐厅 竹里小馆',
      '竹里小馆 电话 0571-88005566',
      '老灶面庄 电话 0571-88007788',
      '青禾小院 周边餐厅 老灶面庄',
    ]);
  });

  it('goes on once more from there', async () => {
    expect(await ask('青禾小院附近的餐厅的主厨的出生地')).toEqual([
      '青禾小院 周边餐厅 老灶面庄',
      '老灶面庄 主厨 林一舟',
      '林一舟 出生地 绍兴',
    ]);
    expect(await ask('青禾小院附近的餐厅的主厨')).toEqual(['青禾小院 周边餐厅 老灶面庄', '老灶面庄 主厨 林一舟']);
  });

  it('keeps of the values those that meet a bound or are the extreme', async () => {
    expect(await ask('青禾小院附近 4.5 分以上的餐厅有哪些？')).toEqual([
      '青禾小院 周边餐厅 竹里小馆',
      '竹里小馆 评分 4.8',
    ]);
    expect(await ask('青禾小院附近哪家餐厅最便宜？')).toEqual(['青禾小院 周边餐厅 老灶面庄', '老灶面庄 人均消费 25']);
    expect(await ask('青禾小院附近 4.9 分以上的餐厅有哪些？')).toEqual([]);
    expect(await ask('青禾小院的地址是什么，附近 4.9 分以上的餐厅有哪些？')).toEqual(['青禾小院 地址 溪口路3号']);
  });

  it('lists of a catalogue what meets a demand, and leaves a policy question alone', async () => {
    expect(await ask('300 元以下的装备有哪些？')).toEqual(['折叠椅 价格 239 元']);
    expect(await ask('有 300 元以下的民宿吗？')).toEqual(['云栖客栈（溪口店） 价格 260']);
    expect(await ask('Which gear costs less than 250 yuan?')).toEqual([
      'Vacuum Flask Price 159 yuan',
      'Folding Chair Price 239 yuan',
    ]);
    expect(await ask('订单满 99 元以下运费多少？')).toEqual([]);
  });
});
