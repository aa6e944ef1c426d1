import type { Database } from './database.js';
import type { Logger } from './logger.js';
import { Outbox, type ClaimedEvent } from './outbox.js';

export type EventHandler = (event: ClaimedEvent) => Promise<void>;
/** Event type → who hears of it; `*` hears everything. Handlers are idempotent: an event is told at least once. */
export type Routes = Readonly<Record<string, readonly EventHandler[]>>;

const BATCH = 20;
const LEASE_SECONDS = 120;
const LONGEST_WAIT_SECONDS = 60;

/** Tells committed news to its handlers. One handler's failure neither loses the event nor keeps it from the others. */
export class OutboxRelay {
  private running: Promise<void> | undefined;
  private isStopping = false;
  private wake: (() => void) | undefined;

  constructor(
    private readonly database: Database,
    private readonly routes: Routes,
    private readonly logger: Logger,
    private readonly pollMs = 500,
  ) {}

  start(): void {
    this.running ??= this.loop();
  }

  /** Call it after a commit that appended news; it spares the wait for the next poll. */
  nudge(): void {
    this.wake?.();
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    this.wake?.();
    await this.running;
  }

  /** Works off what is due now. Returns how many events were taken. */
  async drain(): Promise<number> {
    const outbox = new Outbox(this.database);
    const events = await outbox.claim(BATCH, LEASE_SECONDS);
    for (const event of events) await this.tell(outbox, event);
    return events.length;
  }

  private async tell(outbox: Outbox, event: ClaimedEvent): Promise<void> {
    const handlers = [...(this.routes[event.type] ?? []), ...(this.routes['*'] ?? [])];
    const results = await Promise.allSettled(handlers.map((handle) => handle(event)));
    const failures = results.flatMap((result) => (result.status === 'rejected' ? [reasonOf(result.reason)] : []));
    if (!failures.length) return outbox.markDelivered(event.id);

    const seconds = Math.min(2 ** Math.min(event.attempts, 10) / 2, LONGEST_WAIT_SECONDS);
    this.logger.warn(
      { event: event.type, key: event.key, attempts: event.attempts, failures },
      'news not yet told everywhere; trying again',
    );
    return outbox.postpone(event.id, seconds, failures.join('; '));
  }

  private async loop(): Promise<void> {
    while (!this.isStopping) {
      const taken = await this.drain().catch((error: unknown) => {
        this.logger.error({ reason: reasonOf(error) }, 'the outbox cannot be read; trying again');
        return 0;
      });
      if (taken < BATCH && !this.isStopping) await this.pause();
    }
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.pollMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
