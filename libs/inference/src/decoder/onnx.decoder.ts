import { resolve as resolvePath } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { DecoderError } from '../inference.errors.js';
import { modelFolder } from '../model.files.js';
import { SCHEDULER_LIMITS, type SchedulerLimits } from './batch.scheduler.js';
import type { AnswerConstraint } from './constraint/constraints.js';
import type { ChatMessage } from './chat.template.js';
import type { DecoderCard } from './decoder.card.js';
import { DecoderChannel, startDecoderWorker } from './decoder.channel.js';
import type { DecoderAnswer, WorkerGeneration, WorkerSettings } from './decoder.messages.js';
import type { EndReason, GenerationUsage } from './generation.js';
import type { SamplingSettings } from './sampler.js';

export interface OnnxDecoderOptions {
  /** A folder in Hugging Face's layout, or a model of the catalogue below `modelDir`, whose files are then checked. */
  readonly model:
    { readonly dir: string; readonly graph?: string } | { readonly modelDir: string; readonly card: DecoderCard };
  /** Threads of one run. */
  readonly threads?: number;
  /** Tokens of prompt and answer together, where the model's own context is more than memory allows. */
  readonly contextTokens?: number;
  readonly limits?: Partial<SchedulerLimits>;
  /** How the worker thread is started; tests hand one in that they can kill. */
  readonly startWorker?: (settings: WorkerSettings) => Worker;
}

export interface GenerationRequest {
  readonly messages: readonly ChatMessage[];
  /** At most 512 and what fits where left out. */
  readonly maxTokens?: number;
  /** The answer ends before the first of these. */
  readonly stop?: readonly string[];
  readonly sampling?: SamplingSettings;
  /** From the call to the last token, waiting and loading the model included. */
  readonly timeoutMs?: number;
  readonly constraint?: AnswerConstraint;
  readonly signal?: AbortSignal;
}

export type GenerationEvent =
  | { readonly type: 'text-delta'; readonly text: string }
  | { readonly type: 'generation-end'; readonly reason: EndReason; readonly usage: GenerationUsage };

/**
 * Writes answers with a chat model on this machine's processor, many at once, in one worker thread that starts with the
 * first request. Equal requests give equal text, whatever runs beside them, where the model can be batched in place (as the
 * catalogue's); otherwise sums may differ in their last bits, and a text where two tokens are almost equally likely. Refusals
 * are `DecoderError`s with a code.
 */
export class OnnxDecoder {
  private readonly channel: DecoderChannel;
  private isClosed = false;

  constructor(options: OnnxDecoderOptions) {
    const start = options.startWorker ?? startDecoderWorker;
    this.channel = new DecoderChannel(() => start(settingsOf(options)));
  }

  /**
   * The answer's text as it is written, then its end. Whoever stops reading, or aborts the signal, ends the answer with the
   * step that is running; a reader who is slow makes it rest. Throws the signal's reason, or a `DecoderError`.
   */
  async *generate(request: GenerationRequest): AsyncGenerator<GenerationEvent, void, undefined> {
    if (this.isClosed) throw new DecoderError('decoder-closed', 'The decoder was closed: open a new one.');
    const { signal } = request;
    signal?.throwIfAborted();
    const answers = new AnswerQueue();
    const id = this.channel.generate(generationOf(request), (answer) => answers.push(answer));
    const abort = () => answers.abort(signal?.reason);
    signal?.addEventListener('abort', abort, { once: true });
    try {
      for (;;) {
        const event = eventOf(await answers.next());
        yield event;
        if (event.type === 'generation-end') return;
        this.channel.taken(id, 1);
      }
    } finally {
      signal?.removeEventListener('abort', abort);
      this.channel.cancel(id);
    }
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.channel.close();
  }
}

/** Without the signal, which cannot cross to a thread, and without what is left out. */
function generationOf({ stop = [], sampling = {}, ...request }: GenerationRequest): WorkerGeneration {
  return {
    ...{ messages: request.messages, stop, sampling },
    ...(request.maxTokens === undefined ? {} : { maxTokens: request.maxTokens }),
    ...(request.timeoutMs === undefined ? {} : { timeoutMs: request.timeoutMs }),
    ...(request.constraint === undefined ? {} : { constraint: request.constraint }),
  };
}

function eventOf(answer: DecoderAnswer): GenerationEvent {
  switch (answer.kind) {
    case 'text':
      return { type: 'text-delta', text: answer.text };
    case 'end':
      return { type: 'generation-end', reason: answer.reason, usage: answer.usage };
    case 'failed':
      throw new DecoderError(answer.code, answer.message);
  }
}

function settingsOf({ model, threads = 1, contextTokens, limits }: OnnxDecoderOptions): WorkerSettings {
  const place =
    'card' in model
      ? { dir: resolvePath(modelFolder(model.modelDir, model.card)), files: model.card.files }
      : { dir: resolvePath(model.dir), ...(model.graph === undefined ? {} : { graph: model.graph }) };
  return {
    ...place,
    threads,
    ...(contextTokens === undefined ? {} : { contextTokens }),
    limits: { ...SCHEDULER_LIMITS, ...limits },
  };
}

/** Answers that came and were not yet asked for; an abort overtakes them. */
class AnswerQueue {
  private readonly answers: DecoderAnswer[] = [];
  private wake: (() => void) | undefined;
  private aborted: { readonly reason: unknown } | undefined;

  push(answer: DecoderAnswer): void {
    this.answers.push(answer);
    this.wake?.();
  }

  abort(reason: unknown): void {
    this.aborted = { reason };
    this.wake?.();
  }

  async next(): Promise<DecoderAnswer> {
    for (;;) {
      if (this.aborted) throw this.aborted.reason;
      const answer = this.answers.shift();
      if (answer) return answer;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }
}
