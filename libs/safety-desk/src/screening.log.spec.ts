import { type Database, Metrics, silentLogger } from '@zhike/platform';
import type { ExplainHits, ScreenedText } from '@zhike/ports';
import { describe, expect, it } from 'vitest';
import { SqlScreeningLog } from './screening.log.js';

const screened = (verdict: 'blocked' | 'clean' = 'blocked'): ScreenedText => ({
  ...{ workspaceId: 'w', turnId: 't', direction: 'input', text: '黑松露' },
  found: {
    ...{ verdict, reason: verdict },
    hits: verdict === 'clean' ? [] : [{ start: 0, end: 3, rule: 'rule:1', effect: 'blocked' }],
  },
});

/** A database that answers a transaction as it is told to. */
function setUp(transaction: () => Promise<never>) {
  const metrics = new Metrics();
  const query = async () => {
    throw new Error('not asked');
  };
  const database: Database = { engine: 'pglite', query, transaction, close: async () => {} };
  const mask = async (text: string) => ({ text, place: (place: { start: number; end: number }) => place });
  const clock = { now: () => new Date() };
  const explain: ExplainHits = async (_, hits) => hits;
  const log = new SqlScreeningLog({ database, mask, explain, metrics, clock, logger: silentLogger });
  return { log, metrics };
}

describe('the log of what screening found', () => {
  it('gives up after some tries where the database is away, and says so; no turn hears of it', async () => {
    let tries = 0;
    const { log, metrics } = setUp(async () => {
      tries++;
      throw new Error('away');
    });
    log.keep(screened());
    await log.close();
    expect(tries).toBe(3);
    expect(await metrics.text()).toContain('zhike_safety_events_lost_total{why="not-written"} 1');
  });

  it('lets a bounded number wait for a database that does not answer, and takes no time of the turn', async () => {
    const { log, metrics } = setUp(() => new Promise(() => {}));
    const began = performance.now();
    for (let at = 0; at < 1_500; at++) log.keep(screened());
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(await metrics.text()).toMatch(/zhike_safety_events_lost_total\{why="too-many-waiting"\} (499|500)/);
  });

  it('counts what is clean, and writes nothing of it', async () => {
    const { log, metrics } = setUp(async () => {
      throw new Error('must not be called');
    });
    log.keep(screened('clean'));
    await log.close();
    expect(await metrics.text()).toContain('zhike_safety_screened_total{direction="input",verdict="clean"} 1');
    expect(await metrics.text()).not.toContain('not-written');
  });
});
