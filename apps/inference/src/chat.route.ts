import type { GenerationEvent, GenerationRequest } from '@zhike/inference';
import { ApiFailure, ClientGone } from './api.failure.js';
import { fromFirst, headingOf, sendStream, sendWhole } from './chat.answer.js';
import { type ChatOrder, readChatOrder } from './chat.order.js';
import { type Exchange, readJson } from './http.exchange.js';
import type { ServedDecoder } from './served.decoder.js';
import type { ServiceMetrics } from './service.metrics.js';
import type { Route } from './service.route.js';

export interface ChatRouteParts {
  readonly decoder: ServedDecoder;
  readonly metrics: ServiceMetrics;
  readonly bodyBytes: number;
  /** From the request to the last token. */
  readonly timeoutMs: number;
}

/** `POST /v1/chat/completions`. */
export function chatRoute({ decoder, metrics, bodyBytes, timeoutMs }: ChatRouteParts): Route {
  return {
    ...{ method: 'POST', path: '/v1/chat/completions', needsKey: true },
    async handle(exchange) {
      const order = readChatOrder(await readJson(exchange.request, bodyBytes));
      if (order.model !== decoder.id)
        throw new ApiFailure(404, 'model_not_found', `There is no chat model "${order.model}": only ${decoder.id}.`, {
          param: 'model',
        });
      const request = { ...order.generation, timeoutMs, signal: exchange.signal };
      await answer(exchange, order, watched(decoder, request, metrics));
    },
  };
}

/** The generation ends with the step that is running when the client breaks off: its iterator is left. */
async function answer(exchange: Exchange, order: ChatOrder, events: AsyncGenerator<GenerationEvent>): Promise<void> {
  try {
    const first = await events.next();
    if (first.done) throw new Error('the answer has no end');
    const heading = headingOf(order.model, Date.now());
    const all = fromFirst(first.value, events);
    if (order.stream) await sendStream(exchange, heading, all, order.includeUsage);
    else await sendWhole(exchange, heading, all);
  } finally {
    await events.return(undefined);
  }
}

/** The decoder's events, counted as they pass. */
async function* watched(
  decoder: ServedDecoder,
  request: GenerationRequest,
  metrics: ServiceMetrics,
): AsyncGenerator<GenerationEvent, void, undefined> {
  const generation = metrics.beginGeneration();
  try {
    for await (const event of decoder.generate(request)) {
      if (event.type === 'text-delta') generation.text();
      else generation.end(event.reason, event.usage);
      yield event;
    }
  } catch (error) {
    generation.fail(request.signal?.reason instanceof ClientGone ? 'cancelled' : 'failed');
    throw error;
  } finally {
    // Left before its end: nobody wanted the rest.
    generation.fail('cancelled');
  }
}
