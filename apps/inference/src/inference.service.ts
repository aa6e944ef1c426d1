import { basename } from 'node:path';
import {
  JUDGING_CATALOGUE,
  MULTILINGUAL_CATALOGUE,
  OnnxDecoder,
  OnnxEmbedder,
  QUANTISED_CATALOGUE,
  type SchedulerLimits,
  SMOLLM2,
} from '@zhike/inference';
import type { Config, Logger } from '@zhike/platform';
import { chatRoute } from './chat.route.js';
import { embeddingRoute } from './embedding.route.js';
import { ServedDecoder } from './served.decoder.js';
import { type EmbedsTexts, ServedEmbedders } from './served.embedders.js';
import { ServiceMetrics } from './service.metrics.js';
import { ServiceServer } from './service.server.js';
import { stateRoutes } from './state.routes.js';

export interface ServiceOptions {
  readonly config: Pick<
    Config,
    'MODEL_DIR' | 'DECODER_DIR' | 'INFERENCE_THREADS' | 'INFERENCE_KEY' | 'INFERENCE_TIMEOUT_MS'
  >;
  readonly logger: Logger;
  readonly limits?: Partial<SchedulerLimits>;
  /** Bytes of one request's body. */
  readonly bodyBytes?: number;
}

export interface InferenceService {
  readonly server: ServiceServer;
  readonly decoder: ServedDecoder;
  readonly embedders: ServedEmbedders;
  /** Stops as `ServiceServer.close` does, then lets go of the models. */
  close(graceMs: number): Promise<void>;
}

const BODY_BYTES = 1024 * 1024;
/** The generation's own time-out comes first and says what happened. */
const BEYOND_GENERATION_MS = 5_000;

/** Builds the service; nothing listens and nothing is loaded yet. */
export function createInferenceService({ config, logger, limits, bodyBytes }: ServiceOptions): InferenceService {
  const metrics = new ServiceMetrics();
  const decoder = decoderOf(config, limits);
  const embedders = new ServedEmbedders(embeddersOf(config, logger));
  const body = { bodyBytes: bodyBytes ?? BODY_BYTES };
  const startedAt = Math.floor(Date.now() / 1_000);
  const server: ServiceServer = new ServiceServer({
    ...{ metrics, logger, exchangeMs: config.INFERENCE_TIMEOUT_MS + BEYOND_GENERATION_MS },
    ...(config.INFERENCE_KEY === undefined ? {} : { key: config.INFERENCE_KEY }),
    routes: [
      chatRoute({ decoder, metrics, timeoutMs: config.INFERENCE_TIMEOUT_MS, ...body }),
      embeddingRoute({ embedders, metrics, ...body }),
      ...stateRoutes({ decoder, embedders, metrics, startedAt, isEnding: () => server.isEnding }),
    ],
  });
  return {
    ...{ server, decoder, embedders },
    close: async (graceMs) => {
      await server.close(graceMs);
      await decoder.close();
      await embedders.close();
    },
  };
}

/** The folder of the operator's choice, by its own name; else the decoder of the catalogue. */
function decoderOf({ DECODER_DIR, MODEL_DIR, INFERENCE_THREADS }: ServiceOptions['config'], limits = {}) {
  const model = DECODER_DIR === undefined ? { modelDir: MODEL_DIR, card: SMOLLM2 } : { dir: DECODER_DIR };
  const id = DECODER_DIR === undefined ? SMOLLM2.id : basename(DECODER_DIR);
  return new ServedDecoder(id, new OnnxDecoder({ model, threads: INFERENCE_THREADS, limits }));
}

/** Each with a thread of its own that starts with its first request. */
function embeddersOf({ MODEL_DIR, INFERENCE_THREADS }: ServiceOptions['config'], logger: Logger): EmbedsTexts[] {
  const options = { modelDir: MODEL_DIR, threads: INFERENCE_THREADS, logger };
  const others = [MULTILINGUAL_CATALOGUE, JUDGING_CATALOGUE, QUANTISED_CATALOGUE];
  return [new OnnxEmbedder(options), ...others.map((models) => new OnnxEmbedder({ ...options, models }))];
}
