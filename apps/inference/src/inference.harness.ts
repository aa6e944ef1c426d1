import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { checkModels, DECODER_NAME, MODEL_CATALOGUE, SMOLLM2 } from '@zhike/inference';
import { silentLogger } from '@zhike/platform';
import { createInferenceService, type InferenceService, type ServiceOptions } from './inference.service.js';

export const modelDir = process.env['MODEL_DIR'] ?? fileURLToPath(new URL('../../../.cache/models', import.meta.url));
const wanted = [SMOLLM2, ...MODEL_CATALOGUE];
const absent = (await checkModels({ modelDir, models: wanted })).filter(({ state }) => state !== 'ready');
export const check = {
  possible: absent.length === 0,
  reason: `${absent.map(({ model }) => model).join(', ')} not in ${modelDir}; run npm run models -- pull (${DECODER_NAME})`,
};

export const KEY = 'a-key-of-the-tests-alone';
export const CHAT = '/v1/chat/completions';
/** The model the tests embed with. */
export const EMBEDDING_MODEL = MODEL_CATALOGUE[0]?.id ?? '';

export interface Running extends InferenceService {
  readonly address: string;
}

export async function start(options: Partial<ServiceOptions> = {}): Promise<Running> {
  const service = createInferenceService({
    config: {
      ...{ MODEL_DIR: modelDir, DECODER_DIR: undefined, INFERENCE_THREADS: 1 },
      ...{ INFERENCE_KEY: KEY, INFERENCE_TIMEOUT_MS: 60_000 },
    },
    logger: silentLogger,
    ...options,
  });
  const { http } = service.server;
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return { ...service, address: `http://127.0.0.1:${(http.address() as AddressInfo).port}` };
}

export function ask(service: Running, path: string, body?: unknown, init: RequestInit = {}): Promise<Response> {
  return fetch(service.address + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...init,
  });
}

export const chatBody = (content: string, more: object = {}) => ({
  model: SMOLLM2.id,
  messages: [
    { role: 'system', content: 'You are a helpful assistant. Answer in one short sentence.' },
    { role: 'user', content },
  ],
  max_tokens: 16,
  ...more,
});

/** What of the protocol the tests look at. */
export interface ChatAnswer {
  readonly object: string;
  readonly choices: readonly {
    readonly message: { readonly content: string };
    readonly delta: { readonly content?: string };
    readonly finish_reason: string | null;
  }[];
  readonly usage?: {
    readonly prompt_tokens: number;
    readonly completion_tokens: number;
    readonly total_tokens: number;
  };
  readonly error?: {
    readonly type: string;
    readonly code: string;
    readonly message: string;
    readonly param: string | null;
  };
}

export async function chat(service: Running, content: string, more: object = {}): Promise<ChatAnswer> {
  const response = await ask(service, CHAT, chatBody(content, more));
  return (await response.json()) as ChatAnswer;
}

export async function metric(service: Running, name: string): Promise<number> {
  const text = await (await ask(service, '/metrics')).text();
  return text
    .split('\n')
    .filter((line) => line.startsWith(name) && !line.startsWith('#'))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

export async function until(happened: () => Promise<boolean>, withinMs = 10_000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await happened())) {
    if (performance.now() > end) throw new Error('it did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
