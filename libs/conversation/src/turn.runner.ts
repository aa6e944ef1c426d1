import type { TurnEvent } from '@zhike/contracts';
import { type Clock, type Database, type Logger } from '@zhike/platform';
import type { Turn } from '@zhike/ports';
import type { ConversationLog } from './conversation.log.js';
import { SqlConversationStore } from './conversation.store.js';
import type { TurnPipeline } from './turn.pipeline.js';
import { TurnStopped } from './turn.stopped.js';
import { type OpenTurn, SqlTurnStore } from './turn.store.js';

export interface TurnRunnerPorts {
  readonly database: Database;
  readonly pipeline: TurnPipeline;
  readonly log: ConversationLog;
  readonly clock: Clock;
  readonly logger: Logger;
}

const BEAT_MS = 5_000;
/** A turn not heard of for so long belongs to a process that died. */
const STALE_MS = 20_000;
/** Turns worked on at once; more wait in SQL, in order. */
const MOST_AT_ONCE = 16;

/**
 * Works turns off, whoever is connected: each event is stored with its sequence, then told. A turn ends by itself, by
 * its time limit, or by an explicit stop; a turn left behind by a process that died is taken over and run again.
 */
export class TurnRunner {
  private readonly running = new Map<string, { readonly abort: AbortController; readonly done: Promise<void> }>();
  private readonly waiting: string[] = [];
  private readonly timer: NodeJS.Timeout;
  private isClosing = false;

  constructor(
    private readonly ports: TurnRunnerPorts,
    private readonly timeoutMs: number,
  ) {
    this.timer = setInterval(() => void this.tend(), BEAT_MS);
    this.timer.unref();
  }

  /** Begins work on an accepted turn. Returns at once. */
  start(turnId: string): void {
    if (this.isClosing || this.running.has(turnId) || this.waiting.includes(turnId)) return;
    if (this.running.size >= MOST_AT_ONCE) {
      this.waiting.push(turnId);
      return;
    }
    const abort = new AbortController();
    const done = this.work(turnId, abort.signal).finally(() => {
      this.running.delete(turnId);
      const next = this.waiting.shift();
      if (next) this.start(next);
    });
    this.running.set(turnId, { abort, done });
  }

  stop(turnId: string): void {
    this.running.get(turnId)?.abort.abort(new TurnStopped());
  }

  /** Waits for the turns at work; those that wait in SQL are taken up by the next process. */
  async close(): Promise<void> {
    this.isClosing = true;
    clearInterval(this.timer);
    await Promise.all([...this.running.values()].map(({ done }) => done));
  }

  /** Takes over what an earlier process left open. Called at start and regularly. */
  async takeOver(): Promise<number> {
    const { clock, database } = this.ports;
    const now = clock.now();
    const stale = await new SqlTurnStore(database).claimStale(new Date(now.getTime() - STALE_MS), now);
    for (const { id } of stale) this.start(id);
    return stale.length;
  }

  private async tend(): Promise<void> {
    try {
      await new SqlTurnStore(this.ports.database).beat(
        [...this.running.keys(), ...this.waiting],
        this.ports.clock.now(),
      );
      await this.takeOver();
    } catch (error) {
      this.ports.logger.warn({ reason: reasonOf(error) }, 'turns could not be tended; trying again');
    }
  }

  private async work(turnId: string, stopped: AbortSignal): Promise<void> {
    const { database, pipeline, logger } = this.ports;
    try {
      const open = await new SqlTurnStore(database).findOpen(turnId);
      if (!open) return;
      const signal = AbortSignal.any([stopped, AbortSignal.timeout(this.timeoutMs)]);
      for await (const event of pipeline.run(await this.turnOf(open), signal)) await this.store(open, event);
    } catch (error) {
      if (!stopped.aborted) logger.error({ turnId, reason: reasonOf(error) }, 'a turn ended early; it was handed over');
    }
  }

  private async turnOf(open: OpenTurn): Promise<Turn> {
    const conversations = new SqlConversationStore(this.ports.database);
    const history = await conversations.history(open.conversationId, open.id);
    const audiences = await conversations.audiencesAt(open.conversationId, open.acceptedAt);
    return {
      id: open.id,
      workspaceId: open.workspaceId,
      conversationId: open.conversationId,
      text: open.question,
      locale: open.locale,
      history,
      at: open.acceptedAt,
      ...(audiences.length ? { audiences } : {}),
    };
  }

  private async store(open: OpenTurn, event: TurnEvent): Promise<void> {
    if (event.type === 'turn-end') return; // stored where the turn was closed, in that transaction
    const { database, log, clock } = this.ports;
    log.tell(
      open.conversationId,
      await new SqlConversationStore(database).append(open.conversationId, event, clock.now()),
    );
  }
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
