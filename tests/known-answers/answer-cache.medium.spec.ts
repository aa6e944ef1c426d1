import { assembleProduct, type Product } from '@zhike/assembly';
import { loadConfig, silentLogger } from '@zhike/platform';
import type { ActingMember } from '@zhike/policy';
import type { Embedder, Evidence, KnownAnswer, Turn, Window } from '@zhike/ports';
import { openTestDatabase } from '@zhike/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

/** The graph, the policies and their calendar are real; the writer quotes the best clause. */
const noModel: Embedder = {
  embed: async () => undefined,
  modelId: () => undefined,
  status: () => [],
  close: async () => {},
};
const NOON = new Date('2026-08-01T12:00:00Z');
const DAY_MS = 86_400_000;

let product: Product;
let workspaceId = '';
let by: ActingMember;
let now = NOON;
beforeAll(async () => {
  const config = loadConfig({ DEMO_SHOP: '0', LOG_LEVEL: 'silent' });
  const database = await openTestDatabase();
  const clock = { now: () => now };
  product = await assembleProduct(config, { database, clock, logger: silentLogger, embedder: noModel });
});
afterAll(() => product.close(0));

let count = 0;
beforeEach(async () => {
  now = NOON;
  const slug = `shop-${count++}`;
  workspaceId = (await product.workspaces.ensure(slug, slug)).id;
  by = { workspaceId, memberId: 'm', name: 'Ana', mayReviewOwnWork: true };
  await publish('退货政策', '退货期限', '自签收之日起 7 天内可以退货。');
  await publish('运费政策', '运费标准', '单笔订单满 99 元免运费。');
});

interface Dates {
  readonly effectiveFrom?: Date;
  readonly effectiveTo?: Date;
}

async function publish(title: string, heading: string, text: string, dates: Dates = {}): Promise<void> {
  const clauses = [{ key: '1', heading, text }];
  const policy = { title, kind: 'policy' as const, locale: 'zh' as const, clauses, facts: [], ...dates };
  const [stored] = await product.policies.importPolicies([policy], { publish: true }, by);
  if (stored) await product.projector.project(workspaceId, stored.policyId);
}

const windowOf = (question: string): Window => ({
  question,
  earlier: [],
  told: [],
  kept: [],
  summarised: [],
  dropped: [],
  usedTokens: 0,
  budgetTokens: 0,
  because: '',
});

interface Told {
  readonly how: 'hit' | 'revalidated' | 'written';
  readonly text: string;
}

const textOf = (answer: KnownAnswer) => answer.sentences.map((sentence) => sentence.text).join('');

/** A turn, as far as the cache takes part in it. */
async function ask(text: string, more: Partial<Turn> = {}): Promise<Told> {
  const turn: Turn = { id: 't', workspaceId, conversationId: 'c', text, locale: 'zh', history: [], at: now, ...more };
  const recollection = await product.answerCache.recall(turn, windowOf(text));
  if (recollection.answer) return { how: 'hit', text: textOf(recollection.answer) };
  const handed = (await search(turn)).slice(0, 1);
  const again = recollection.confirm(handed);
  if (again) return { how: 'revalidated', text: textOf(again) };
  const sentences = handed.map((piece) => ({ text: piece.kind === 'clause' ? piece.text : '', evidence: handed }));
  recollection.keep({ evidence: handed, sentences, outcome: { kind: 'answered', reason: 'policy-found' } });
  return { how: 'written', text: sentences.map((sentence) => sentence.text).join('') };
}

async function search({ text, locale, at }: Turn): Promise<readonly Evidence[]> {
  const signal = AbortSignal.timeout(20_000);
  return (await product.retriever.retrieve({ workspaceId, question: text, earlier: [], locale, at, signal })).evidence;
}

const RETURNS = '退货期限是多久？';
const FREIGHT = '运费标准是多少？';

describe('an answer given before, over a real graph', () => {
  it('is given again at once, until something is published', async () => {
    expect(await ask(RETURNS)).toMatchObject({ how: 'written', text: expect.stringContaining('7 天') });
    expect(await ask(RETURNS)).toMatchObject({ how: 'hit', text: expect.stringContaining('7 天') });
  });

  it('is written anew where a publication touched it, and only there', async () => {
    await ask(RETURNS);
    await ask(FREIGHT);
    await publish('退货政策', '退货期限', '自签收之日起 15 天内可以退货。');
    expect(await ask(RETURNS)).toEqual({ how: 'written', text: '自签收之日起 15 天内可以退货。' });
    expect((await ask(FREIGHT)).how).toBe('revalidated');
    expect([(await ask(RETURNS)).how, (await ask(FREIGHT)).how]).toEqual(['hit', 'hit']);
  });

  it('gives way to a clause that is published later and fits better', async () => {
    await publish('总则', '说明', '本店退货期限以各商品页面为准。');
    await ask('定制商品退货期限是多久？');
    await publish('定制商品', '定制商品退货期限', '定制商品退货期限为 3 天。');
    expect(await ask('定制商品退货期限是多久？')).toEqual({ how: 'written', text: '定制商品退货期限为 3 天。' });
  });

  it('changes at the moment a scheduled version begins, although nothing is published then', async () => {
    const begins = new Date(NOON.getTime() + DAY_MS);
    await publish('退货政策', '退货期限', '自签收之日起 30 天内可以退货。', { effectiveFrom: begins });
    expect((await ask(RETURNS)).text).toContain('7 天');
    now = new Date(begins.getTime() - 1);
    expect(await ask(RETURNS)).toMatchObject({ how: 'hit', text: expect.stringContaining('7 天') });
    now = begins;
    expect(await ask(RETURNS)).toMatchObject({ how: 'written', text: expect.stringContaining('30 天') });
    expect((await ask(FREIGHT, { at: NOON })).how).toBe('written');
  });

  it('ends with the version it stands on', async () => {
    const ends = new Date(NOON.getTime() + DAY_MS);
    await publish('促销规则', '促销活动时间', '促销活动时间为八月。', { effectiveTo: ends });
    expect((await ask('促销活动时间是什么时候？')).text).toContain('八月');
    expect((await ask('促销活动时间是什么时候？')).how).toBe('hit');
    now = ends;
    expect((await ask('促销活动时间是什么时候？')).text).not.toContain('八月');
  });

  it('that stands on another policy outlives such a moment after one more search', async () => {
    const ends = new Date(NOON.getTime() + DAY_MS);
    await publish('促销规则', '促销活动时间', '促销活动时间为八月。', { effectiveTo: ends });
    await ask(FREIGHT);
    now = ends;
    expect([(await ask(FREIGHT)).how, (await ask(FREIGHT)).how]).toEqual(['revalidated', 'hit']);
  });

  it('is not given for a moment before the one it was given in', async () => {
    await ask(RETURNS);
    expect((await ask(RETURNS, { at: new Date(NOON.getTime() - 1) })).how).not.toBe('hit');
  });

  it('is gone when the whole graph is thrown away and made again only in so far as it is looked at once more', async () => {
    await ask(FREIGHT);
    await product.projector.rebuild(workspaceId, () => {});
    expect([(await ask(FREIGHT)).how, (await ask(FREIGHT)).how]).toEqual(['revalidated', 'hit']);
  });
});
