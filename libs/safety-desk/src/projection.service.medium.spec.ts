import type { DraftSafetyRule } from '@zhike/contracts';
import type { Database } from '@zhike/platform';
import type { PastTurn, RuleScreen } from '@zhike/ports';
import { openTestDatabase } from '@zhike/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProjectionService } from './projection.service.js';

const NOW = new Date('2026-06-10T00:00:00Z');
const unused = () => {
  throw new Error('must not be called');
};
/** Finds every text; what it finds is not what is tested here. */
const screen: RuleScreen = {
  ...{ refresh: unused, inForce: unused, try: unused, covering: unused, flawOf: () => undefined },
  project: async () => async () => ({
    found: {
      verdict: 'shadow',
      reason: 'shadow',
      hits: [{ start: 0, end: 1, rule: 'rule:x', effect: 'shadow-block' }],
    },
    wouldBlock: true,
  }),
};
const draft: DraftSafetyRule = {
  ...{ name: 'x', kind: 'words', words: ['x'], direction: 'both', category: 'x', severity: 'block', mode: 'shadow' },
  ...{ expiresAt: null, note: '' },
};

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

function setUp(turnCount: number, limits: { turns: number; ms: number }) {
  let read = 0;
  const turns = {
    page: async (_workspaceId: string, _since: Date, limit: number): Promise<PastTurn[]> => {
      const count = Math.min(limit, turnCount - read);
      read += count;
      return Array.from({ length: count }, (_, at) => ({
        ...{ turnId: `t${at}`, at: NOW, question: 'x', answer: at % 2 ? '' : 'x' },
      }));
    },
  };
  const mask = async (text: string) => ({ text, place: (place: { start: number; end: number }) => place });
  const service = new ProjectionService({ database, screen, turns, mask, clock: { now: () => NOW } }, limits);
  return {
    project: (signal = new AbortController().signal) => service.project('w', { draft }, signal),
    read: () => read,
  };
}

describe('a projection', () => {
  it('looks at messages and answers, and shows some of them', async () => {
    const { project } = setUp(450, { turns: 10_000, ms: 60_000 });
    const told = await project();
    expect(told).toMatchObject({ screened: 675, hit: 675, newlyBlocked: 675, share: 1, isPartial: false });
    expect(told.samples).toHaveLength(20);
  });

  it('ends at its limits of number and of time, and says that it did', async () => {
    expect(await setUp(1_000, { turns: 400, ms: 60_000 }).project()).toMatchObject({ screened: 600, isPartial: true });
    expect(await setUp(1_000, { turns: 10_000, ms: -1 }).project()).toMatchObject({ screened: 300, isPartial: true });
  });

  it('ends when whoever asked is gone', async () => {
    const { project, read } = setUp(100_000, { turns: 100_000, ms: 60_000 });
    const gone = new AbortController();
    setTimeout(() => gone.abort(new Error('gone')), 5);
    await expect(project(gone.signal)).rejects.toThrow('gone');
    expect(read()).toBeLessThan(100_000);
  });
});
