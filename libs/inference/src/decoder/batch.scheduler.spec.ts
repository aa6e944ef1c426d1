import { describe, expect, it } from 'vitest';
import { BatchScheduler, SCHEDULER_LIMITS, type SchedulerLimits } from './batch.scheduler.js';
import type { DecoderFailure } from './decoder.failure.js';
import { Generation, type GenerationUsage } from './generation.js';
import { Sampler } from './sampler.js';
import { StopStrings } from './stop.strings.js';
import { TextStream } from './text.stream.js';
import { FakeTokenModel, loneAnswer } from './token.model.fake.js';

interface Heard {
  tokens: number[];
  reason?: string;
  usage?: GenerationUsage;
  error?: DecoderFailure;
}

const promptOf = (seed: number, length: number) => Array.from({ length }, (_, at) => 2 + ((seed * 37 + at * 11) % 50));

function setUp(limits: Partial<SchedulerLimits> = {}) {
  const model = new FakeTokenModel();
  const clock = { now: 0 };
  const scheduler = new BatchScheduler(model, { ...SCHEDULER_LIMITS, ...limits }, () => clock.now);
  let nextId = 1;
  const submit = (
    prompt: readonly number[],
    maxTokens: number,
    more: { deadline?: number; endTokens?: number[] } = {},
  ) => {
    const heard: Heard = { tokens: [] };
    const generation = new Generation(nextId++, {
      ...{ prompt, maxTokens, endTokens: [], ...more },
      sampler: new Sampler(),
      text: new TextStream((tokens) => tokens.map((token) => `${token} `).join('')),
      stop: new StopStrings([]),
      listener: {
        onText: (text) => heard.tokens.push(...text.trim().split(' ').map(Number)),
        onEnd: (reason, usage) => Object.assign(heard, { reason, usage }),
        onError: (error) => (heard.error = error),
      },
    });
    scheduler.submit(generation);
    return { heard, generation };
  };
  const finish = async () => {
    for (let left = 500; left > 0; left--) if (!(await scheduler.turn())) return;
    throw new Error('the scheduler does not come to an end');
  };
  return { model, scheduler, submit, finish, clock };
}

describe('the batch scheduler', () => {
  it('gives every request what it would get alone, whoever joins and leaves meanwhile', async () => {
    const { submit, finish, scheduler, model } = setUp({ maxRows: 4, promptTokensPerTurn: 9 });
    const wanted = [5, 30, 1, 12, 7, 3, 25, 2].map((count, at) => ({ prompt: promptOf(at, 3 + at * 5), count }));
    const requests = wanted.slice(0, 5).map(({ prompt, count }) => submit(prompt, count));
    for (let left = 6; left > 0; left--) await scheduler.turn();
    requests.push(...wanted.slice(5).map(({ prompt, count }) => submit(prompt, count)));
    await finish();
    expect(requests.map(({ heard }) => heard.tokens)).toEqual(
      wanted.map(({ prompt, count }) => loneAnswer(prompt, count)),
    );
    expect(requests.map(({ heard }) => heard.reason)).toEqual(wanted.map(() => 'length'));
    expect(Math.max(...model.steps)).toBe(4);
    expect(model.rows).toBe(0);
  });

  it('ends an answer at its end token, which is no part of it', async () => {
    const { submit, finish } = setUp();
    const [, , third = 0] = loneAnswer(promptOf(1, 4), 3);
    const { heard } = submit(promptOf(1, 4), 10, { endTokens: [third] });
    await finish();
    expect(heard).toMatchObject({ tokens: loneAnswer(promptOf(1, 4), 2), reason: 'stop' });
    expect(heard.usage).toEqual({ promptTokens: 4, cachedTokens: 0, answerTokens: 2 });
  });

  it('says busy when as many wait as may, and serves again later', async () => {
    const { submit, finish } = setUp({ maxRows: 2, maxWaiting: 3 });
    for (let count = 0; count < 5; count++) submit(promptOf(count, 4), 2);
    expect(() => submit(promptOf(9, 4), 2)).toThrow(expect.objectContaining({ code: 'decoder-busy' }) as Error);
    await finish();
    const { heard } = submit(promptOf(9, 4), 2);
    await finish();
    expect(heard.reason).toBe('length');
  });

  it('reads long prompts in parts, in turn with short ones, while answers go on', async () => {
    const { submit, scheduler, model } = setUp({ promptTokensPerTurn: 10 });
    const writing = submit(promptOf(1, 4), 50);
    await scheduler.turn();
    const long = submit(promptOf(2, 95), 1);
    await scheduler.turn();
    const short = submit(promptOf(3, 6), 1);
    await scheduler.turn();
    await scheduler.turn();
    expect(short.heard.reason).toBe('length');
    expect(long.heard.reason).toBeUndefined();
    expect(writing.heard.tokens.length).toBe(5);
    expect(Math.max(...model.reads.map(({ length }) => length))).toBe(10);
  });

  it('never reads a prompt in a part of a single token', async () => {
    const { submit, finish, model } = setUp({ promptTokensPerTurn: 8 });
    for (const length of [9, 17, 25, 18, 2]) submit(promptOf(length, length), 1);
    await finish();
    expect(model.reads.every(({ length }) => length > 1)).toBe(true);
    expect(model.reads.reduce((sum, { length }) => sum + length, 0)).toBe(71);
  });

  it('reads a shared beginning once, whether the other is finished or still reading', async () => {
    const { submit, finish, model } = setUp({ promptTokensPerTurn: 20 });
    const shared = promptOf(5, 100);
    const prompts = [1, 2, 3].map((seed) => [...shared, ...promptOf(seed, 10)]);
    const requests = prompts.map((prompt) => submit(prompt, 6));
    await finish();
    requests.push(submit(prompts[0] ?? [], 6));
    await finish();
    expect(requests.map(({ heard }) => heard.tokens)).toEqual(
      [...prompts, prompts[0] ?? []].map((prompt) => loneAnswer(prompt, 6)),
    );
    expect(requests.map(({ heard }) => heard.usage?.cachedTokens)).toEqual([0, 100, 100, 108]);
    expect(model.reads.reduce((sum, { length }) => sum + length, 0)).toBe(110 + 10 + 10 + 2);
  });

  it('lets go of a cancelled request with the step that is running, and of one that waits', async () => {
    const { submit, scheduler, finish, model } = setUp({ maxRows: 2 });
    const [first, second, waiting] = [1, 2, 3].map((seed) => submit(promptOf(seed, 4), 20));
    for (let left = 3; left > 0; left--) await scheduler.turn();
    first?.generation.cancel();
    waiting?.generation.cancel();
    await scheduler.turn();
    expect(model.rows).toBe(1);
    await finish();
    expect(first?.heard.tokens.length).toBe(4);
    expect(second?.heard.tokens).toEqual(loneAnswer(promptOf(2, 4), 20));
    expect(waiting?.heard).toEqual({ tokens: [] });
  });

  it('ends requests whose time is over, waiting or being written', async () => {
    const { submit, scheduler, finish, clock } = setUp({ maxRows: 1 });
    const written = submit(promptOf(1, 4), 100, { deadline: 50 });
    const waiting = submit(promptOf(2, 4), 5, { deadline: 60 });
    const patient = submit(promptOf(3, 4), 5);
    await scheduler.turn();
    clock.now = 70;
    await finish();
    expect(written.heard.error?.code).toBe('decoder-timed-out');
    expect(waiting.heard.error?.code).toBe('decoder-timed-out');
    expect(patient.heard.reason).toBe('length');
  });

  it('lets a request rest whose reader is slow, gives its place away and goes on exactly there', async () => {
    const { submit, scheduler, finish, model } = setUp({ maxRows: 1, maxUntakenPieces: 4 });
    const slow = submit(promptOf(1, 4), 12);
    const other = submit(promptOf(2, 4), 3);
    for (let left = 20; left > 0; left--) {
      other.generation.taken(9);
      await scheduler.turn();
    }
    expect(slow.heard.tokens.length).toBe(4);
    expect(other.heard.reason).toBe('length');
    expect(model.rows).toBe(0);
    for (let left = 20; left > 0; left--) {
      slow.generation.taken(4);
      await scheduler.turn();
    }
    await finish();
    expect(slow.heard.tokens).toEqual(loneAnswer(promptOf(1, 4), 12));
  });

  it('tells those in the batch when a step fails, and serves the next', async () => {
    const { submit, scheduler, finish, model } = setUp();
    const [first, second] = [1, 2].map((seed) => submit(promptOf(seed, 4), 9));
    await scheduler.turn();
    model.failure = new Error('out of memory');
    await scheduler.turn();
    expect([first, second].map((request) => request?.heard.error?.code)).toEqual(['decoder-failed', 'decoder-failed']);
    expect(first?.heard.error?.message).toContain('out of memory');
    const { heard } = submit(promptOf(3, 4), 2);
    await finish();
    expect(heard.tokens).toEqual(loneAnswer(promptOf(3, 4), 2));
  });

  it('sleeps without work, wakes for a request and fails what is left when it is closed', async () => {
    const { submit, scheduler } = setUp();
    let rests = 0;
    const running = scheduler.run(() => {
      rests++;
      return new Promise((resolve) => setImmediate(resolve));
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(rests).toBeLessThan(3);
    const { heard } = submit(promptOf(1, 4), 3);
    await expect.poll(() => heard.reason).toBe('length');
    const late = submit(promptOf(2, 4), 900);
    scheduler.close();
    await running;
    expect(late.heard.error?.code).toBe('decoder-closed');
  });
});
