import type { FactEvidence } from '@zhike/ports';
import { describe, expect, it } from 'vitest';
import { claimIn } from './claim.finder.js';
import { checkCopy, type ProveSentence } from './copy.check.js';

const fact = (relation: string, value: string): FactEvidence => ({
  kind: 'fact',
  citation: {
    kind: 'fact',
    sourceId: `id of ${relation}`,
    sourceKey: `四人帐篷 · ${relation}`,
    label: `四人帐篷 · ${relation}`,
    ...{ policyId: 'p', policyTitle: '商品目录', versionId: 'v', version: 1 },
    effectiveFrom: '2026-01-01T00:00:00.000Z',
  },
  entity: '四人帐篷',
  ...{ relation, value },
  locale: 'zh',
  ...{ score: 1, confidence: 1 },
});
const FACTS = [fact('重量', '6.8 千克'), fact('价格', '1,299 元'), fact('颜色', '松绿、沙色')];

/** Stands in for the verifier: the statement says a relation with its value, of the product, and nothing else. */
const prove: ProveSentence = ({ text, evidence }) => {
  const [first] = evidence;
  const isAll =
    first?.kind === 'fact' &&
    [first.relation, first.value].every((part) => text.includes(part)) &&
    /^[\p{P}\s的]*$/u.test(
      [first.entity, first.relation, first.value].reduce((rest, part) => rest.replace(part, ''), text),
    );
  return isAll ? { isProven: true } : { isProven: false, because: 'it says more than its evidence' };
};
const check = (text: string) => checkCopy(text, FACTS, [], prove);

describe('a sentence of copy', () => {
  it('that a fact proves names the fact', () => {
    expect(check('四人帐篷的重量：6.8 千克。').sentences).toMatchObject([
      { standing: 'proved', facts: [{ id: 'id of 重量', relation: '重量', value: '6.8 千克' }] },
    ]);
  });

  it('that tells several facts names each of them', () => {
    const [sentence] = check('四人帐篷，重量 6.8 千克，价格 1,299 元。').sentences;
    expect(sentence?.standing).toBe('proved');
    expect(sentence?.facts.map(({ relation }) => relation)).toEqual(['重量', '价格']);
  });

  it.each(['今天的主角，四人帐篷！', '有想问的，尽管来聊！', '一起去露营吧。', '嗨，来看看吧！'])(
    'that states nothing is wording: %s',
    (text) => {
      expect(check(text)).toMatchObject({ sentences: [{ standing: 'wording', facts: [] }], isBlocked: false });
    },
  );

  it.each([
    ['number', '只要 999 元。'],
    ['number', '十年老店。'],
    ['comparison', '比您想的更轻。'],
    ['offer', '全场包邮。'],
    ['property', '防水又结实。'],
    ['authority', '专家都说赞。'],
    ['popularity', '回购王者。'],
    ['denial', '从不漏雨。'],
    ['name', '出自「云杉工坊」之手。'],
    ['fact-word', '重量刚刚合适。'],
  ])('that claims something (%s) which no fact proves blocks: %s', (sign, text) => {
    expect(check(text)).toMatchObject({ sentences: [{ standing: 'unproved', sign }], isBlocked: true });
  });

  it('is judged by its worst part', () => {
    const [sentence] = check('重量 6.8 千克，全场包邮。').sentences;
    expect(sentence).toMatchObject({ standing: 'unproved', sign: 'offer' });
  });

  it('does not lend one relation’s amount to another', () => {
    expect(check('重量，1,299 元。').sentences).toMatchObject([{ standing: 'unproved' }]);
  });

  it('stands at its exact place in the text', () => {
    const text = '  看这里！\n\n重量：6.8 千克。  ';
    for (const { start, end, text: said } of check(text).sentences) expect(text.slice(start, end)).toBe(said);
  });
});

describe('a text', () => {
  it('is blocked by a claim that is banned outright, and not by one to look at again', () => {
    const flag = { start: 0, end: 1, text: '嗨', rule: 'r', why: { zh: '', en: '' } };
    const judged = (severity: 'block' | 'warn') => checkCopy('嗨！', FACTS, [{ ...flag, severity }], prove).isBlocked;
    expect([judged('block'), judged('warn')]).toEqual([true, false]);
  });
});

describe('naming the product', () => {
  it('claims nothing, though its name holds a number', () => {
    expect(claimIn('认识一下四人帐篷', FACTS)).toBeUndefined();
    expect(claimIn('能睡四人', FACTS)).toBe('number');
  });

  it('counts words of its data only where they say something of it', () => {
    expect(claimIn('松绿的清晨', FACTS)).toBeUndefined();
    expect(claimIn('松绿、沙色，任您选', FACTS)).toBe('fact-word');
  });
});
