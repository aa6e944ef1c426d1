import type { ClauseEvidence, Utterance } from '@zhike/ports';
import { describe, expect, it } from 'vitest';
import { checkBranches, checkCase } from './case.plan.js';

const clause = (text: string, locale: 'zh' | 'en', confidence = 0.8): ClauseEvidence => ({
  kind: 'clause',
  citation: {
    kind: 'clause',
    sourceId: 'c-1',
    sourceKey: '1',
    policyId: 'p',
    policyTitle: 'Returns',
    versionId: 'v',
    version: 1,
    label: 'l',
    effectiveFrom: '2026-07-01T00:00:00Z',
  },
  text,
  locale,
  score: 1,
  confidence,
});
const said = (text: string): Utterance => ({ role: 'customer', text });
const asked = (text: string): Utterance => ({ role: 'agent', text });

/** What is decided, what is asked about, and how each condition stands. */
function check(text: string, locale: 'zh' | 'en', question: string, history: readonly Utterance[] = []) {
  const verdict = checkCase([clause(text, locale)], { question, history, locale }, 0.3);
  return {
    answer: verdict?.open ? undefined : verdict?.answer,
    open: verdict?.open?.condition.text,
    states: verdict?.conditions.map(({ state }) => state) ?? [],
  };
}

describe('a rule with one condition, in English', () => {
  const rule = 'You can return a kettle within 30 days if the box is unopened.';

  it('says yes where the condition was told to hold', () => {
    expect(check(rule, 'en', 'Can I return my kettle?', [said('The box is still unopened.')])).toMatchObject({
      answer: 'yes',
      states: ['met'],
    });
  });

  it('says no where it was told not to', () => {
    expect(check(rule, 'en', 'Can I return my kettle?', [said('I opened the box yesterday.')])).toMatchObject({
      answer: 'no',
      states: ['not-met'],
    });
  });

  it('asks where nothing was said, and decides on the answer', () => {
    expect(check(rule, 'en', 'Can I return my kettle?').open).toBe('the box is unopened');
    const replied = (text: string) => [said('Can I return my kettle?'), asked('Is the box unopened?'), said(text)];
    expect(check(rule, 'en', 'Can I return my kettle?', replied('yes')).answer).toBe('yes');
    expect(check(rule, 'en', 'Can I return my kettle?', replied('No')).answer).toBe('no');
  });

  it('reads the condition out of the question itself', () => {
    expect(check(rule, 'en', 'Can I return my kettle if I opened the box?').answer).toBe('no');
  });
});

describe('lists', () => {
  const all =
    'You can join the tasting club if all of the following apply:\n\n* you are 18 or over\n* you live in the city\n* you have bought tea from us';
  const any = 'Delivery is free of charge if you are either:\n\n* a gold member\n* a student of the tea school';
  const denial = 'The following goods can’t be returned:\n\n* engraved cups\n* opened tea\n* gift cards';

  it('wants all conditions of a conjunctive list, and one is enough to say no', () => {
    const told = [said('I am 35 years old. I live in the city and have bought tea from you.')];
    expect(check(all, 'en', 'Can I join the tasting club?', told).answer).toBe('yes');
    expect(check(all, 'en', 'Can I join the tasting club?', [said('I am 16 years old.')])).toMatchObject({
      answer: 'no',
      states: ['not-met', 'open', 'open'],
    });
  });

  it('asks about the first open condition of a conjunctive list', () => {
    expect(check(all, 'en', 'Can I join the tasting club?').open).toBe('you are 18 or over');
    const replied = [asked('Are you 18 or over?'), said('Yes')];
    expect(check(all, 'en', 'Can I join the tasting club?', replied).open).toBe('you live in the city');
  });

  it('takes one condition of an alternative list for enough, and asks about the next after a no', () => {
    expect(check(any, 'en', 'Is delivery free of charge?', [said('I am a gold member.')]).answer).toBe('yes');
    const replied = [asked('Are you a gold member?'), said('no')];
    expect(check(any, 'en', 'Is delivery free of charge?', replied).open).toContain('student of the tea school');
    const both = [...replied, asked('Are you a student of the tea school?'), said('no')];
    expect(check(any, 'en', 'Is delivery free of charge?', both).answer).toBe('no');
  });

  it('turns the answer where the list is of what is denied', () => {
    expect(check(denial, 'en', 'Can these goods be returned?', [said('They are engraved cups.')]).answer).toBe('no');
  });
});

describe('exceptions, purposes and what makes no difference', () => {
  it('says no where an exception holds', () => {
    const rule = 'You can cancel an order free of charge unless it has been dispatched.';
    const replied = [asked('Has it been dispatched?'), said('Yes')];
    expect(check(rule, 'en', 'Can I cancel my order free of charge?', replied)).toMatchObject({
      answer: 'no',
      states: ['met'],
    });
    const not = [asked('Has it been dispatched?'), said('No')];
    expect(check(rule, 'en', 'Can I cancel my order free of charge?', not).answer).toBe('yes');
  });

  it('reads „to …, you must …“', () => {
    const rule = 'To use the repair service, you must show the invoice.';
    expect(
      check(rule, 'en', 'Can I use the repair service?', [said('I do not have the invoice to show.')]).answer,
    ).toBe('no');
  });

  it('says yes regardless of what makes no difference', () => {
    const rule = 'You can exchange a teapot even if you have lost the invoice.';
    expect(check(rule, 'en', 'Can I exchange a teapot?', [said('I lost the invoice.')]).answer).toBe('yes');
  });

  it('compares ages and sums', () => {
    const rule = 'You get a discount if you are over 60.';
    expect(check(rule, 'en', 'Do I get a discount?', [said('I am a 55 year old teacher.')]).answer).toBe('no');
    expect(check(rule, 'en', 'Do I get a discount?', [said('I am 72 years old.')]).answer).toBe('yes');
  });
});

describe('中文条款', () => {
  const opened = '未拆封的商品自签收之日起 7 天内可以退货。';

  it('reads 「拆开了还能退吗」 against 「未拆封的商品可以退货」', () => {
    expect(check(opened, 'zh', '拆开了还能退货吗')).toMatchObject({ answer: 'no', states: ['not-met'] });
    expect(check(opened, 'zh', '没拆封的还能退货吗？').answer).toBe('yes');
  });

  it('asks 「商品是否已拆封？」 and decides on 「是的」 and 「没有」', () => {
    expect(check(opened, 'zh', '商品可以退货吗？').open).toBe('商品未拆封');
    const replied = (text: string) => [said('商品可以退货吗？'), asked('商品是否已拆封？'), said(text)];
    expect(check(opened, 'zh', '商品可以退货吗？', replied('是的')).answer).toBe('no');
    expect(check(opened, 'zh', '商品可以退货吗？', replied('没有')).answer).toBe('yes');
  });

  it('reads 如果, 除外 and 「…的，不予…」', () => {
    const gift = '如果订单满 199 元，可以免运费。';
    expect(check(gift, 'zh', '可以免运费吗？', [said('我的订单是 260 元。')]).answer).toBe('yes');
    expect(check(gift, 'zh', '可以免运费吗？', [said('我的订单是 88 元。')]).answer).toBe('no');
    const custom = '茶具支持七天无理由退货，定制商品除外。';
    expect(check(custom, 'zh', '茶具支持七天无理由退货吗？', [said('我买的是定制商品。')]).answer).toBe('no');
    const late = '签收超过三十天的，不予换货。';
    expect(check(late, 'zh', '可以换货吗？', [said('我签收四十天了。')]).answer).toBe('no');
  });

  it('reads a list of which one line is enough', () => {
    const list = '符合下列情形之一的，可以免费维修：\n1. 购买未满一年\n2. 已购买延保服务';
    const replied = [asked('购买是否未满一年？'), said('不是'), asked('是否已购买延保服务？'), said('是的')];
    expect(check(list, 'zh', '可以免费维修吗？', replied).answer).toBe('yes');
  });
});

describe('what is no case for a decision', () => {
  it('leaves a question that wants no yes or no, and one that the rule does not conclude', () => {
    const rule = 'You can return a kettle within 30 days if the box is unopened.';
    expect(check(rule, 'en', 'How long may I keep my kettle?').states).toEqual([]);
    expect(check(rule, 'en', 'Is the museum open on Mondays?').states).toEqual([]);
  });
});

describe('checkBranches', () => {
  const members = clause('金卡会员：30 天内可以退货。\n银卡会员：15 天内可以退货。', 'zh');

  it('offers the branches where nothing tells them apart', () => {
    expect(checkBranches(members, { question: '多少天内可以退货？', history: [], locale: 'zh' })).toMatchObject({
      choices: ['金卡会员', '银卡会员'],
    });
  });

  it('answers from the branch that was chosen or told', () => {
    const chosen = [said('多少天内可以退货？'), asked('请问您属于哪一种情况？'), said('银卡会员')];
    expect(checkBranches(members, { question: '多少天内可以退货？', history: chosen, locale: 'zh' })).toMatchObject({
      taken: { text: '银卡会员：15 天内可以退货。' },
    });
  });

  it('leaves a clause without branches alone', () => {
    const plain = clause('Parcels are sent on the next working day.', 'en');
    expect(checkBranches(plain, { question: 'When is my parcel sent?', history: [], locale: 'en' })).toBeUndefined();
  });
});
