import type { ConversationEvent } from '@zhike/contracts';
import { describe, expect, it } from 'vitest';
import { ConversationTail } from './conversation.tail.js';

const event = (sequence: number): ConversationEvent => ({
  sequence,
  at: '2026-01-01T00:00:00.000Z',
  event: { type: 'turn-start', turnId: 't' },
});

function setUp(cursor = 0) {
  const log: ConversationEvent[] = [];
  const sent: number[] = [];
  const reads: number[] = [];
  const tail = new ConversationTail(
    async (after) => {
      reads.push(after);
      await new Promise((resolve) => setTimeout(resolve, 1));
      return log.filter(({ sequence }) => sequence > after).slice(0, 2);
    },
    ({ sequence }) => sent.push(sequence),
    cursor,
  );
  const grow = (sequence: number) => {
    log.push(event(sequence));
    return event(sequence);
  };
  return { tail, log, sent, reads, grow };
}

describe('a tail', () => {
  it('passes the next event on as it is heard, without reading', async () => {
    const { tail, sent, reads, grow } = setUp(3);
    await tail.hear(grow(4));
    expect(sent).toEqual([4]);
    expect(reads).toEqual([]);
  });

  it('reads what it missed when events are heard out of order, and sends each once and in sequence', async () => {
    const { tail, sent, grow } = setUp();
    const [first, second, third, fourth] = [1, 2, 3, 4].map(grow);
    await Promise.all([third, first, fourth, second, third].map((heard) => heard && tail.hear(heard)));
    await tail.wake();
    expect(sent).toEqual([1, 2, 3, 4]);
  });

  it('reads on while one read does not bring everything', async () => {
    const { tail, sent, grow } = setUp();
    [1, 2, 3, 4, 5].forEach(grow);
    await tail.wake();
    expect(sent).toEqual([1, 2, 3, 4, 5]);
  });

  it('sends nothing after it was stopped, not even what a read in progress brings', async () => {
    const { tail, sent, grow } = setUp();
    [1, 2].forEach(grow);
    const reading = tail.wake();
    tail.stop();
    await reading;
    expect(sent).toEqual([]);
  });

  it('reads again after a read that failed', async () => {
    let isAway = true;
    const sent: number[] = [];
    const tail = new ConversationTail(
      (after) => (isAway ? Promise.reject(new Error('away')) : Promise.resolve(after < 1 ? [event(1)] : [])),
      ({ sequence }) => sent.push(sequence),
      0,
    );
    await expect(tail.wake()).rejects.toThrow('away');
    isAway = false;
    await tail.wake();
    expect(sent).toEqual([1]);
  });
});
