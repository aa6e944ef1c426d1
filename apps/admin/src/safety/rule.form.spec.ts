import { ChangeSafetyRule, CreateSafetyRule, type SafetyRule } from '@zhike/contracts';
import { describe, expect, it } from 'vitest';
import { changeOf, draftOf, EMPTY_RULE, formOf, linesOf, problemsOf, projectedDraft } from './rule.form.js';

const NOW = new Date('2026-11-01T00:00:00Z');
const GOOD = { ...EMPTY_RULE, name: '竞品', words: '甲店\n\n 乙店 \n甲店', category: 'competitors' };
const NO_HITS = { hits: 0, blocked: 0, watched: 0, shadow: 0, allowed: 0, falsePositives: 0 };
const STORED: SafetyRule = {
  id: 'r1',
  name: '竞品',
  kind: 'words',
  words: ['甲店'],
  wordCount: 1,
  direction: 'both',
  severity: 'watch',
  mode: 'live',
  category: 'competitors',
  owner: '林知远',
  expiresAt: '2027-01-01T00:00:00.000Z',
  isExpired: false,
  note: '每季一看',
  template: 'guarantee',
  revision: 3,
  lastSevenDays: NO_HITS,
  updatedBy: '林知远',
  updatedAt: '2026-10-01T00:00:00.000Z',
};

describe('the form of a rule', () => {
  it('reads one word a line, each once', () => {
    expect(linesOf(GOOD.words)).toEqual(['甲店', '乙店']);
    expect(draftOf(GOOD)?.words).toEqual(['甲店', '乙店']);
  });

  it('names what is missing', () => {
    expect(problemsOf({ ...EMPTY_RULE, category: '' }, NOW)).toEqual([
      'name-missing',
      'words-missing',
      'category-missing',
    ]);
    expect(problemsOf(GOOD, NOW)).toEqual([]);
  });

  it('names what is too much, wrong or past', () => {
    const words = Array.from({ length: 501 }, (_, place) => `词${place}`).join('\n');
    expect(problemsOf({ ...GOOD, words }, NOW)).toEqual(['words-too-many']);
    expect(problemsOf({ ...GOOD, words: '长'.repeat(101) }, NOW)).toEqual(['word-too-long']);
    expect(problemsOf({ ...GOOD, category: 'two words' }, NOW)).toEqual(['category-wrong']);
    expect(problemsOf({ ...GOOD, expiresAt: '2026-10-31T00:00:00.000Z' }, NOW)).toEqual(['expiry-past']);
  });

  it('begins in shadow, and lets the past be asked before it has a name', () => {
    expect(EMPTY_RULE.mode).toBe('shadow');
    expect(draftOf({ ...GOOD, name: '' })).toBeUndefined();
    expect(projectedDraft({ ...GOOD, name: '' })?.words).toEqual(['甲店', '乙店']);
  });

  it('gives a stored rule back as it was', () => {
    const change = changeOf(formOf(STORED), STORED.revision);
    expect(ChangeSafetyRule.parse(change)).toEqual({
      name: '竞品',
      words: ['甲店'],
      direction: 'both',
      severity: 'watch',
      mode: 'live',
      category: 'competitors',
      owner: '林知远',
      expiresAt: '2027-01-01T00:00:00.000Z',
      note: '每季一看',
      template: 'guarantee',
      revision: 3,
    });
    expect(CreateSafetyRule.safeParse(draftOf(formOf(STORED))).success).toBe(true);
  });

  it('leaves the words of a list to its file', () => {
    const form = formOf({ ...STORED, kind: 'list', words: [], wordCount: 90_000 });
    expect(problemsOf(form, NOW)).toEqual([]);
    expect(changeOf(form, 3)).not.toHaveProperty('words');
    expect(draftOf(form)).toBeUndefined();
  });
});
