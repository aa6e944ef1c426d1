import { z } from 'zod';
import { Secret } from './secret.js';
import { KEY_BYTES, KEY_COMMAND } from './secret.vault.js';
import { hasNoCredentials, type WriterModel, writerModelsOf, WriterModelsText } from './writer-models.config.js';

const flag = z
  .enum(['0', '1', 'true', 'false'])
  .default('0')
  .transform((value) => value === '1' || value === 'true');

/** Keys of 32 bytes in base64, the current one first, with commas between them. */
const SecretsKeys = z
  .string()
  .transform((text) => text.split(',').map((key) => key.trim()))
  .refine(
    (keys) => keys.every((key) => /^[A-Za-z0-9+/]+=?$/.test(key) && Buffer.from(key, 'base64').length === KEY_BYTES),
    `expected ${KEY_BYTES} bytes in base64, or several such keys with commas between them; make one with ${KEY_COMMAND}`,
  )
  .transform((keys) => keys.map((key) => new Secret(key)));

/** Every variable is optional: without any, the product runs on its embedded defaults. */
const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('var/data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  GRAPH_URL: z.url({ protocol: /^(neo4j|bolt)(\+s)?$/ }).optional(),
  GRAPH_USER: z.string().min(1).default('neo4j'),
  GRAPH_PASSWORD: z.string().min(1).optional(),
  MODEL_DIR: z.string().min(1).default('.cache/models'),
  INFERENCE_THREADS: z.coerce.number().int().min(1).max(64).default(1),
  /** Where the inference service (`npm run serve-models`) listens; the api does not read this nor the next three. */
  INFERENCE_PORT: z.coerce.number().int().min(0).max(65_535).default(3100),
  /** What clients of the inference service must bear as their token. */
  INFERENCE_KEY: z.string().min(16).optional(),
  /** The longest time for one answer of the inference service. */
  INFERENCE_TIMEOUT_MS: z.coerce.number().int().min(1_000).default(120_000),
  /** The folder of the chat model it serves, where that is not the decoder of the catalogue. */
  DECODER_DIR: z.string().min(1).optional(),
  /** Models that write answers, as a list in JSON; see `WriterModel`. Without it the composer writes all of them. */
  WRITER_MODELS: WriterModelsText.optional(),
  /** Encrypts the keys of models that workspaces configure themselves: the first key encrypts, all decrypt. */
  SECRETS_KEY: SecretsKeys.optional(),
  /** Models that workspaces configure may stand on loopback and private networks only where this is set. */
  MODELS_ALLOW_PRIVATE: flag,
  /** An inference service (`npm run serve-models`) that embeds in place of this process, e.g. `http://127.0.0.1:3100/v1`. */
  EMBEDDINGS_URL: z
    .url({ protocol: /^https?$/ })
    .refine(hasNoCredentials, 'the address must not carry a name or password; the key goes to EMBEDDINGS_KEY')
    .optional(),
  /** What it wants to be shown: its INFERENCE_KEY. */
  EMBEDDINGS_KEY: z
    .string()
    .min(1)
    .transform((key) => new Secret(key))
    .optional(),
  TURN_TIMEOUT_MS: z.coerce.number().int().min(1_000).default(20_000),
  /** Webhooks to loopback and private networks are refused unless this is set. */
  WEBHOOKS_ALLOW_PRIVATE: flag,
  /** Requests may carry the client's address in x-forwarded-for: set it only behind a proxy of yours. */
  TRUST_PROXY: flag,
  /** Fill an empty installation with the demo shop. */
  DEMO_SHOP: z.enum(['0', '1']).default('1'),
  /** Whoever reads `/metrics` shows it as a bearer token; without it there is no `/metrics`. */
  METRICS_TOKEN: z.string().min(16).optional(),
  /** `worker` runs the relay and the deliveries alone; `api` leaves them to a worker; `all` does both. */
  ROLE: z.enum(['all', 'api', 'worker']).default('all'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export type Config = Readonly<Omit<z.infer<typeof Environment>, 'WRITER_MODELS'>> & {
  readonly WRITER_MODELS: readonly WriterModel[];
};

/** Read once, in an app's main. Everyone else is handed the values they need. Messages name variables, never their values. */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const known = Object.fromEntries(
    Object.entries(env).filter(([name, value]) => name in Environment.shape && value !== ''),
  );
  const parsed = Environment.safeParse(known);
  if (!parsed.success) throw unusable(z.prettifyError(parsed.error));
  if (parsed.data.ROLE !== 'all' && !parsed.data.DATABASE_URL)
    throw unusable('✖ ROLE other than `all` needs DATABASE_URL: the embedded database serves one process');
  return Object.freeze({ ...parsed.data, WRITER_MODELS: writersFrom(parsed.data.WRITER_MODELS, env) });
}

function writersFrom(...given: Parameters<typeof writerModelsOf>): readonly WriterModel[] {
  try {
    return writerModelsOf(...given);
  } catch (error) {
    throw unusable(error instanceof Error ? error.message : String(error));
  }
}

const unusable = (because: string) => new Error(`Configuration is not usable:\n${because}`);
