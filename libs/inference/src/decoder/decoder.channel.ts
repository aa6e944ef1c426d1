import { Worker } from 'node:worker_threads';
import { endThread } from '../thread.end.js';
import type { DecoderErrorCode } from './decoder.failure.js';
import type { DecoderAnswer, DecoderRequest, WorkerGeneration, WorkerSettings } from './decoder.messages.js';

/** From source the worker is started through the TypeScript loader; in the bundle it lies beside the bundle. */
export function startDecoderWorker(settings: WorkerSettings): Worker {
  const fromSource = import.meta.url.endsWith('.ts');
  // Held in a variable: bundlers rewrite a literal inside `new URL`, and the bundle already holds the worker.
  const entry = fromSource ? './decoder.worker.source.mjs' : './decoder.worker.js';
  return new Worker(new URL(entry, import.meta.url), { workerData: settings });
}

/** Hears the answers to one request; `failed` and `end` are the last. */
export type AnswerListener = (answer: DecoderAnswer) => void;

/**
 * One worker thread, started with the first request and again after it died. An idle worker does not keep the process
 * alive.
 */
export class DecoderChannel {
  private worker: Worker | undefined;
  private readonly listeners = new Map<number, AnswerListener>();
  private nextId = 1;

  constructor(private readonly start: () => Worker) {}

  /** Answers the request's number. */
  generate(generation: WorkerGeneration, listener: AnswerListener): number {
    const worker = (this.worker ??= this.open());
    const id = this.nextId++;
    this.listeners.set(id, listener);
    worker.ref();
    this.send({ kind: 'generate', id, generation });
    return id;
  }

  taken(id: number, pieces: number): void {
    if (this.listeners.has(id)) this.send({ kind: 'taken', id, pieces });
  }

  cancel(id: number): void {
    if (!this.listeners.delete(id)) return;
    this.send({ kind: 'cancel', id });
    this.restIfIdle();
  }

  async close(): Promise<void> {
    const { worker } = this;
    if (!worker) return;
    this.lose(worker, 'decoder-closed', 'The decoder was closed before the answer was written.');
    await endThread(worker);
  }

  private send(request: DecoderRequest): void {
    this.worker?.postMessage(request);
  }

  private open(): Worker {
    const worker = this.start();
    let reason = '';
    worker.on('message', (answer: DecoderAnswer) => this.hear(answer));
    worker.on('error', (error: Error) => (reason = error.message));
    worker.on('exit', (code) => {
      const why = reason || `it ended with exit code ${code}`;
      const message = `The decoder's worker stopped while it worked: ${why}. It starts again with the next request.`;
      this.lose(worker, 'decoder-worker-stopped', message);
    });
    return worker;
  }

  private hear(answer: DecoderAnswer): void {
    const listener = this.listeners.get(answer.id);
    if (answer.kind !== 'text') this.listeners.delete(answer.id);
    // A model that cannot be used is looked at anew with the next request: it may have been pulled meanwhile.
    if (answer.kind === 'failed' && answer.code === 'decoder-model-unusable') this.forget();
    listener?.(answer);
    this.restIfIdle();
  }

  private forget(): void {
    const { worker } = this;
    if (worker && this.listeners.size === 0) {
      this.worker = undefined;
      void endThread(worker);
    }
  }

  private restIfIdle(): void {
    if (this.listeners.size === 0) this.worker?.unref();
  }

  private lose(worker: Worker, code: DecoderErrorCode, message: string): void {
    if (this.worker !== worker) return;
    const listeners = [...this.listeners];
    this.worker = undefined;
    this.listeners.clear();
    for (const [id, listener] of listeners) listener({ kind: 'failed', id, code, message });
  }
}
