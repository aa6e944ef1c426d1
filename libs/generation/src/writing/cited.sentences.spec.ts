import { describe, expect, it } from 'vitest';
import { CitedSentences } from './cited.sentences.js';

/** As it comes in pieces of this many signs. */
function read(text: string, size = 1, isCut = false): [string, ...number[]][] {
  const reader = new CitedSentences();
  const sentences = [];
  for (let at = 0; at < text.length; at += size) sentences.push(...reader.push(text.slice(at, at + size)));
  sentences.push(...reader.end(isCut));
  return sentences.map(({ text: said, numbers }) => [said, ...numbers]);
}

describe('CitedSentences', () => {
  it.each<[string, string, [string, ...number[]][]]>([
    [
      'marks before the full stop',
      'Goods may go back [1]. We pay [2].',
      [
        ['Goods may go back.', 1],
        ['We pay.', 2],
      ],
    ],
    [
      'marks behind it',
      'Goods may go back.[1] We pay. [2][3]',
      [
        ['Goods may go back.', 1],
        ['We pay.', 2, 3],
      ],
    ],
    [
      'Chinese',
      '七天内可以退货[1]。运费由您承担。[1][2]',
      [
        ['七天内可以退货。', 1],
        ['运费由您承担。', 1, 2],
      ],
    ],
    [
      'brackets of Chinese text',
      '七天内可以退货【1】。运费由您承担［2］。',
      [
        ['七天内可以退货。', 1],
        ['运费由您承担。', 2],
      ],
    ],
    [
      'several numbers in one mark',
      'We pay [1, 2]. 运费由您承担[1、3]。',
      [
        ['We pay.', 1, 2],
        ['运费由您承担。', 1, 3],
      ],
    ],
    ['a mark in the middle', 'We pay [2] for parcels [1].', [['We pay for parcels.', 2, 1]]],
    ['a sentence without', 'Of course! We pay [1].', [['Of course!'], ['We pay.', 1]]],
    [
      'an amount',
      'It costs 3.50 euros [1]. See No. 5 [2].',
      [
        ['It costs 3.50 euros.', 1],
        ['See No. 5.', 2],
      ],
    ],
    ['a semicolon', '七天内可以退货；运费由您承担[1]。无。', [['七天内可以退货；运费由您承担。', 1], ['无。']]],
    [
      'a list',
      '- **Goods** may go back [1]\n- We pay [2]\n',
      [
        ['Goods may go back', 1],
        ['We pay', 2],
      ],
    ],
    [
      'paragraphs',
      'Goods may go back.\n[1]\n\nWe pay [2].',
      [
        ['Goods may go back.', 1],
        ['We pay.', 2],
      ],
    ],
    ['a thought', '<think>Is [9] true? No.</think>\nWe pay [1].', [['We pay.', 1]]],
    ['a thought that never ends', '<think>Is [9] true? No.', []],
    ['nothing but marks', '[1] [2]', []],
    ['no end', 'We pay [1]', [['We pay', 1]]],
  ])('reads %s, in whatever pieces it comes', (_what, text, sentences) => {
    for (const size of [1, 2, 3, 7, text.length]) expect(read(text, size), `${size} at a time`).toEqual(sentences);
  });

  it('gives a sentence when the next one has begun, not at the end of the answer', () => {
    const reader = new CitedSentences();
    expect(reader.push('We pay. [1]')).toEqual([]);
    expect(reader.push(' [2')).toEqual([]);
    expect(reader.push('] And')).toEqual([{ text: 'We pay.', numbers: [1, 2] }]);
  });

  it('loses the sentence in which a text was cut', () => {
    expect(read('We pay [1]. Goods may go back within 3', 5, true)).toEqual([['We pay.', 1]]);
  });
});
