// Runs in a worker thread, because a run of the network blocks its thread's event loop. Relative imports only: this file is
// started from source and from the bundle.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { BatchScheduler } from './batch.scheduler.js';
import { ChatTokens } from './chat.tokens.js';
import { Constraints } from './constraint/constraints.js';
import { DecoderFailure } from './decoder.failure.js';
import type { DecoderAnswer, DecoderRequest, WorkerSettings } from './decoder.messages.js';
import { DecoderNetwork } from './decoder.network.js';
import { Generation, type GenerationListener } from './generation.js';
import { readModelDirectory } from './model.directory.js';
import { OnnxTokenModel } from './onnx.token-model.js';
import { Sampler } from './sampler.js';
import { StopStrings } from './stop.strings.js';
import { TextStream } from './text.stream.js';

const DEFAULT_ANSWER_TOKENS = 512;

interface LoadedDecoder {
  readonly tokens: ChatTokens;
  readonly constraints: Constraints;
  readonly endTokens: readonly number[];
  readonly contextTokens: number;
  readonly scheduler: BatchScheduler;
}

async function load(settings: WorkerSettings): Promise<LoadedDecoder> {
  try {
    for (const { name, sha256 } of settings.files ?? []) await requireIntact(join(settings.dir, name), sha256);
    const directory = await readModelDirectory(settings.dir, settings.graph);
    const network = await DecoderNetwork.open(directory.graphPath, directory.config, settings.threads);
    const model = await OnnxTokenModel.open(network, settings.contextTokens);
    return {
      tokens: new ChatTokens(directory),
      constraints: new Constraints(directory.tokenizer, directory.endTokens),
      endTokens: directory.endTokens,
      contextTokens: model.contextTokens,
      scheduler: new BatchScheduler(model, settings.limits),
    };
  } catch (error) {
    if (error instanceof DecoderFailure) throw error;
    throw new DecoderFailure(
      'decoder-model-unusable',
      `The model in ${settings.dir} cannot be used: ${describe(error)}`,
    );
  }
}

async function requireIntact(path: string, expected: string): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  const actual = hash.digest('hex');
  if (actual === expected) return;
  throw new DecoderFailure('decoder-model-unusable', `${path} has sha256 ${actual} instead of ${expected}.`);
}

type GenerateRequest = Pick<Extract<DecoderRequest, { kind: 'generate' }>, 'id' | 'generation'>;

function generationOf(
  { id, generation }: GenerateRequest,
  decoder: LoadedDecoder,
  listener: GenerationListener,
  arrivedAt: number,
): Generation {
  const { messages, stop, sampling, timeoutMs, constraint } = generation;
  const { tokens, endTokens } = decoder;
  if (timeoutMs !== undefined && !(timeoutMs > 0))
    throw new DecoderFailure('decoder-request-refused', `timeoutMs is ${timeoutMs}; it must be more than 0.`);
  const prompt = tokens.prompt(messages);
  return new Generation(id, {
    ...{ prompt, endTokens, listener },
    maxTokens: answerTokens(prompt.length, generation.maxTokens, decoder.contextTokens),
    sampler: new Sampler(sampling, constraint && decoder.constraints.compile(constraint)),
    text: new TextStream((ids) => tokens.text(ids)),
    stop: new StopStrings(stop),
    ...(timeoutMs === undefined ? {} : { deadline: arrivedAt + timeoutMs }),
  });
}

/** As many as were asked for, or what is left of the context. */
function answerTokens(promptTokens: number, maxTokens: number | undefined, contextTokens: number): number {
  const wanted = maxTokens ?? Math.max(1, Math.min(DEFAULT_ANSWER_TOKENS, contextTokens - promptTokens));
  if (!Number.isInteger(wanted) || wanted < 1)
    throw new DecoderFailure('decoder-request-refused', `maxTokens is ${wanted}; it must be a whole number from 1 on.`);
  if (promptTokens + wanted <= contextTokens) return wanted;
  throw new DecoderFailure(
    'decoder-context-exceeded',
    `The prompt has ${promptTokens} tokens and the answer may have ${wanted}: more than the ${contextTokens} that fit.`,
  );
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

class DecoderThread {
  private readonly decoder: Promise<LoadedDecoder>;
  /** Cancelled before the model was loaded. */
  private readonly cancelled = new Set<number>();

  constructor(
    private readonly port: MessagePort,
    settings: WorkerSettings,
  ) {
    this.decoder = load(settings);
    this.decoder.then(({ scheduler }) => scheduler.run(() => nextTurn())).catch(() => undefined); // told each request
    port.on('message', (request: DecoderRequest) => void this.hear(request));
  }

  private async hear(request: DecoderRequest): Promise<void> {
    // Of a worker thread this ends the thread alone.
    if (request.kind === 'close') process.exit(0);
    const arrivedAt = performance.now();
    if (request.kind === 'cancel') this.cancelled.add(request.id);
    try {
      const decoder = await this.decoder;
      if (request.kind === 'generate') return this.generate(request, decoder, arrivedAt);
      const generation = decoder.scheduler.find(request.id);
      if (request.kind === 'taken') generation?.taken(request.pieces);
      else generation?.cancel();
      decoder.scheduler.nudge();
    } catch (error) {
      if (request.kind === 'generate') this.fail(request.id, error);
    } finally {
      if (request.kind === 'cancel') this.cancelled.delete(request.id);
    }
  }

  private generate({ id, generation }: GenerateRequest, decoder: LoadedDecoder, arrivedAt: number): void {
    if (this.cancelled.has(id)) return;
    const listener: GenerationListener = {
      onText: (text) => this.tell({ kind: 'text', id, text }),
      onEnd: (reason, usage) => this.tell({ kind: 'end', id, reason, usage }),
      onError: (error) => this.fail(id, error),
    };
    decoder.scheduler.submit(generationOf({ id, generation }, decoder, listener, arrivedAt));
  }

  private fail(id: number, error: unknown): void {
    const code = error instanceof DecoderFailure ? error.code : 'decoder-failed';
    this.tell({ kind: 'failed', id, code, message: describe(error) });
  }

  private tell(answer: DecoderAnswer): void {
    this.port.postMessage(answer);
  }
}

if (parentPort) new DecoderThread(parentPort, workerData as WorkerSettings);
