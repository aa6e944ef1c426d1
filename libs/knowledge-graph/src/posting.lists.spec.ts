import { describe, expect, it } from 'vitest';
import { countOf, documentOf, MOST_DOCUMENTS, PostingLists } from './posting.lists.js';

function read(lists: PostingLists, list: number): [number, number][] {
  const start = lists.startOf(list);
  return Array.from(lists.all.subarray(start, start + lists.lengthOf(list)), (posting) => [
    documentOf(posting),
    countOf(posting),
  ]);
}

describe('PostingLists', () => {
  it('keep what is appended to each, however they grow past one another', () => {
    const lists = new PostingLists();
    const wanted: [number, number][][] = Array.from({ length: 40 }, () => []);
    wanted.forEach(() => lists.open());
    for (let step = 0; step < 4_000; step++) {
      const list = (step * step + 7 * step) % 40;
      lists.append(list, step, (step % 200) + 1);
      wanted[list]?.push([step, (step % 200) + 1]);
    }
    wanted.forEach((expected, list) => expect(read(lists, list)).toEqual(expected));
    lists.keep((document) => document % 3 === 0);
    const kept = wanted.map((expected) => expected.filter(([document]) => document % 3 === 0));
    kept.forEach((expected, list) => expect(read(lists, list)).toEqual(expected));
  });

  it('use the room of lists that have moved again', () => {
    const lists = new PostingLists();
    for (let round = 0; round < 200; round++) {
      const list = lists.open();
      for (let at = 0; at < 100; at++) lists.append(list, at, 1);
    }
    expect(lists.all.length).toBeLessThan(200 * 128 * 1.5);
  });

  it('hold the highest document, and a count that is too high as the highest', () => {
    const lists = new PostingLists();
    lists.append(lists.open(), MOST_DOCUMENTS - 1, 1_000);
    expect(read(lists, 0)).toEqual([[MOST_DOCUMENTS - 1, 255]]);
  });
});
