import { type Clock, type Database, type Logger, newId } from '@zhike/platform';
import type { FactsInForce } from '@zhike/ports';
import { SqlBriefStore } from './brief.store.js';
import { SqlDraftStore } from './draft.store.js';
import { StudioError } from './studio.errors.js';
import type { DraftRow } from './studio.rows.js';
import type { CopyOrder, CopyWriter } from './writing/copy.writer.js';
import { writeDraft } from './writing/draft.writing.js';
import { type ClaimedDraft, SqlWritingStore } from './writing.store.js';

/** What writes: always the templates, and a model where one is configured. */
export interface CopyWriters {
  readonly templates: CopyWriter;
  readonly model?: CopyWriter | undefined;
}

/** Who writes for a workspace now: the settings may change between two drafts. */
export type WritersFor = (workspaceId: string) => Promise<CopyWriters>;

export interface CopyRunnerParts {
  readonly database: Database;
  readonly facts: FactsInForce;
  readonly writersFor: WritersFor;
  readonly clock: Clock;
  readonly logger: Logger;
}

const TEND_MS = 5_000;
/** What a writer has so far is stored so often; whoever looks on sees it grow. */
const BEAT_MS = 700;
/** A draft not heard of for so long belongs to a process that died. */
const STALE_MS = 20_000;
/** Briefs worked on at once; more wait in SQL, in order. */
const MOST_AT_ONCE = 2;

interface Work {
  readonly abort: AbortController;
  readonly done: Promise<void>;
  /** Something was added while it ran: look again before it ends. */
  isCalledAgain: boolean;
}

/**
 * Works briefs off, one draft after the other, whoever looks on. A draft ends by itself, by its writer's time limit or by an
 * explicit stop; what a process left behind when it died is taken over by the next.
 */
export class CopyRunner {
  private readonly running = new Map<string, Work>();
  private readonly waiting: string[] = [];
  private readonly timer: NodeJS.Timeout;
  private isClosing = false;

  constructor(private readonly parts: CopyRunnerParts) {
    this.timer = setInterval(() => void this.tend(), TEND_MS);
    this.timer.unref();
  }

  /** Begins work on a brief's waiting drafts. Returns at once. */
  start(briefId: string): void {
    const work = this.running.get(briefId);
    if (work) work.isCalledAgain = true;
    if (work || this.isClosing || this.waiting.includes(briefId)) return;
    if (this.running.size >= MOST_AT_ONCE) {
      this.waiting.push(briefId);
      return;
    }
    const abort = new AbortController();
    const done = this.work(briefId, abort.signal).finally(() => this.ended(briefId));
    this.running.set(briefId, { abort, done, isCalledAgain: false });
  }

  /** The rows say already that it is stopped; this spares the wait for the next beat. */
  stop(briefId: string): void {
    this.running.get(briefId)?.abort.abort(new Error('writing was stopped'));
  }

  /** Lets go of what is at work; the next process begins those drafts anew. */
  async close(): Promise<void> {
    this.isClosing = true;
    clearInterval(this.timer);
    for (const { abort } of this.running.values()) abort.abort(new Error('the process ends'));
    await Promise.all([...this.running.values()].map(({ done }) => done));
  }

  /** Takes up what an earlier process left open. Called at start and regularly. */
  async takeOver(): Promise<void> {
    const staleBefore = new Date(this.parts.clock.now().getTime() - STALE_MS);
    for (const id of await new SqlWritingStore(this.parts.database).staleBriefs(staleBefore)) this.start(id);
  }

  private ended(briefId: string): void {
    const isCalledAgain = this.running.get(briefId)?.isCalledAgain;
    this.running.delete(briefId);
    if (isCalledAgain) this.start(briefId);
    const next = this.waiting.shift();
    if (next) this.start(next);
  }

  private async tend(): Promise<void> {
    const { database, clock, logger } = this.parts;
    try {
      const known = [...this.running.keys(), ...this.waiting];
      await new SqlWritingStore(database).keepWaiting(known, clock.now());
      await this.takeOver();
    } catch (error) {
      logger.warn({ reason: reasonOf(error) }, 'copy could not be tended; trying again');
    }
  }

  private async work(briefId: string, signal: AbortSignal): Promise<void> {
    const { database, clock, logger } = this.parts;
    const store = new SqlWritingStore(database);
    try {
      while (!signal.aborted) {
        const claim = newId();
        const now = clock.now();
        const draft = await store.claimNext(briefId, claim, now, new Date(now.getTime() - STALE_MS));
        if (!draft) return;
        await this.writeClaimed(draft, claim, signal);
      }
    } catch (error) {
      logger.error({ briefId, reason: reasonOf(error) }, 'copy could not be stored; it is taken up again');
    }
  }

  private async writeClaimed(draft: ClaimedDraft, claim: string, stopped: AbortSignal): Promise<void> {
    const { database, clock, logger } = this.parts;
    const lost = new AbortController();
    const signal = AbortSignal.any([stopped, lost.signal]);
    try {
      const { order, writer } = await this.orderFor(draft);
      const text = await this.write(draft, claim, { order, writer, signal, lost });
      await this.store(draft, claim, { writer, seed: order.seed }, text);
    } catch (error) {
      if (signal.aborted) return;
      const problem = error instanceof StudioError ? error.code : 'internal-error';
      logger.warn({ draftId: draft.id, problem, reason: reasonOf(error) }, 'a draft of copy was not written');
      const store = new SqlWritingStore(database);
      await store.fail(draft.id, claim, problem, clock.now());
      if (problem === 'model-away') await store.failWaiting(draft.briefId, problem, clock.now());
    }
  }

  private async orderFor({
    id,
    briefId,
    workspaceId,
  }: ClaimedDraft): Promise<{ order: CopyOrder; writer: CopyWriter }> {
    const { database, facts, writersFor, clock } = this.parts;
    const row = await new SqlBriefStore(database).find(workspaceId, briefId);
    const drafts = await new SqlDraftStore(database).ofBrief(workspaceId, briefId);
    const draft = drafts.find((other) => other.id === id);
    if (!row || !draft) throw new Error('a claimed draft has no brief');
    const writer = (await writersFor(workspaceId))[draft.writer];
    if (!writer) throw new StudioError('model-not-configured', 'No chat model is configured any more.');
    const subject = { entity: row.brief.product, locale: row.brief.locale };
    const inForce = await facts.about(workspaceId, subject, clock.now());
    if (!inForce.length)
      throw new StudioError('product-without-facts', 'No fact about the product is in force any more.');
    const others = drafts.filter(({ state }) => state > 0).map(({ text }) => text);
    const order = { brief: row.brief, facts: inForce, seed: draft.seed, position: draft.position, others };
    return { order, writer };
  }

  private async write(draft: ClaimedDraft, claim: string, { order, writer, signal, lost }: Writing): Promise<string> {
    const { database, clock, logger } = this.parts;
    let partial = '';
    const beat = async () => {
      const isMine = await new SqlWritingStore(database).beat(draft.id, claim, partial, clock.now());
      if (!isMine) lost.abort(new Error('writing was stopped, or another process took over'));
    };
    const timer = setInterval(() => {
      beat().catch((error: unknown) => logger.warn({ reason: reasonOf(error) }, 'copy so far could not be stored'));
    }, BEAT_MS);
    try {
      return await writeDraft(writer, order, signal, (text) => void (partial = text));
    } finally {
      clearInterval(timer);
    }
  }

  /** Only while the claim holds: a stop that came in between wins. */
  private async store(draft: ClaimedDraft, claim: string, { writer, seed }: Written, text: string): Promise<void> {
    await this.parts.database.transaction(async (db) => {
      if (!(await new SqlWritingStore(db).holds(draft.id, claim))) return;
      const drafts = new SqlDraftStore(db);
      const row: DraftRow | undefined = await drafts.find(draft.workspaceId, draft.id);
      if (!row) return;
      const made = { how: 'written' as const, by: writer.id, seed, restoredFrom: null, at: this.parts.clock.now() };
      await drafts.addState(row, { number: row.state + 1, text, ...made });
    });
  }
}

interface Writing {
  readonly order: CopyOrder;
  readonly writer: CopyWriter;
  readonly signal: AbortSignal;
  readonly lost: AbortController;
}

interface Written {
  readonly writer: CopyWriter;
  readonly seed: number;
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
