import { sendJson } from './http.exchange.js';
import type { ServedDecoder } from './served.decoder.js';
import type { ServedEmbedders } from './served.embedders.js';
import type { ServiceMetrics } from './service.metrics.js';
import type { Route } from './service.route.js';

export interface StateParts {
  readonly decoder: ServedDecoder;
  readonly embedders: ServedEmbedders;
  readonly metrics: ServiceMetrics;
  /** Seconds since 1970: since when the models have been here, as far as clients are told. */
  readonly startedAt: number;
  isEnding(): boolean;
}

/** What the service says of itself: models, metrics, health. */
export function stateRoutes(parts: StateParts): readonly Route[] {
  return [modelsRoute(parts), metricsRoute(parts), liveRoute(), readyRoute(parts)];
}

/** `GET /v1/models`: those that can be asked now. */
function modelsRoute({ decoder, embedders, startedAt }: StateParts): Route {
  return {
    ...{ method: 'GET', path: '/v1/models', needsKey: true },
    handle({ response }) {
      const usable = embedders.status().filter(({ state }) => state !== 'missing');
      const ids = [...(decoder.state === 'missing' ? [] : [decoder.id]), ...usable.map(({ model }) => model)];
      const data = ids.map((id) => ({ id, object: 'model', created: startedAt, owned_by: 'zhike' }));
      sendJson(response, 200, { object: 'list', data });
    },
  };
}

/** `GET /metrics`. How busy a shop is concerns nobody else, so it wants the key too. */
function metricsRoute({ metrics }: StateParts): Route {
  return {
    ...{ method: 'GET', path: '/metrics', needsKey: true },
    async handle({ response }) {
      const text = await metrics.text();
      response.writeHead(200, { 'content-type': metrics.contentType });
      response.end(text);
    },
  };
}

function liveRoute(): Route {
  return {
    ...{ method: 'GET', path: '/health/live', needsKey: false },
    handle: ({ response }) => sendJson(response, 200, { state: 'ok' }),
  };
}

/** Not while the decoder loads, not when nothing can be served, and not while the process ends. */
function readyRoute({ decoder, embedders, isEnding }: StateParts): Route {
  return {
    ...{ method: 'GET', path: '/health/ready', needsKey: false },
    handle({ response }) {
      const embeddings = embedders.status().some(({ state }) => state !== 'missing') ? 'ok' : 'missing';
      const canServe = decoder.state === 'ready' || (decoder.state === 'missing' && embeddings === 'ok');
      const isReady = canServe && !isEnding();
      sendJson(response, isReady ? 200 : 503, { decoder: decoder.state, embeddings });
    },
  };
}
