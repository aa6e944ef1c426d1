import {
  type AnswerRoute,
  type ChainLink,
  CircuitBreaker,
  ComposerAnswerWriter,
  FailoverChatModel,
  ModelAnswerWriter,
  OnnxChatModel,
  OpenAiChatModel,
  type PromptGuard,
  RoutingAnswerWriter,
  WritingMetrics,
} from '@zhike/generation';
import { DECODER_NAME, OnnxDecoder, SMOLLM2 } from '@zhike/inference';
import type { Config, Metrics, WriterModel } from '@zhike/platform';
import type { AnswerWriter, ChatModel } from '@zhike/ports';

/** Of a turn's time; the rest is for the search before and for the composer after a model that was waited for in vain. */
const SHARE_FOR_MODELS = 0.6;

type Settings = Pick<Config, 'WRITER_MODELS' | 'MODEL_DIR' | 'INFERENCE_THREADS' | 'TURN_TIMEOUT_MS'>;

export interface Writing {
  readonly writer: AnswerWriter;
  /** Helps out where models write; absent where the composer is the only writer. */
  readonly composer?: AnswerWriter;
  /** Writes marketing copy: the chain for hard answers, else the one for simple ones. */
  readonly copyModel?: ChatModel;
  closeModels(): Promise<void>;
}

/** Who writes the answers. Nothing is connected and no model is loaded before the first answer that needs it. */
export function assembleWriters(config: Settings, metrics: Metrics, guard: PromptGuard): Writing {
  const composer = new ComposerAnswerWriter();
  if (!config.WRITER_MODELS.length) return { writer: composer, closeModels: async () => {} };
  const figures = new WritingMetrics(metrics);
  const decoders: OnnxDecoder[] = [];
  const links = config.WRITER_MODELS.map((settings) => {
    const { price } = settings;
    const link: ChainLink = { model: modelOf(settings, config, decoders), breaker: new CircuitBreaker(), price };
    return { size: settings.for, link };
  });
  figures.watch(new Map(links.map(({ link: { model, breaker } }) => [model.id, breaker])));

  const chainOf = (size: AnswerRoute['size']) => {
    const chain = links.filter((one) => one.size === size).map(({ link }) => link);
    return chain.length ? new FailoverChatModel(chain) : undefined;
  };
  const [simple, hard] = [chainOf('simple'), chainOf('hard')];
  const withinMs = config.TURN_TIMEOUT_MS * SHARE_FOR_MODELS;
  const writerOf = (size: AnswerRoute['size'], chain: FailoverChatModel | undefined) =>
    chain && new ModelAnswerWriter(chain, guard, { withinMs }, figures.onAttempt(size));
  const writers = { composer, simple: writerOf('simple', simple), hard: writerOf('hard', hard) };
  return {
    writer: new RoutingAnswerWriter(writers, figures.onRouted),
    composer,
    ...copyModelOf(hard ?? simple, figures),
    closeModels: async () => void (await Promise.all(decoders.map((decoder) => decoder.close()))),
  };
}

function copyModelOf(chain: FailoverChatModel | undefined, figures: WritingMetrics): Pick<Writing, 'copyModel'> {
  if (!chain) return {};
  return { copyModel: { id: chain.id, chat: (request) => chain.chat(request, figures.onAttempt('copy')) } };
}

function modelOf(settings: WriterModel, config: Settings, decoders: OnnxDecoder[]): ChatModel {
  const { name, url, model, key, onnx, timeoutsMs = {} } = settings;
  if (url !== undefined && model !== undefined) {
    const { connect, firstText, betweenTexts } = timeoutsMs;
    const timeouts = {
      ...(connect === undefined ? {} : { connectMs: connect }),
      ...(firstText === undefined ? {} : { firstTextMs: firstText }),
      ...(betweenTexts === undefined ? {} : { betweenTextsMs: betweenTexts }),
    };
    return new OpenAiChatModel({ id: name, url, model, timeouts, ...(key ? { key: () => key.reveal() } : {}) });
  }
  const decoder = new OnnxDecoder({ model: placeOf(onnx ?? '', config), threads: config.INFERENCE_THREADS });
  decoders.push(decoder);
  return new OnnxChatModel(name, decoder);
}

/** A model of the catalogue by its name or id, else a folder. */
const placeOf = (onnx: string, { MODEL_DIR }: Settings) =>
  onnx === DECODER_NAME || onnx === SMOLLM2.id ? { modelDir: MODEL_DIR, card: SMOLLM2 } : { dir: onnx };
