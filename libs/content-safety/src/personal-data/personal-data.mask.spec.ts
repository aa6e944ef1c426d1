import { describe, expect, it } from 'vitest';
import { maskText } from './personal-data.mask.js';

const TEXT = '邮箱 someone@example.com，电话 13800138000，身份证 11010519491231002X，赌博';

describe('a masked text', () => {
  it('hides what is personal, and tells where places of the original are now', async () => {
    const { text, place } = await maskText(TEXT);
    expect(text).not.toMatch(/someone|00138|0519491231/);
    for (const word of ['邮箱', '，电话', '赌博']) {
      const start = TEXT.indexOf(word);
      const now = place({ start, end: start + word.length });
      expect(text.slice(now.start, now.end)).toBe(word);
    }
  });

  it('moves a place within something personal to its borders', async () => {
    const { text, place } = await maskText(TEXT);
    const start = TEXT.indexOf('13800138000') + 4;
    const now = place({ start, end: start + 2 });
    expect(text.slice(now.start, now.end)).toBe('138****8000');
  });
});
