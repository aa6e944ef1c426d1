import { DecoderFailure } from './decoder.failure.js';
import type { Generation } from './generation.js';
import { commonLength, PrefixStore, WORTHWHILE_TOKENS } from './prefix.store.js';
import type { ReadTokens, TokenModel } from './token.model.js';

export interface SchedulerLimits {
  /** Requests served at once; a step's cost grows with them, its use too. */
  readonly maxRows: number;
  /** Requests beyond these that may wait; one more is told "busy". */
  readonly maxWaiting: number;
  /** Prompt tokens read between two steps: how long the answers being written may be held up. */
  readonly promptTokensPerTurn: number;
  /** Pieces of text nobody has taken yet, after which a request rests until its reader comes on. */
  readonly maxUntakenPieces: number;
  /** Memory for prompts that may be shared. */
  readonly prefixBytes: number;
}

export const SCHEDULER_LIMITS: SchedulerLimits = {
  maxRows: 10,
  maxWaiting: 64,
  promptTokensPerTurn: 128,
  maxUntakenPieces: 256,
  prefixBytes: 256 * 1024 * 1024,
};

/** A request whose prompt is being read. */
interface Reading {
  readonly generation: Generation;
  row?: ReadTokens;
  cachedTokens: number;
}

/** A request whose answer is being written; its place in the list is its row of the batch. */
interface Writing {
  readonly generation: Generation;
  readonly cachedTokens: number;
}

/** Taken out of the batch because its reader is slow. */
interface Resting extends Writing {
  readonly row: ReadTokens;
}

/**
 * Serves many requests with one network (continuous batching as in Orca, OSDI 2022): between two steps requests join and
 * leave the running batch. First come is first served; prompts are read a part at a time, in turn, so that neither a long
 * prompt nor a long answer holds up the others.
 */
export class BatchScheduler {
  private readonly waiting: Generation[] = [];
  private readonly reading: Reading[] = [];
  private readonly writing: Writing[] = [];
  private readonly resting: Resting[] = [];
  private readonly prefixes: PrefixStore;
  private wake: (() => void) | undefined;
  private isClosed = false;

  constructor(
    private readonly model: TokenModel,
    private readonly limits: SchedulerLimits = SCHEDULER_LIMITS,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.prefixes = new PrefixStore(limits.prefixBytes);
  }

  /** Throws `decoder-busy` where as many wait as may. */
  submit(generation: Generation): void {
    const { maxRows, maxWaiting } = this.limits;
    if (this.all().length >= maxRows + maxWaiting)
      throw new DecoderFailure(
        'decoder-busy',
        `The decoder is busy: ${maxRows} requests are being served and ${maxWaiting} wait. Try again later.`,
      );
    this.waiting.push(generation);
    this.wake?.();
  }

  find(id: number): Generation | undefined {
    return this.all().find((generation) => generation.id === id);
  }

  /** To be called after `taken` or `cancel` of a generation: a scheduler with nothing to do sleeps. */
  nudge(): void {
    this.wake?.();
  }

  /** Works until closed. `rest` lets the thread hear its messages between two turns. */
  async run(rest: () => Promise<void>): Promise<void> {
    while (!this.isClosed) {
      if (!(await this.turn())) await this.sleep();
      await rest();
    }
  }

  close(): void {
    this.isClosed = true;
    for (const generation of this.all())
      generation.fail(new DecoderFailure('decoder-closed', 'The decoder was closed.'));
    this.wake?.();
  }

  /** Reads a part of the prompts and writes one token of every answer. Answers whether there was anything to do. */
  async turn(): Promise<boolean> {
    this.sweep();
    this.resume();
    this.admit();
    const hasWork = this.reading.length + this.writing.length > 0;
    await this.read();
    await this.write();
    return hasWork;
  }

  private all(): readonly Generation[] {
    const served = [...this.reading, ...this.writing, ...this.resting].map(({ generation }) => generation);
    return [...served, ...this.waiting];
  }

  /** Lets go of those that are over: cancelled, failed, or out of time. */
  private sweep(): void {
    const now = this.now();
    for (const generation of this.all())
      if (!generation.over && generation.isLate(now))
        generation.fail(new DecoderFailure('decoder-timed-out', 'The answer took longer than the request allows.'));
    removeWhere(this.waiting, ({ over }) => over);
    removeWhere(this.reading, ({ generation }) => generation.over);
    removeWhere(this.resting, ({ generation }) => generation.over);
    this.releaseRows(({ generation }) => generation.over);
  }

  private get free(): number {
    return this.limits.maxRows - this.reading.length - this.writing.length;
  }

  /** Those that rested go before those that never began. */
  private resume(): void {
    const ready = this.resting.filter(({ generation }) => generation.piecesUntaken <= this.limits.maxUntakenPieces / 2);
    for (const resting of ready.slice(0, Math.max(0, this.free))) {
      removeWhere(this.resting, (candidate) => candidate === resting);
      this.model.join(resting.row);
      this.writing.push({ generation: resting.generation, cachedTokens: resting.cachedTokens });
    }
  }

  private admit(): void {
    while (this.free > 0) {
      const generation = this.waiting.shift();
      if (!generation) return;
      this.reading.push({ generation, cachedTokens: 0 });
    }
  }

  private async read(): Promise<void> {
    let budget = this.limits.promptTokensPerTurn;
    let passedOver = 0;
    while (budget > 0 && this.reading.length > passedOver) {
      const reading = this.reading.shift();
      if (!reading) return;
      if (this.waitsForOther(reading)) {
        this.reading.push(reading);
        passedOver++;
        continue;
      }
      passedOver = 0;
      budget -= await this.readPart(reading, budget).catch((error: unknown) => {
        reading.generation.fail(error);
        return 0;
      });
    }
  }

  /** Another request reads the same beginning just now: sooner taken over than read twice. */
  private waitsForOther({ generation, row }: Reading): boolean {
    if (row) return false;
    return this.reading.some((other) => {
      if (other.generation.id >= generation.id) return false;
      const common = commonLength(other.generation.prompt, generation.prompt);
      return common - (other.row?.length ?? 0) >= WORTHWHILE_TOKENS;
    });
  }

  /** Answers the tokens it read. A prompt that was read to its end joins the batch with its first token. */
  private async readPart(reading: Reading, budget: number): Promise<number> {
    const { generation } = reading;
    const { prompt } = generation;
    const begun = reading.row ?? this.begin(reading);
    const left = prompt.length - begun.length;
    // No part of one token, see LEAST_PART: rather one more than the budget allows.
    const part = prompt.slice(
      begun.length,
      begun.length + (left - budget < LEAST_PART ? left : Math.max(budget, LEAST_PART)),
    );
    const { row, logits } = await this.model.read(begun, part);
    reading.row = row;
    if (generation.over) return part.length;
    if (row.length < prompt.length) {
      this.reading.push(reading);
      return part.length;
    }
    this.prefixes.keep(prompt, row);
    generation.draw(logits, reading.cachedTokens);
    if (generation.over) return part.length;
    this.model.join(row);
    this.writing.push({ generation, cachedTokens: reading.cachedTokens });
    return part.length;
  }

  /** The prompt's end is always read: its logits are wanted. */
  private begin(reading: Reading): ReadTokens {
    const { prompt } = reading.generation;
    const known = this.knownBeginning(prompt, prompt.length - LEAST_PART);
    reading.cachedTokens = known?.length ?? 0;
    return this.model.begin(prompt.length, known);
  }

  /** The longest beginning among the prompts that were read and those being read. */
  private knownBeginning(prompt: readonly number[], limit: number): ReadTokens | undefined {
    let known = this.prefixes.find(prompt, limit);
    for (const { generation, row } of this.reading) {
      if (!row) continue;
      const length = Math.min(limit, row.length, commonLength(generation.prompt, prompt));
      if (length >= WORTHWHILE_TOKENS && length > (known?.length ?? 0)) known = { states: row.states, length };
    }
    return known;
  }

  private async write(): Promise<void> {
    if (this.writing.length === 0) return;
    const rows = [...this.writing];
    try {
      const logits = await this.model.step(rows.map(({ generation }) => generation.lastToken));
      rows.forEach(({ generation, cachedTokens }, at) => drawFrom(generation, logits[at], cachedTokens));
    } catch (error) {
      for (const { generation } of rows) generation.fail(error);
    }
    this.releaseRows(({ generation }) => generation.over);
    this.letRest();
  }

  private letRest(): void {
    for (let at = this.writing.length - 1; at >= 0; at--) {
      const writing = this.writing[at];
      if (!writing || writing.generation.piecesUntaken < this.limits.maxUntakenPieces) continue;
      this.resting.push({ ...writing, row: this.model.copyOf(at) });
      this.release(at);
    }
  }

  /** From the end, so that no row is moved before it was looked at. */
  private releaseRows(isOver: (writing: Writing) => boolean): void {
    for (let at = this.writing.length - 1; at >= 0; at--) {
      const writing = this.writing[at];
      if (writing && isOver(writing)) this.release(at);
    }
  }

  /** The last row moves into the place, here as in the model. */
  private release(at: number): void {
    this.model.leave(at);
    const last = this.writing.pop();
    if (last && at < this.writing.length) this.writing[at] = last;
  }

  private sleep(): Promise<void> {
    if (this.isClosed || this.waiting.length > 0) return Promise.resolve();
    const deadlines = this.resting.length > 0;
    return new Promise((resolve) => {
      const timer = deadlines ? setTimeout(resolve, RESTING_CHECK_MS) : undefined;
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/**
 * A single token goes through other kernels than several do, and the last bits differ (measured): a prompt is never read in
 * a part of one, so that equal requests give equal text whatever of them was known.
 */
const LEAST_PART = 2;
/** Only rests are there: now and then one of them may be out of time. */
const RESTING_CHECK_MS = 250;

function drawFrom(generation: Generation, logits: Float32Array | undefined, cachedTokens: number): void {
  if (generation.over) return;
  try {
    generation.draw(logits ?? new Float32Array(), cachedTokens);
  } catch (error) {
    generation.fail(error);
  }
}

function removeWhere<Item>(items: Item[], isGone: (item: Item) => boolean): void {
  for (let at = items.length - 1; at >= 0; at--) {
    const item = items[at];
    if (item !== undefined && isGone(item)) items.splice(at, 1);
  }
}
