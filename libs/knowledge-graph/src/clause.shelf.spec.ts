import { EventEmitter, once } from 'node:events';
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

/** A read that has begun when its promise says so, and ends when it is told to. */
function slowRead() {
  const news = new EventEmitter();
  const begun = once(news, 'begun');
  const slow = async (missing: readonly string[]) => {
    const ended = once(news, 'end');
    news.emit('begun');
    await ended;
    return new Map(missing.map((id) => [id, `text of ${id}`]));
  };
  return { begun, slow, end: () => news.emit('end') };
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

  it('reads in one go what is asked at the same moment, and hands each its own', async () => {
    const { take, asked } = shelf();
    expect(await Promise.all([take('a', 'b'), take('b', 'c'), take('none', 'd')])).toEqual([
      ['a', 'b'],
      ['b', 'c'],
      ['d'],
    ]);
    expect(asked).toEqual([['a', 'b', 'c', 'none', 'd']]);
  });

  it('waits for what is being read for someone else, and reads only the rest', async () => {
    const { made, take, asked } = shelf();
    const { begun, slow, end } = slowRead();
    const first = made.take(['a', 'b'], slow);
    await begun;
    const second = take('b', 'c');
    end();
    expect([[...(await first).keys()], await second]).toEqual([
      ['a', 'b'],
      ['b', 'c'],
    ]);
    expect(asked).toEqual([['c']]);
  });

  it('reads itself what could not be read for someone else, whose failure it is not', async () => {
    const { made, take, asked } = shelf();
    const gone = () => Promise.reject(new Error('the one who asked has gone'));
    const [failed, joined] = await Promise.allSettled([made.take(['a'], gone), take('a', 'b')]);
    expect(failed).toMatchObject({ status: 'rejected', reason: { message: 'the one who asked has gone' } });
    expect(joined).toEqual({ status: 'fulfilled', value: ['a', 'b'] });
    expect(asked).toEqual([['a', 'b']]);
    expect(await take('a'), 'and keeps it').toEqual(['a']);
    expect(asked).toHaveLength(1);
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
