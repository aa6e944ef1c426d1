import { readEmbeddingOrder } from './embedding.order.js';
import { readJson, sendJson } from './http.exchange.js';
import type { ServedEmbedders } from './served.embedders.js';
import type { ServiceMetrics } from './service.metrics.js';
import type { Route } from './service.route.js';

export interface EmbeddingRouteParts {
  readonly embedders: ServedEmbedders;
  readonly metrics: ServiceMetrics;
  readonly bodyBytes: number;
}

/** `POST /v1/embeddings`. Texts of one request run together by length. */
export function embeddingRoute({ embedders, metrics, bodyBytes }: EmbeddingRouteParts): Route {
  return {
    ...{ method: 'POST', path: '/v1/embeddings', needsKey: true },
    async handle({ request, response, signal }) {
      const order = readEmbeddingOrder(await readJson(request, bodyBytes));
      const { vectors, tokens } = await embedders.embed(order, signal);
      metrics.embedded(order.model, vectors.length);
      const write = order.encoding === 'base64' ? base64Of : (vector: Float32Array) => [...vector];
      const data = vectors.map((vector, index) => ({ object: 'embedding', index, embedding: write(vector) }));
      const usage = { prompt_tokens: tokens, total_tokens: tokens };
      sendJson(response, 200, { object: 'list', data, model: order.model, usage });
    },
  };
}

/** Single precision, little endian, as the protocol's clients unpack it. */
function base64Of({ buffer, byteOffset, byteLength }: Float32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}
