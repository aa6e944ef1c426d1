import {
  chainsOf,
  chatTimeouts,
  CircuitBreaker,
  ComposerAnswerWriter,
  OnnxChatModel,
  OpenAiChatModel,
  OwnModelService,
  type PromptGuard,
  type SizedLink,
  SqlOwnModelStore,
  WorkspaceWriters,
  WritingMetrics,
} from '@zhike/generation';
import { SqlAuditLog } from '@zhike/identity';
import { DECODER_NAME, OnnxDecoder, SMOLLM2 } from '@zhike/inference';
import {
  AddressGuard,
  type Clock,
  type Config,
  type Database,
  type Logger,
  type Metrics,
  SecretVault,
  type WriterModel,
} from '@zhike/platform';
import type { AnswerWriter, ChatModel, Writers } from '@zhike/ports';

/** Of a turn's time; the rest is for the search before and for the composer after a model that was waited for in vain. */
const SHARE_FOR_MODELS = 0.6;

export interface WritersParts {
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Keeps data data on its way to a model. */
  readonly guard: PromptGuard;
}

/** Who writes the answers, for each workspace. Nothing is connected and no model is loaded before the first answer that needs it. */
export function assembleWriters({ config, database, clock, logger, metrics, guard: prompts }: WritersParts) {
  const composer = new ComposerAnswerWriter();
  const figures = new WritingMetrics(metrics);
  const withinMs = config.TURN_TIMEOUT_MS * SHARE_FOR_MODELS;
  const { closeModels, ...others } = writersOfEnvironment(config, { composer, prompts, figures, withinMs });
  const access = {
    vault: new SecretVault(config.SECRETS_KEY ?? []),
    guard: new AddressGuard({
      allowPrivate: config.MODELS_ALLOW_PRIVATE,
      ...{ subject: 'The address of a model', setting: 'MODELS_ALLOW_PRIVATE' },
    }),
  };
  const ears = figures.ofWorkspaces;
  const writing = new WorkspaceWriters({ ...access, database, logger, composer, prompts, withinMs, ears, others });
  const ownModels = new OwnModelService({
    ...{ ...access, clock, logger, writers: writing },
    inTransaction: (work) =>
      database.transaction((db) => work({ models: new SqlOwnModelStore(db), audit: new SqlAuditLog(db) })),
    installation: {
      environment: config.WRITER_MODELS.map(({ name }) => name),
      allowsPrivate: config.MODELS_ALLOW_PRIVATE,
    },
  });
  return { writing, ownModels, closeModels };
}

interface ChainSettings {
  readonly composer: AnswerWriter;
  readonly prompts: PromptGuard;
  readonly figures: WritingMetrics;
  readonly withinMs: number;
}

interface EnvironmentWriters extends Writers {
  readonly copyModel?: ChatModel | undefined;
  closeModels(): Promise<void>;
}

/** For workspaces that have set up no models: those of WRITER_MODELS, else the composer. */
function writersOfEnvironment(
  config: Config,
  { composer, prompts, figures, withinMs }: ChainSettings,
): EnvironmentWriters {
  if (!config.WRITER_MODELS.length) return { writer: composer, closeModels: async () => {} };
  const decoders: OnnxDecoder[] = [];
  const links = config.WRITER_MODELS.map((settings): SizedLink => {
    const { price } = settings;
    const link = { model: modelOf(settings, config, decoders), breaker: new CircuitBreaker(), price };
    return { size: settings.for, link };
  });
  figures.watch(new Map(links.map(({ link: { model, breaker } }) => [model.id, breaker])));
  return {
    ...chainsOf(links, { composer, prompts, withinMs, ears: figures }),
    composer,
    closeModels: async () => void (await Promise.all(decoders.map((decoder) => decoder.close()))),
  };
}

function modelOf(settings: WriterModel, config: Config, decoders: OnnxDecoder[]): ChatModel {
  const { name, url, model, key, onnx, timeoutsMs = {} } = settings;
  if (url !== undefined && model !== undefined) {
    const timeouts = chatTimeouts(timeoutsMs);
    return new OpenAiChatModel({ id: name, url, model, timeouts, ...(key ? { key: () => key.reveal() } : {}) });
  }
  const decoder = new OnnxDecoder({ model: placeOf(onnx ?? '', config), threads: config.INFERENCE_THREADS });
  decoders.push(decoder);
  return new OnnxChatModel(name, decoder);
}

/** A model of the catalogue by its name or id, else a folder. */
const placeOf = (onnx: string, { MODEL_DIR }: Config) =>
  onnx === DECODER_NAME || onnx === SMOLLM2.id ? { modelDir: MODEL_DIR, card: SMOLLM2 } : { dir: onnx };
