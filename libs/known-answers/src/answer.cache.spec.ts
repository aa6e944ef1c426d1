import type { ClauseEvidence, Turn, Window } from '@zhike/ports';
import { beforeEach, describe, expect, it } from 'vitest';
import { AnswerCache } from './answer.cache.js';

const day = (text: string) => new Date(`${text}T00:00:00Z`);
const state = { revision: 1 as number | Error, next: undefined as Date | undefined };
let cache: AnswerCache;
beforeEach(() => {
  state.revision = 1;
  state.next = undefined;
  cache = new AnswerCache({
    revision: async () => {
      if (state.revision instanceof Error) throw state.revision;
      return state.revision;
    },
    nextChangeAt: async () => state.next,
  });
});

const turn = (more: Partial<Turn> = {}): Turn => ({
  id: 't',
  workspaceId: 'w',
  conversationId: 'c',
  text: '退货期限是多久？',
  locale: 'zh',
  history: [],
  at: day('2026-08-01'),
  ...more,
});
const window = (more: Partial<Window> = {}): Window => ({
  question: '退货期限是多久？',
  earlier: [],
  told: [],
  kept: [],
  summarised: [],
  dropped: [],
  usedTokens: 0,
  budgetTokens: 0,
  because: '',
  ...more,
});
function evidence(text: string, versionId = 'v1'): ClauseEvidence {
  const citation = {
    kind: 'clause' as const,
    sourceId: `${versionId}-1`,
    sourceKey: '1',
    policyId: 'p',
    policyTitle: '退货政策',
    versionId,
    version: 1,
    label: '期限',
    effectiveFrom: '2026-01-01T00:00:00.000Z',
  };
  return { kind: 'clause', citation, text, locale: 'zh', score: 1, confidence: 1 };
}
const given = (text: string) => ({
  evidence: [evidence(text)],
  sentences: [{ text, evidence: [evidence(text)] }],
  outcome: { kind: 'answered' as const, reason: 'policy-found' },
});
const SEVEN = '自签收之日起 7 天内可以退货。';

async function answerOnce(asked = turn(), seen = window()): Promise<void> {
  (await cache.recall(asked, seen)).keep(given(SEVEN));
}
const recalled = async (asked = turn(), seen = window()) =>
  (await cache.recall(asked, seen)).answer?.sentences[0]?.text;

describe('AnswerCache', () => {
  it('gives the same answer to the same question again, however it is punctuated', async () => {
    await answerOnce();
    expect(await recalled(turn(), window({ question: ' 退货期限是多久 ' }))).toBe(SEVEN);
    expect(cache.counts()).toEqual({ hits: 1, revalidated: 0, missed: 1 });
  });

  it.each([
    ['another language', turn({ locale: 'en' }), window()],
    ['another shop', turn({ workspaceId: 'other' }), window()],
    ['a customer of a group', turn({ audiences: ['members'] }), window()],
    ['someone who told of their own case', turn(), window({ told: ['我是会员'] })],
    ['another question', turn(), window({ question: '换货期限是多久？' })],
  ])('gives nothing to %s', async (_who, asked, seen) => {
    await answerOnce();
    expect(await recalled(asked, seen)).toBeUndefined();
  });

  it('does not give to everyone what was answered to a member', async () => {
    await answerOnce(turn({ audiences: ['staff', 'members'] }));
    expect(await recalled(turn({ audiences: ['members', 'staff'] }))).toBe(SEVEN);
    expect(await recalled()).toBeUndefined();
  });

  it('neither keeps nor gives what leans on history or answers a question of ours', async () => {
    const leaning = window({ earlier: [{ role: 'customer', text: '手机', weight: 0.8 }] });
    const replying = window({ reply: { question: 'q', to: 'q', text: '是' } });
    for (const seen of [leaning, replying]) await answerOnce(turn(), seen);
    expect(await recalled()).toBeUndefined();
    await answerOnce();
    expect([await recalled(turn(), leaning), await recalled(turn(), replying)]).toEqual([undefined, undefined]);
  });

  it('keeps no refusal', async () => {
    const recollection = await cache.recall(turn(), window());
    recollection.keep({ ...given(SEVEN), outcome: { kind: 'refused', reason: 'answer-unsupported' } });
    expect(await recalled()).toBeUndefined();
  });

  it('after a publication gives the sentences again only for the very same evidence', async () => {
    await answerOnce();
    state.revision = 2;
    const searching = await cache.recall(turn(), window());
    expect(searching.answer).toBeUndefined();
    expect(searching.confirm([evidence('自签收之日起 15 天内可以退货。', 'v2')])).toBeUndefined();
    expect(searching.confirm([evidence(SEVEN, 'v2')])).toBeUndefined();
    expect(searching.confirm([evidence(SEVEN)])?.sentences[0]?.text).toBe(SEVEN);
    expect(searching.notes()).toMatchObject({ state: 'revalidated', revalidated: 1 });
    expect(await recalled()).toBe(SEVEN);
  });

  it('asks again what was published while the answer was at work', async () => {
    const working = await cache.recall(turn(), window());
    state.revision = 2;
    working.keep(given(SEVEN));
    expect(await recalled()).toBeUndefined();
  });

  it('ends at the moment at which a version begins or ends, and knows nothing of the time before it was given', async () => {
    state.next = day('2026-09-01');
    await answerOnce();
    expect(await recalled(turn({ at: new Date(day('2026-09-01').getTime() - 1) }))).toBe(SEVEN);
    expect(await recalled(turn({ at: day('2026-09-01') }))).toBeUndefined();
    expect(await recalled(turn({ at: day('2026-07-31') }))).toBeUndefined();
  });

  it('forgets the answer that was asked for longest ago when it is full', async () => {
    await answerOnce();
    for (let count = 0; count < 499; count++) await answerOnce(turn(), window({ question: `第${count}个问题` }));
    expect(await recalled()).toBe(SEVEN);
    await answerOnce(turn(), window({ question: '又一个' }));
    expect(await recalled()).toBe(SEVEN);
    expect(await recalled(turn(), window({ question: '第0个问题' }))).toBeUndefined();
  });

  it('stands aside while the knowledge cannot be asked', async () => {
    await answerOnce();
    state.revision = new Error('away');
    const recollection = await cache.recall(turn(), window());
    expect(recollection.answer).toBeUndefined();
    recollection.keep(given('nothing'));
    state.revision = 1;
    expect(await recalled()).toBe(SEVEN);
  });
});
