import type { Citation } from '@zhike/contracts';
import { describe, expect, it } from 'vitest';
import { chipName, chipsOf, dayOf, marksAfter } from './citation.chips.js';

const clause = (sourceId: string, label: string): Citation => ({
  kind: 'clause',
  sourceId,
  sourceKey: sourceId,
  policyId: 'p',
  policyTitle: '退货政策',
  versionId: 'v',
  version: 1,
  label,
  effectiveFrom: '2026-10-01T00:00:00.000Z',
});
const second = clause('c2', '第 2 条');
const third = clause('c3', '第 3 条');
const sentences = [
  { text: '一。', citations: [second] },
  { text: '二。', citations: [third, second] },
  { text: '三。', citations: [] },
];

describe('citation chips', () => {
  it('are one a source and answer, each with all it was quoted for', () => {
    expect(chipsOf(sentences)).toEqual([
      { citation: second, quotes: ['一。', '二。'] },
      { citation: third, quotes: ['二。'] },
    ]);
  });

  it('are named behind the last of the sentences that stand on them', () => {
    const said = [
      { text: '一。', citations: [second] },
      { text: '二。', citations: [second] },
      { text: '三。', citations: [third, second] },
    ];
    const marks = said.map((sentence, index) => marksAfter(sentence, said[index + 1], chipsOf(said)));
    expect(marks).toEqual([[], [1], [1, 2]]);
  });

  it('are not named where there is only one', () => {
    const said = [{ text: '一。', citations: [second] }];
    expect(said.map((sentence) => marksAfter(sentence, undefined, chipsOf(said)))).toEqual([[]]);
  });

  it('do not take a fact for the clause of the same id', () => {
    const fact: Citation = { ...second, kind: 'fact', label: '帐篷 · 重量' };
    expect(chipsOf([{ text: '。', citations: [second, fact] }])).toHaveLength(2);
  });

  it('name a clause by policy and heading, a fact by entity and relation', () => {
    expect(chipName(second)).toBe('退货政策 · 第 2 条');
    expect(chipName({ ...second, label: '退货政策' })).toBe('退货政策');
    expect(chipName({ ...second, kind: 'fact', label: '帐篷 · 重量' })).toBe('帐篷 · 重量');
  });

  it('say a day as the shop wrote it, and an hour’s day as the reader’s clock has it', () => {
    expect(dayOf('2026-10-01T00:00:00.000Z')).toBe('2026-10-01');
    expect(dayOf(new Date(2026, 0, 9, 0, 30).toISOString())).toBe('2026-01-09');
  });
});
