import { describe, expect, it } from 'vitest';
import { gapBetween, paragraphsOf } from './answer.paragraphs.js';

const paragraphs = (...texts: string[]) =>
  paragraphsOf(texts.map((text) => ({ text, citations: [] }))).map((paragraph) => paragraph.map(({ text }) => text));

describe('the paragraphs of an answer', () => {
  it('join sentences that stood in one line', () => {
    expect(paragraphs('七日内可退。', '须附原包装；', '运费自理。')).toEqual([
      ['七日内可退。', '须附原包装；', '运费自理。'],
    ]);
  });

  it('give list lines and what follows them lines of their own', () => {
    expect(paragraphs('不可退：', '（一）定制品；', '- 内衣。', '2. 食品。', '其余可退。')).toEqual([
      ['不可退：'],
      ['（一）定制品；'],
      ['- 内衣。'],
      ['2. 食品。'],
      ['其余可退。'],
    ]);
  });

  it('begin anew where the source changes', () => {
    const citation = (sourceId: string) => ({ kind: 'clause', sourceId }) as never;
    const made = paragraphsOf([
      { text: 'One.', citations: [citation('a')] },
      { text: 'Two.', citations: [citation('a')] },
      { text: 'Three.', citations: [citation('b')] },
    ]);
    expect(made.map(({ length }) => length)).toEqual([2, 1]);
  });

  it('put a space between Latin sentences and none between Chinese ones', () => {
    expect(gapBetween('It is new.', 'Keep it.')).toBe(' ');
    expect(gapBetween('可以退。', '运费自理。')).toBe('');
    expect(gapBetween('可以退。', 'SF 快递。')).toBe('');
  });
});
