import { describe, expect, it } from 'vitest';
import { splitSentences } from './text-sentences.js';

describe('splitSentences', () => {
  it('loses nothing but white space', () => {
    const text = 'Send it to No. 5 Lake Road. We open at 9 a.m. on weekdays!\n- item one\n- item two';
    expect(splitSentences(text).join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
  });

  it('does not break at abbreviations and decimals', () => {
    expect(splitSentences('Weighs 1.5 kg, e.g. with box. Ships at once.')).toEqual([
      'Weighs 1.5 kg, e.g. with box.',
      'Ships at once.',
    ]);
  });
});
