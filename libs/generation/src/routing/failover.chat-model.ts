import { setTimeout as pause } from 'node:timers/promises';
import {
  type ChatEvent,
  type ChatModel,
  ChatModelError,
  type ChatRequest,
  type ChatUsage,
  remedyOf,
} from '@zhike/ports';
import type { CircuitBreaker } from './circuit.breaker.js';
import { type AttemptListener, costOf, type ModelAttempt, type TokenPrice } from './model.attempt.js';

export interface ChainLink {
  readonly model: ChatModel;
  readonly breaker: CircuitBreaker;
  readonly price?: TokenPrice | undefined;
}

export interface RetrySettings {
  /** Tries with one model in one turn, the first counted. */
  readonly tries: number;
  /** Before the second try, in milliseconds; doubled before each further one. */
  readonly pauseMs: number;
  /** A model that wants to be left alone for longer is not waited for. Milliseconds. */
  readonly longestPauseMs: number;
}

export const RETRIES: RetrySettings = { tries: 2, pauseMs: 250, longestPauseMs: 2_000 };

/** What one attempt came to while nothing had been given on: over, or a failure to do something about. */
type Verdict = ChatModelError | 'over';

/**
 * Models in the order in which they are asked. The next one is asked when a model is away, overloaded or empty, and never when
 * it refuses the request itself. Once text was given on there is no way back: the failure is thrown.
 */
export class FailoverChatModel implements ChatModel {
  readonly id: string;

  constructor(
    private readonly links: readonly ChainLink[],
    private readonly retries: RetrySettings = RETRIES,
  ) {
    this.id = links.map(({ model }) => model.id).join(' → ');
  }

  /** As a chat model's; `hear` is told of every attempt. Throws the last failure. */
  async *chat(request: ChatRequest, hear: AttemptListener = () => {}): AsyncGenerator<ChatEvent, void, undefined> {
    let last: ChatModelError | undefined;
    for (const link of this.links) {
      const verdict = yield* this.try(link, request, hear);
      if (verdict === 'over') return;
      if (verdict.remedy !== 'again') throw verdict;
      last = verdict;
    }
    throw last ?? new ChatModelError('model-not-found', 'no model is configured');
  }

  /** One model, as often as it helps. */
  private async *try(
    link: ChainLink,
    request: ChatRequest,
    hear: AttemptListener,
  ): AsyncGenerator<ChatEvent, Verdict, undefined> {
    for (let number = 1; ; number++) {
      request.signal.throwIfAborted();
      if (!link.breaker.enter()) return this.skip(link, number, request, hear);
      const verdict = yield* new Attempt(link, number, request, hear).run();
      const pauseMs = verdict === 'over' ? undefined : this.pauseBefore(verdict, number, link);
      if (pauseMs === undefined) return verdict;
      await pause(pauseMs, undefined, { signal: request.signal }).catch(() => request.signal.throwIfAborted());
    }
  }

  private skip({ model }: ChainLink, number: number, request: ChatRequest, hear: AttemptListener): ChatModelError {
    const { temperature } = request;
    hear({ model: model.id, number, result: 'model-resting', temperature, without: [], tookMs: 0 });
    return new ChatModelError('model-resting', `${model.id} failed too often and is left alone for a while`);
  }

  /** Milliseconds; `undefined` where another try would not help. */
  private pauseBefore({ code, remedy, retryAfterMs }: ChatModelError, number: number, link: ChainLink) {
    const isLast = link === this.links.at(-1);
    // A model that was waited for in vain has used up the customer's patience: the next one has what is left of it.
    const isHopeless = remedy !== 'again' || (code === 'model-timed-out' && !isLast);
    if (isHopeless || number >= this.retries.tries) return undefined;
    const pauseMs = retryAfterMs ?? this.retries.pauseMs * 2 ** (number - 1);
    return pauseMs <= this.retries.longestPauseMs ? pauseMs : undefined;
  }
}

/** One request to one model, from its beginning to what is told of it. */
class Attempt {
  private readonly began = performance.now();
  private firstTextMs: number | undefined;
  private usage: ChatUsage | undefined;
  private without: readonly string[] = [];
  private result: ModelAttempt['result'] = 'stopped';

  constructor(
    private readonly link: ChainLink,
    private readonly number: number,
    private readonly request: ChatRequest,
    private readonly hear: AttemptListener,
  ) {}

  async *run(): AsyncGenerator<ChatEvent, Verdict, undefined> {
    try {
      for await (const event of this.link.model.chat(this.request)) {
        this.take(event);
        yield event;
      }
      return 'over';
    } catch (error) {
      this.blame(error);
      if (error instanceof ChatModelError && this.firstTextMs === undefined) return error;
      throw error;
    } finally {
      // Also when the reader leaves early.
      this.report();
    }
  }

  private take(event: ChatEvent): void {
    if (event.type === 'text-delta') {
      this.firstTextMs ??= performance.now() - this.began;
      return;
    }
    this.usage = event.usage;
    this.without = event.without;
    this.result = 'answered';
  }

  private blame(error: unknown): void {
    if (error instanceof ChatModelError) this.result = error.code;
    else if (!this.request.signal.aborted) this.result = 'error';
  }

  private report(): void {
    this.tellBreaker();
    const { model, price } = this.link;
    this.hear({
      model: model.id,
      number: this.number,
      result: this.result,
      temperature: this.request.temperature,
      without: this.without,
      tookMs: performance.now() - this.began,
      ...(this.firstTextMs === undefined ? {} : { firstTextMs: this.firstTextMs }),
      ...(this.usage ? { usage: this.usage } : {}),
      ...(this.usage && price ? { cost: costOf(this.usage, price) } : {}),
    });
  }

  /** A model that refuses a request is there; it is the request that is wrong. */
  private tellBreaker(): void {
    const { breaker } = this.link;
    if (this.result === 'stopped') breaker.cancelled();
    else if (this.result === 'answered' || !isAway(this.result)) breaker.succeeded();
    else breaker.failed();
  }
}

const isAway = (result: Exclude<ModelAttempt['result'], 'answered' | 'stopped'>): boolean =>
  result === 'error' || remedyOf(result) === 'again';
