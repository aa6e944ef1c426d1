import { describe, expect, it } from 'vitest';
import { nextAttemptAt } from './delivery.schedule.js';
import { judge, type Tried } from './delivery.verdict.js';

const now = new Date('2026-03-01T08:00:00Z');
const secondsUntil = (date?: Date) => (date ? (date.getTime() - now.getTime()) / 1_000 : undefined);
const answered = (status: number, retryAfter?: string) => ({ kind: 'answered' as const, status, retryAfter });
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

describe('nextAttemptAt', () => {
  it('waits 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h, and then no more', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 8].map((attempts) => secondsUntil(nextAttemptAt({ attempts, now, chance: 0 })));
    expect(waits).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 36_000, undefined]);
  });

  it('adds at most a tenth, so that what failed together does not come back together', () => {
    expect(secondsUntil(nextAttemptAt({ attempts: 2, now, chance: 0.5 }))).toBe(315);
    expect(secondsUntil(nextAttemptAt({ attempts: 2, now, chance: 1 }))).toBe(330);
  });

  it.each([
    ['120', 120],
    [' 120 ', 120],
    ['Sun, 01 Mar 2026 08:02:00 GMT', 120],
    ['Sun, 01 Mar 2026 07:00:00 GMT', 5],
    ['1', 5],
    ['0', 5],
    ['-3', 5],
    ['soon', 5],
    ['', 5],
    ['99999999999', 86_400],
    ['Sun, 01 Mar 2099 08:02:00 GMT', 86_400],
  ])('honours retry-after %j: %d s', (retryAfter, seconds) => {
    expect(secondsUntil(nextAttemptAt({ attempts: 1, now, retryAfter, chance: 0 }))).toBe(seconds);
  });
});

describe('judge', () => {
  const first: Tried = { attempts: 0 };

  it.each([200, 201, 202, 204, 299])('takes %d for delivered', (status) => {
    expect(judge(answered(status), first, now, 0)).toEqual({ state: 'delivered', attempts: 1, status });
  });

  it.each([301, 302, 307, 400, 401, 404, 429, 500, 503])('tries again after %d', (status) => {
    const verdict = judge(answered(status), first, now, 0);
    expect(verdict).toMatchObject({
      state: 'pending',
      attempts: 1,
      status,
      error: expect.stringContaining(`${status}`),
    });
    expect(secondsUntil(verdict.dueAt)).toBe(5);
  });

  it('tries again after no answer, and keeps the cause', () => {
    const verdict = judge({ kind: 'unanswered', because: 'no answer within 15 seconds' }, { attempts: 1 }, now, 0);
    expect(verdict).toMatchObject({ state: 'pending', attempts: 2, error: 'no answer within 15 seconds' });
    expect(verdict.status).toBeUndefined();
  });

  it('gives up at the eighth attempt, and not before', () => {
    expect(judge(answered(500), { attempts: 6 }, now, 0).state).toBe('pending');
    expect(judge(answered(500), { attempts: 7 }, now, 0)).toMatchObject({ state: 'failed', attempts: 8 });
  });

  it('disables an endpoint that says it is gone', () => {
    expect(judge(answered(410), first, now, 0)).toMatchObject({
      state: 'failed',
      disabledBecause: 'the receiver answered 410 Gone',
    });
  });

  it('disables an endpoint that nothing has reached for five days', () => {
    const last = (failingSince?: Date) => judge(answered(500), { attempts: 7, failingSince }, now, 0).disabledBecause;
    expect(last(daysAgo(5))).toBe('nothing could be delivered for 5 days');
    expect(last(daysAgo(4.99))).toBeUndefined();
    expect(last()).toBeUndefined();
  });

  it('does not disable it while a delivery has attempts left', () => {
    expect(judge(answered(500), { attempts: 6, failingSince: daysAgo(30) }, now, 0).disabledBecause).toBeUndefined();
  });
});
