import type { Clock, Database, Logger } from '@zhike/platform';
import { SqlDeliveryQueue, type DueDelivery, type Lease } from './delivery.queue.store.js';
import { type Attempt, judge, type Verdict } from './delivery.verdict.js';
import { type Letter, type SenderOptions, WebhookSender } from './webhook.sender.js';
import { signMessage } from './webhook.signature.js';

export interface DelivererOptions extends SenderOptions {
  /** Endpoints served at a time. */
  readonly places?: number;
  readonly pollMs?: number;
}

const PLACES = 16;
const POLL_MS = 500;

/** An endpoint with a backlog, or one that does not answer, gives its place to another after so long; it comes round again. */
const TURN_MS = 2_000;

/** Less than the product's patience at closing: then what is still under way is cut, and left pending. */
const GRACE_MS = 4_000;

/** Sends what is due, each endpoint one at a time, several endpoints at once. A process may die at any line: nothing is lost. */
export class WebhookDeliverer {
  private readonly queue: SqlDeliveryQueue;
  private readonly sender: WebhookSender;
  private readonly runs = new Set<Promise<number>>();
  private readonly stopping = new AbortController();
  private looping: Promise<void> | undefined;
  private isStopping = false;
  private isNudged = false;
  private wake: (() => void) | undefined;

  constructor(
    database: Database,
    private readonly clock: Clock,
    private readonly logger: Logger,
    private readonly options: DelivererOptions,
  ) {
    this.queue = new SqlDeliveryQueue(database);
    this.sender = new WebhookSender(options);
  }

  start(): void {
    this.looping ??= this.loop();
  }

  /** Something may be due: look now rather than at the next poll. */
  nudge(): void {
    this.isNudged = true;
    this.wake?.();
  }

  /** Begins nothing more and gives running attempts a moment. One that is cut off counts as not made. */
  async stop(): Promise<void> {
    this.isStopping = true;
    this.nudge();
    await this.looping;
    const cut = setTimeout(() => this.stopping.abort(), GRACE_MS);
    await Promise.all(this.runs);
    clearTimeout(cut);
  }

  /** Works off what is due now. Returns how many attempts were made. */
  async drain(): Promise<number> {
    let attempts = 0;
    for (;;) {
      const begun = await this.beginRuns();
      if (!begun.length) return attempts;
      for (const made of await Promise.all(begun)) attempts += made;
    }
  }

  private async loop(): Promise<void> {
    while (!this.isStopping) {
      const begun = await this.beginRuns().catch((error: unknown) => {
        this.logger.error({ reason: reasonOf(error) }, 'webhook deliveries cannot be read; trying again');
        return [];
      });
      if (!begun.length) await this.pause();
    }
  }

  private async beginRuns(): Promise<Promise<number>[]> {
    const free = (this.options.places ?? PLACES) - this.runs.size;
    if (free <= 0 || this.isStopping) return [];
    const leases = await this.queue.lease(free, this.clock.now());
    return leases.map((lease) => this.beginRun(lease));
  }

  private beginRun(lease: Lease): Promise<number> {
    const run = this.serve(lease).finally(() => {
      this.runs.delete(run);
      this.nudge();
    });
    this.runs.add(run);
    return run;
  }

  /** Sends to one endpoint until nothing is due or its turn is over. Never rejects: a lease that is not given back runs out. */
  private async serve(lease: Lease): Promise<number> {
    const turnEnd = performance.now() + TURN_MS;
    let attempts = 0;
    try {
      let mayGoOn = true;
      while (mayGoOn && !this.isStopping && performance.now() < turnEnd) {
        const delivery = await this.queue.next(lease, this.clock.now());
        const heard = delivery ? await this.attempt(lease, delivery) : 'interrupted';
        if (heard !== 'interrupted') attempts++;
        mayGoOn = heard === 'answered';
      }
      await this.queue.release(lease);
    } catch (error) {
      const reason = reasonOf(error);
      this.logger.error({ endpointId: lease.endpointId, reason }, 'a webhook delivery was not recorded');
    }
    return attempts;
  }

  /** An attempt cut off by `stop` is not written down: nothing is known of it, and the delivery is still due. */
  private async attempt(lease: Lease, delivery: DueDelivery): Promise<Attempt['kind']> {
    const attempt = await this.sender.send(this.letterOf(delivery), this.stopping.signal);
    if (attempt.kind === 'interrupted') return attempt.kind;
    const now = this.clock.now();
    const tried = { attempts: delivery.attempts, failingSince: delivery.failingSince ?? undefined };
    const verdict = judge(attempt, tried, now, Math.random());
    await this.queue.settle(lease, delivery.id, verdict, now);
    this.tell(lease, delivery, verdict);
    return attempt.kind;
  }

  private letterOf({ id, body, url, secret }: DueDelivery): Letter {
    const timestampSeconds = Math.floor(this.clock.now().getTime() / 1_000);
    return {
      url,
      body,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Zhike-Webhooks/1',
        'webhook-id': id,
        'webhook-timestamp': timestampSeconds,
        'webhook-signature': signMessage(secret, { id, timestampSeconds, body }),
      },
    };
  }

  /** The path and query of a URL may hold a key of the receiver's, so the log knows endpoints by their id. */
  private tell({ endpointId }: Lease, { id, type }: DueDelivery, verdict: Verdict): void {
    const { state, attempts, error: reason, disabledBecause } = verdict;
    const fields = { endpointId, deliveryId: id, type, attempts, reason };
    if (disabledBecause) this.logger.warn({ ...fields, disabledBecause }, 'a webhook endpoint was disabled');
    else if (state === 'failed') this.logger.warn(fields, 'a webhook delivery failed for good');
    else if (state === 'pending') this.logger.warn(fields, 'a webhook was not delivered; trying again later');
    else this.logger.debug(fields, 'a webhook was delivered');
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.wake?.(), this.options.pollMs ?? POLL_MS);
      this.wake = () => {
        clearTimeout(timer);
        this.wake = undefined;
        this.isNudged = false;
        resolve();
      };
      if (this.isNudged) this.wake();
    });
  }
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
