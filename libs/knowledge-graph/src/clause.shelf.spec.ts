import { describe, expect, it } from 'vitest';
import { ClauseShelf } from './clause.shelf.js';

function shelf(most = 9) {
  const asked: string[][] = [];
  const made = new ClauseShelf<string>(most);
  const take = async (...ids: string[]) => {
    const read = async (missing: readonly string[]) => {
      asked.push([...missing]);
      return new Map(missing.filter((id) => id !== 'none').map((id) => [id, `text of ${id}`]));
    };
    return [...(await made.take(ids, read)).keys()].sort();
  };
  return { made, take, asked };
}

describe('ClauseShelf', () => {
  it('reads each clause once, and nothing when all are there', async () => {
    const { take, asked } = shelf();
    expect(await take('a', 'b')).toEqual(['a', 'b']);
    expect(await take('b', 'c')).toEqual(['b', 'c']);
    expect(await take('a', 'b', 'c')).toEqual(['a', 'b', 'c']);
    expect(asked).toEqual([['a', 'b'], ['c']]);
  });

  it('asks again for what was not to be had', async () => {
    const { take, asked } = shelf();
    expect(await take('none')).toEqual([]);
    expect(await take('none')).toEqual([]);
    expect(asked).toHaveLength(2);
  });

  it('forgets what was read first when it is full, and takes no offers then', async () => {
    const { made, take, asked } = shelf(2);
    await take('a', 'b');
    made.offer('c', 'offered');
    await take('d');
    expect(await take('b', 'd')).toEqual(['b', 'd']);
    expect(asked).toEqual([['a', 'b'], ['d']]);
    await take('a', 'c');
    expect(asked.at(-1)).toEqual(['a', 'c']);
  });

  it('reads anew what was dropped, and keeps nothing that was read while something was dropped', async () => {
    const { made, take, asked } = shelf();
    await take('a', 'b');
    made.drop(['a']);
    await take('a', 'b');
    expect(asked.at(-1)).toEqual(['a']);
    const read = async () => {
      made.drop(['x']);
      return new Map([['x', 'of yesterday']]);
    };
    expect((await made.take(['x'], read)).get('x')).toBe('of yesterday');
    await take('x');
    expect(asked.at(-1)).toEqual(['x']);
  });
});
