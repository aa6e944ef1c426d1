import { describe, expect, it } from 'vitest';
import { EvidenceAutomaton } from './evidence.automaton.js';
import { spansOf } from './evidence.spans.js';

const EVIDENCE = [
  'Unused items may be returned within 14 days; sale items within 7 days. A fee of $4.50 applies, 10% for members.',
  '签收后七天内可无理由退货，运费12元。Call 400-820-8820. Two coupons a year.',
];

/** Whether the text can be written under the evidence, from the first sign to its end. */
function mayWrite(text: string, evidence = EVIDENCE): boolean {
  const automaton = new EvidenceAutomaton(evidence);
  let state: ReturnType<typeof automaton.next> = automaton.start;
  for (const sign of text) state = state && automaton.next(state, sign.codePointAt(0) ?? 0);
  return state !== undefined && automaton.mayEnd(state);
}

describe('the evidence constraint', () => {
  it('finds what states a number, with what is counted', () => {
    expect([...spansOf(EVIDENCE)]).toEqual(
      expect.arrayContaining(['14 days', '7 days', '$4.50 applies', '10%', '七天', '12元', '400-820-8820']),
    );
  });

  it.each([
    'You can return it within 14 days.',
    'Within 7 days, or 14 days otherwise.',
    '签收后七天内可以退，运费12元。',
    'Please call 400-820-8820.',
    'Members pay 10%, you get two coupons.',
    'We often attend to tents and sevenths... no: nothing is counted here.'.replace('sevenths', 'saplings'),
  ])('lets a true sentence be written: %s', (text) => {
    expect(mayWrite(text)).toBe(true);
  });

  it.each([
    ['another number', 'You can return it within 30 days.'],
    ['a longer number', 'You can return it within 145 days.'],
    ['a shorter one', 'You can return it within 1 day.'],
    ['another unit', 'You can return it within 14 weeks.'],
    ['a longer unit', 'You can return it within 14 dayses.'],
    ['a fraction', 'A fee of 10%.5'],
    ['another currency', 'A fee of €4.50 applies'],
    ['a Chinese number', '签收后三十天内可退'],
    ['another Chinese unit', '签收后七年内可退'],
    ['a number word', 'You can return it within fourteen days.'],
    ['a number word at the end', 'The limit is ten'],
    ['half a span', 'It costs $4'],
  ])('does not let %s be written', (_what, text) => {
    expect(mayWrite(text)).toBe(false);
  });

  it('does not let a token end on a number word, though words may begin like one', () => {
    const automaton = new EvidenceAutomaton(EVIDENCE);
    const after = (text: string) =>
      Array.from(text).reduce<ReturnType<typeof automaton.next>>(
        (state, sign) => state && automaton.next(state, sign.codePointAt(0) ?? 0),
        automaton.start,
      ) ?? [];
    expect(automaton.mayPause(after('within ten'))).toBe(false);
    expect(automaton.mayPause(after('within tender'))).toBe(true);
    expect(automaton.mayPause(after('take two'))).toBe(true);
    expect(automaton.mayEnd(after('within 14'))).toBe(false);
  });

  it('lets no number be written where the evidence has none', () => {
    expect(mayWrite('Ask us.', ['Ask us.'])).toBe(true);
    expect(mayWrite('Ask us 2.', ['Ask us.'])).toBe(false);
  });
});
