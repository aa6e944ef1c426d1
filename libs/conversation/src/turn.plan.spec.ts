import type { ClauseEvidence, FactEvidence } from '@zhike/ports';
import { describe, expect, it } from 'vitest';
import { planTurn } from './turn.plan.js';

const citation = (policyTitle: string) => ({
  kind: 'clause' as const,
  sourceId: policyTitle,
  sourceKey: '1',
  policyId: 'p',
  policyTitle,
  versionId: 'v',
  version: 1,
  label: 'l',
  effectiveFrom: '2026-07-01T00:00:00Z',
});
const clause = (confidence: number, policyTitle = 'Returns'): ClauseEvidence => ({
  kind: 'clause',
  citation: citation(policyTitle),
  text: 'Thirty days.',
  locale: 'en',
  score: confidence,
  confidence,
});
const fact: FactEvidence = {
  kind: 'fact',
  citation: { ...citation('Catalogue'), kind: 'fact' },
  entity: 'Kettle',
  relation: 'price',
  value: '¥199',
  locale: 'en',
  score: 1,
  confidence: 0.95,
};
const asked = (question: string) => ({ question, earlier: [] });

describe('planTurn', () => {
  it('quotes at temperature 0 when the policy is found', () => {
    expect(planTurn([clause(0.9)], asked('How long may I return it?'))).toMatchObject({
      route: 'quote',
      temperature: 0,
      because: 'policy-found',
    });
  });

  it('quotes facts before clauses that merely speak of the same thing', () => {
    expect(planTurn([fact, clause(0.9)], asked('What is the price of the kettle?'))).toMatchObject({
      because: 'fact-found',
      evidence: [fact],
    });
  });

  it('allows a temperature of 0.1 on a partial match', () => {
    expect(planTurn([clause(0.45)], asked('What happens with the parcel when I move house?'))).toMatchObject({
      route: 'explain',
      temperature: 0.1,
    });
  });

  it('asks back when a bare question fits several policies', () => {
    expect(planTurn([clause(0.5, 'Returns'), clause(0.49, 'Shipping')], asked('How long?'))).toEqual({
      route: 'clarify',
      because: 'several-policies-match',
      choices: ['Returns', 'Shipping'],
    });
  });

  it('asks back about a word or two that carry little confidence, and refuses a whole question that does', () => {
    const faint = [clause(0.2, 'Returns'), clause(0.12, 'Shipping')];
    expect(planTurn(faint, asked('fees'))).toMatchObject({ route: 'clarify', choices: ['Returns', 'Shipping'] });
    expect(planTurn(faint, asked('What are the fees of a museum in town?'))).toMatchObject({ route: 'refuse' });
  });

  it('refuses rather than guess', () => {
    expect(planTurn([], asked('taxi?'))).toEqual({ route: 'refuse', because: 'no-evidence' });
    expect(planTurn([clause(0.1)], asked('taxi?'))).toEqual({ route: 'refuse', because: 'weak-evidence' });
  });

  it('decides a yes-or-no question whose condition was told, and asks about one that was not', () => {
    const rule = { ...clause(0.9), text: 'You can return a kettle within 30 days if the box is unopened.' };
    const text = 'Can I return my kettle?';
    const told = [{ role: 'customer' as const, text: 'I opened the box.' }];
    expect(planTurn([rule], asked(text), { text, history: told, locale: 'en' })).toMatchObject({
      route: 'decide',
      answer: 'no',
    });
    expect(planTurn([rule], asked(text), { text, history: [], locale: 'en' })).toMatchObject({
      route: 'clarify',
      because: 'condition-open',
    });
  });

  it('takes a reply for an answer to what it asked, about the clause it asked about', () => {
    const other = { ...clause(0.95, 'Shipping'), text: 'You can change the address if the parcel has not left.' };
    const rule = { ...clause(0.7), text: '未拆封的商品自签收之日起 7 天内可以退货。', locale: 'zh' as const };
    const history = [
      { role: 'customer' as const, text: '商品可以退货吗？' },
      { role: 'agent' as const, text: '商品是否已拆封？', cites: ['Returns'], choices: ['是', '不是'] },
    ];
    const reply = { question: '商品可以退货吗？', to: '商品是否已拆封？', text: '是的' };
    const window = { question: '商品是否已拆封？ 是的', earlier: [], reply };
    expect(planTurn([other, rule], window, { text: '是的', history, locale: 'zh' })).toMatchObject({
      route: 'decide',
      answer: 'no',
      case: { clause: { citation: { policyTitle: 'Returns' } } },
    });
  });

  it('offers the branches of a clause, and quotes only the one that applies', () => {
    const rule = {
      ...clause(0.9),
      text: '金卡会员：30 天内可以退货。\n银卡会员：15 天内可以退货。',
      locale: 'zh' as const,
    };
    const text = '多少天内可以退货？';
    expect(planTurn([rule], asked(text), { text, history: [], locale: 'zh' })).toMatchObject({
      because: 'branches-differ',
      choices: ['金卡会员', '银卡会员'],
    });
    const history = [{ role: 'customer' as const, text: '我是银卡会员。' }];
    expect(planTurn([rule], asked(text), { text, history, locale: 'zh' })).toMatchObject({
      route: 'quote',
      evidence: [{ text: '银卡会员：15 天内可以退货。' }],
    });
  });

  it('asks which one is meant where a question points at a thing that no clause surely is about', () => {
    const text = 'What does this service cost at the counter?';
    const muddy = [clause(0.32, 'Repairs'), clause(0.31, 'Engraving')];
    expect(planTurn(muddy, asked(text), { text, history: [], locale: 'en' })).toEqual({
      route: 'clarify',
      because: 'thing-not-named',
      choices: ['Repairs', 'Engraving'],
    });
    const routeAt = (confidence: number) =>
      planTurn([clause(confidence, 'Repairs')], asked(text), { text, history: [], locale: 'en' }).route;
    expect([0.5, 0.12, 0.05].map(routeAt)).toEqual(['explain', 'clarify', 'refuse']);
  });
});
