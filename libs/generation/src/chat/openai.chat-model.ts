import { Agent as HttpAgent, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { type AddressGuard, connectionCause } from '@zhike/platform';
import { type ChatEvent, type ChatModel, ChatModelError, type ChatRequest } from '@zhike/ports';
import { AnswerPatience } from './answer.patience.js';
import { withoutControlTokens } from './control.tokens.js';
import { beginningOf, type GuardedLine, post } from './http.post.js';
import { refusalOf } from './openai.refusal.js';
import { StreamedAnswer } from './streamed.answer.js';

/** Milliseconds. */
export interface ChatTimeouts {
  /** Until the connection stands. */
  readonly connectMs: number;
  /** From there to the first text; a model that thinks aloud begins anew with each thought. */
  readonly firstTextMs: number;
  readonly betweenTextsMs: number;
}

export const CHAT_TIMEOUTS: ChatTimeouts = { connectMs: 2_000, firstTextMs: 8_000, betweenTextsMs: 5_000 };

export interface OpenAiModelOptions {
  readonly id: string;
  /** Where `/chat/completions` lies, e.g. `https://api.deepseek.com/v1`. */
  readonly url: string;
  /** As the provider calls it. */
  readonly model: string;
  /** Reads the key; it is asked for each request and kept nowhere here. */
  readonly key?: (() => string) | undefined;
  readonly timeouts?: Partial<ChatTimeouts> | undefined;
  /** Where a member entered the address: it must not lead into the network of whoever runs the product. */
  readonly guard?: AddressGuard | undefined;
}

/** As Node's own agents have it: an idle connection is let go after this. */
const IDLE_MS = 5_000;
const MOST_REFUSAL = 16 * 1_024;

/**
 * A model behind the protocol of OpenAI's chat completions, streamed: vLLM, Ollama, DashScope, DeepSeek and others. One
 * request a call and no retries, but for a parameter that the model refuses: it is asked again without, and never more with it.
 */
export class OpenAiChatModel implements ChatModel {
  readonly id: string;
  private readonly address: URL;
  private readonly timeouts: ChatTimeouts;
  private readonly refused = new Set<string>();
  private readonly line: GuardedLine | undefined;

  constructor(private readonly options: OpenAiModelOptions) {
    this.id = options.id;
    this.address = new URL(`${options.url.replace(/\/+$/, '')}/chat/completions`);
    this.timeouts = { ...CHAT_TIMEOUTS, ...options.timeouts };
    this.line = options.guard && guardedLine(options.guard, this.address);
  }

  async *chat(request: ChatRequest): AsyncGenerator<ChatEvent, void, undefined> {
    for (;;) {
      try {
        return yield* this.ask(request);
      } catch (error) {
        // Refusals come before any text, so that nothing is told twice.
        if (!this.learn(error)) throw error;
      }
    }
  }

  private learn(error: unknown): boolean {
    const news = error instanceof ChatModelError ? error.refused.filter((name) => !this.refused.has(name)) : [];
    for (const name of news) this.refused.add(name);
    return news.length > 0;
  }

  private async *ask(request: ChatRequest): AsyncGenerator<ChatEvent, void, undefined> {
    const patience = new AnswerPatience(this.id, request.signal);
    try {
      const response = await this.send(request, patience);
      yield* this.read(response, request, patience);
    } catch (error) {
      throw failureOf(this.id, error, patience.signal);
    } finally {
      patience.end();
    }
  }

  private async send(request: ChatRequest, patience: AnswerPatience): Promise<IncomingMessage> {
    const { connectMs, firstTextMs } = this.timeouts;
    patience.signal.throwIfAborted();
    this.options.guard?.check(this.address.href);
    patience.expectWithin(connectMs, 'the connection');
    const response = await post({
      url: this.address,
      headers: this.headers(),
      body: JSON.stringify(this.bodyOf(request)),
      signal: patience.signal,
      onConnected: () => patience.expectWithin(firstTextMs, 'the first text'),
      line: this.line,
    });
    const { statusCode: status = 0, headers } = response;
    if (status === 200) return response;
    const body = await beginningOf(response, MOST_REFUSAL);
    throw refusalOf({ model: this.id, status, headers, body });
  }

  private headers(): Record<string, string> {
    const key = this.options.key?.();
    return {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    };
  }

  private bodyOf({ messages, temperature, maxTokens, stop, seed }: ChatRequest): object {
    const asked = {
      temperature,
      seed,
      stream_options: { include_usage: true },
      max_tokens: maxTokens,
    };
    const taken = Object.entries(asked).filter(([name, value]) => value !== undefined && !this.refused.has(name));
    return {
      model: this.options.model,
      messages: messages.map(({ role, content }) => ({ role, content: withoutControlTokens(content) })),
      stream: true,
      ...(stop?.length ? { stop } : {}),
      ...Object.fromEntries(taken),
      ...(this.refused.has('max_tokens') ? { max_completion_tokens: maxTokens } : {}),
    };
  }

  private async *read(
    response: IncomingMessage,
    request: ChatRequest,
    patience: AnswerPatience,
  ): AsyncGenerator<ChatEvent, void, undefined> {
    const answer = new StreamedAnswer(this.id);
    try {
      for await (const piece of piecesOf(response)) {
        const texts = answer.feed(piece, request.maxTokens);
        if (texts.length > 0) patience.rest();
        for (const text of texts) yield { type: 'text-delta', text };
        if (answer.isOver) break;
        this.expectMore(answer, patience);
      }
    } catch (error) {
      // An answer that has ended stays whole when its connection breaks before the count of its tokens comes.
      if (error instanceof ChatModelError || request.signal.aborted || !answer.isFinished) throw error;
    } finally {
      // Read to its end, the connection is kept; else the rest must not be waited for.
      if (answer.isOver) response.resume();
      else response.destroy();
    }
    yield answer.end(request, [...this.refused]);
  }

  /** A sign of life that is no part of the answer, as a proxy sends, buys no time. */
  private expectMore({ isAlive, hasText }: StreamedAnswer, patience: AnswerPatience): void {
    const { firstTextMs, betweenTextsMs } = this.timeouts;
    if (!isAlive) return;
    if (hasText) patience.expectWithin(betweenTextsMs, 'the next text');
    else patience.expectWithin(firstTextMs, 'the first text');
  }
}

function guardedLine({ lookup }: AddressGuard, { protocol }: URL): GuardedLine {
  const kept = { keepAlive: true, timeout: IDLE_MS };
  return { lookup, agent: protocol === 'https:' ? new HttpsAgent(kept) : new HttpAgent(kept) };
}

/** As text; leaving early does not close the connection. */
function piecesOf(response: IncomingMessage): AsyncIterable<string> {
  response.setEncoding('utf8');
  return { [Symbol.asyncIterator]: () => response.iterator({ destroyOnReturn: false }) as AsyncIterator<string> };
}

/** What the wait was ended for comes first; of a broken connection only Node's code is told, for its messages repeat what was sent. */
function failureOf(model: string, error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if (error instanceof ChatModelError) return error;
  if (!(error instanceof Error && 'code' in error)) return error;
  return new ChatModelError('model-unreachable', `${model}: ${connectionCause(error)}`);
}
