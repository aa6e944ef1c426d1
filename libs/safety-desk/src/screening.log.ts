import { type Clock, type Database, type Logger, type Metrics, newId } from '@zhike/platform';
import type { ExplainHits, MaskText, RuleHit, ScreenedText, ScreeningLog } from '@zhike/ports';
import { SqlEventStore } from './event.store.js';
import { SqlRuleDayStore } from './rule-day.store.js';
import { ALLOW_LIST } from './rules.in-force.js';
import type { NewEvent } from './safety.rows.js';
import { storable } from './safety.scope.js';

export interface ScreeningLogParts {
  readonly database: Database;
  readonly mask: MaskText;
  readonly explain: ExplainHits;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** Texts of the queue are removed after so many days; counts and training examples stay. */
export const KEPT_DAYS = 90;
const DAY_MS = 86_400_000;
const PRUNE_EVERY_MS = 6 * 3_600_000;
/** More wait for the database than this: the newest are not kept, and counted as lost. */
const MOST_WAITING = 1_000;
const TRIES = 3;
const TRY_AGAIN_MS = 500;

interface Waiting {
  readonly screened: ScreenedText;
  readonly at: Date;
}

/**
 * Writes what screening found, behind the turn: a turn hands it over and goes on. Where the database is slow, a bounded number waits; where it is
 * away, what cannot be written after some tries is lost, and the figures say so. A process that dies loses what waits, a moment's worth.
 */
export class SqlScreeningLog implements ScreeningLog {
  private readonly waiting: Waiting[] = [];
  private writing: Promise<void> | undefined;
  private pruning: NodeJS.Timeout | undefined;
  private readonly screened;
  private readonly hits;
  private readonly lost;

  constructor(private readonly parts: ScreeningLogParts) {
    const { metrics } = parts;
    this.screened = metrics.counter({
      name: 'zhike_safety_screened_total',
      help: 'Texts of customers’ turns that were screened, by direction and verdict',
      labels: ['direction', 'verdict'],
    });
    this.hits = metrics.counter({
      name: 'zhike_safety_hits_total',
      help: 'Rules found in them, by whose rule it is and what it did',
      labels: ['of', 'effect'],
    });
    this.lost = metrics.counter({
      name: 'zhike_safety_events_lost_total',
      help: 'Findings that could not be kept',
      labels: ['why'],
    });
  }

  keep(screened: ScreenedText): void {
    const { direction, found } = screened;
    this.screened.inc({ direction, verdict: found.verdict });
    for (const hit of found.hits) this.hits.inc({ of: ownerOf(hit), effect: hit.effect });
    if (found.verdict === 'clean' && !found.hits.length) return;
    if (this.waiting.length >= MOST_WAITING) return this.lost.inc({ why: 'too-many-waiting' });
    this.waiting.push({ screened, at: this.parts.clock.now() });
    this.writing ??= this.write().finally(() => (this.writing = undefined));
  }

  /** Removes old texts now and then, from now on. */
  start(): void {
    void this.prune();
    this.pruning = setInterval(() => void this.prune(), PRUNE_EVERY_MS);
    this.pruning.unref();
  }

  /** Resolves when nothing waits any more. */
  async close(): Promise<void> {
    clearInterval(this.pruning);
    await this.writing;
  }

  async prune(): Promise<number> {
    const { database, clock, logger } = this.parts;
    try {
      return await new SqlEventStore(database).removeBefore(new Date(clock.now().getTime() - KEPT_DAYS * DAY_MS));
    } catch (error) {
      logger.warn({ reason: reasonOf(error) }, 'old texts of the safety queue could not be removed');
      return 0;
    }
  }

  /** Never rejects. */
  private async write(): Promise<void> {
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) await this.writeOne(next);
  }

  private async writeOne(asFound: Waiting): Promise<void> {
    const waiting = await this.explained(asFound);
    for (let tries = 1; ; tries++)
      try {
        return await this.store(waiting);
      } catch (error) {
        if (tries < TRIES) {
          await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS).unref());
          continue;
        }
        this.lost.inc({ why: 'not-written' });
        const { turnId, workspaceId } = waiting.screened;
        return this.parts.logger.error(
          { workspaceId, turnId, reason: reasonOf(error) },
          'what a safety rule found could not be kept',
        );
      }
  }

  private async explained({ screened, at }: Waiting): Promise<Waiting> {
    const { text, found } = screened;
    if (found.verdict === 'clean') return { screened, at };
    return { screened: { ...screened, found: { ...found, hits: await this.parts.explain(text, found.hits) } }, at };
  }

  private async store({ screened, at }: Waiting): Promise<void> {
    const { workspaceId, found } = screened;
    const event = await this.eventOf(screened, at);
    await this.parts.database.transaction(async (db) => {
      const isNew = !event || (await new SqlEventStore(db).add(event));
      if (isNew) await new SqlRuleDayStore(db).count(workspaceId, at, found.hits);
    });
  }

  /** Undefined where an allowed phrase was all there is: that is counted and needs nobody. */
  private async eventOf({ found, ...screened }: ScreenedText, at: Date): Promise<NewEvent | undefined> {
    const { verdict, reason, hits } = found;
    if (verdict === 'clean') return undefined;
    const text = storable(screened.text);
    const masked = await this.parts.mask(text);
    const excerptHits = hits.map((hit) => ({ ...hit, ...masked.place(hit) }));
    return { ...screened, id: newId(), verdict, reason, text, hits, excerpt: masked.text, excerptHits, at };
  }
}

const ownerOf = ({ rule }: RuleHit) => (rule === ALLOW_LIST || rule.startsWith('rule:') ? 'workspace' : 'house');
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
