import { randomUUID } from 'node:crypto';
import type { EndReason, GenerationEvent, GenerationUsage } from '@zhike/inference';
import { failureOf } from './api.failure.js';
import { type Exchange, sendJson, writeText } from './http.exchange.js';

/** What all pieces of one answer have in common. */
interface Heading {
  readonly id: string;
  readonly created: number;
  readonly model: string;
}

export function headingOf(model: string, now: number): Heading {
  return { id: `chatcmpl-${randomUUID()}`, created: Math.floor(now / 1_000), model };
}

/** An answer from its first event on: that one has been waited for, so that a refusal still has its status. */
export async function* fromFirst(
  first: GenerationEvent,
  rest: AsyncIterable<GenerationEvent>,
): AsyncGenerator<GenerationEvent, void, undefined> {
  yield first;
  yield* rest;
}

/** The whole answer as one JSON object. */
export async function sendWhole(
  exchange: Exchange,
  heading: Heading,
  events: AsyncIterable<GenerationEvent>,
): Promise<void> {
  let content = '';
  for await (const event of events) {
    if (event.type === 'text-delta') content += event.text;
    else {
      const message = { role: 'assistant', content, refusal: null };
      const choice = { index: 0, message, logprobs: null, finish_reason: event.reason };
      const usage = usageOf(event.usage);
      sendJson(exchange.response, 200, { ...heading, object: 'chat.completion', choices: [choice], usage });
    }
  }
}

/** The answer piece by piece as server-sent events. A failure after the first piece is told in the stream, which then ends. */
export async function sendStream(
  exchange: Exchange,
  heading: Heading,
  events: AsyncIterable<GenerationEvent>,
  includeUsage: boolean,
): Promise<void> {
  const { response } = exchange;
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // A proxy that collects the answer would defeat the stream.
    'x-accel-buffering': 'no',
  });
  const tell = (data: object) => writeText(exchange, `data: ${JSON.stringify(data)}\n\n`);
  try {
    await tell(pieceOf(heading, { role: 'assistant', content: '' }));
    for await (const event of events) for (const piece of piecesOf(heading, event, includeUsage)) await tell(piece);
    await writeText(exchange, 'data: [DONE]\n\n');
  } catch (error) {
    // Not to somebody who is gone or does not read; that connection is closed.
    if (!exchange.signal.aborted) {
      await tell(failureOf(error).body());
      response.end();
    }
    throw error;
  }
  response.end();
}

function piecesOf(heading: Heading, event: GenerationEvent, includeUsage: boolean): readonly object[] {
  if (event.type === 'text-delta') return [pieceOf(heading, { content: event.text })];
  const usage = { ...chunk(heading), choices: [], usage: usageOf(event.usage) };
  return [pieceOf(heading, {}, event.reason), ...(includeUsage ? [usage] : [])];
}

const chunk = (heading: Heading) => ({ ...heading, object: 'chat.completion.chunk' });

function pieceOf(heading: Heading, delta: object, reason: EndReason | null = null): object {
  return { ...chunk(heading), choices: [{ index: 0, delta, logprobs: null, finish_reason: reason }] };
}

function usageOf({ promptTokens, cachedTokens, answerTokens }: GenerationUsage): object {
  return {
    prompt_tokens: promptTokens,
    completion_tokens: answerTokens,
    total_tokens: promptTokens + answerTokens,
    prompt_tokens_details: { cached_tokens: cachedTokens },
  };
}
