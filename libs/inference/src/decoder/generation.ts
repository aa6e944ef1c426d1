import { DecoderFailure } from './decoder.failure.js';
import type { Sampler } from './sampler.js';
import type { StopStrings } from './stop.strings.js';
import type { TextStream } from './text.stream.js';

/** Why an answer ended: a token or string that ends it, or the most tokens it might have. */
export type EndReason = 'stop' | 'length';

export interface GenerationUsage {
  readonly promptTokens: number;
  /** Of these, read for an earlier request with the same beginning. */
  readonly cachedTokens: number;
  readonly answerTokens: number;
}

/** Hears what happens to one request. Called between steps; must not throw. */
export interface GenerationListener {
  onText(text: string): void;
  onEnd(reason: EndReason, usage: GenerationUsage): void;
  onError(error: DecoderFailure): void;
}

export interface GenerationParts {
  readonly prompt: readonly number[];
  readonly maxTokens: number;
  readonly endTokens: readonly number[];
  readonly sampler: Sampler;
  readonly text: TextStream;
  readonly stop: StopStrings;
  readonly listener: GenerationListener;
  /** By the clock of `performance.now()`. */
  readonly deadline?: number;
}

/** One answer on its way: draws its tokens and tells its text. Knows nothing of batches. */
export class Generation {
  private readonly answer: number[] = [];
  /** Pieces of text told and not yet taken. */
  private untaken = 0;
  private isOver = false;

  constructor(
    readonly id: number,
    private readonly parts: GenerationParts,
  ) {}

  get prompt(): readonly number[] {
    return this.parts.prompt;
  }

  /** Every token read or drawn so far. */
  get tokens(): readonly number[] {
    return [...this.parts.prompt, ...this.answer];
  }

  get lastToken(): number {
    return this.answer.at(-1) ?? 0;
  }

  get over(): boolean {
    return this.isOver;
  }

  get piecesUntaken(): number {
    return this.untaken;
  }

  isLate(now: number): boolean {
    return this.parts.deadline !== undefined && now > this.parts.deadline;
  }

  taken(pieces: number): void {
    this.untaken = Math.max(0, this.untaken - pieces);
  }

  /** Draws the next token. Afterwards the answer may be over. */
  draw(logits: Float32Array, cachedTokens: number): void {
    const { sampler, endTokens, text, maxTokens } = this.parts;
    const token = sampler.next(logits, this.answer);
    if (endTokens.includes(token)) return this.end('stop', cachedTokens);
    this.answer.push(token);
    const { text: certain, stopped } = this.parts.stop.push(text.push(token));
    this.tell(certain);
    if (stopped) this.finish('stop', cachedTokens);
    else if (this.answer.length >= maxTokens) this.end('length', cachedTokens);
  }

  fail(error: unknown): void {
    if (this.isOver) return;
    this.isOver = true;
    const reason = error instanceof Error ? error.message : String(error);
    this.parts.listener.onError(
      error instanceof DecoderFailure ? error : new DecoderFailure('decoder-failed', `The answer failed: ${reason}`),
    );
  }

  /** Nobody listens any more. */
  cancel(): void {
    this.isOver = true;
  }

  /** The text that still waited is told first, unless it makes up a stop string. */
  private end(reason: EndReason, cachedTokens: number): void {
    const { text, stop } = this.parts;
    const { text: certain, stopped } = stop.push(text.end());
    this.tell(stopped ? certain : certain + stop.end());
    this.finish(stopped ? 'stop' : reason, cachedTokens);
  }

  private finish(reason: EndReason, cachedTokens: number): void {
    this.isOver = true;
    const promptTokens = this.parts.prompt.length;
    this.parts.listener.onEnd(reason, { promptTokens, cachedTokens, answerTokens: this.answer.length });
  }

  private tell(text: string): void {
    if (text === '') return;
    this.untaken++;
    this.parts.listener.onText(text);
  }
}
