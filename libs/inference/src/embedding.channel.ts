import { Worker } from 'node:worker_threads';
import type { EmbeddingRequest, WorkerAnswer, WorkerRequest } from './embedding.messages.js';
import { EmbedderError } from './inference.errors.js';
import { endThread } from './thread.end.js';

/** From source the worker is started through the TypeScript loader; in the bundle it lies beside the bundle. */
export function startEmbeddingWorker(): Worker {
  const fromSource = import.meta.url.endsWith('.ts');
  // Held in a variable: bundlers rewrite a literal inside `new URL`, and the bundle already holds the worker.
  const entry = fromSource ? './embedding.worker.source.mjs' : './embedding.worker.js';
  return new Worker(new URL(entry, import.meta.url));
}

interface Pending {
  readonly id: number;
  readonly resolve: (answer: WorkerAnswer) => void;
  readonly reject: (reason: Error) => void;
}

/**
 * One worker thread, started with the first request and again after it died. Takes one request at a time: the caller
 * decides what comes next. An idle worker does not keep the process alive.
 */
export class EmbeddingChannel {
  private worker: Worker | undefined;
  private pending: Pending | undefined;
  private nextId = 1;

  constructor(private readonly start: () => Worker) {}

  /** Rejects with `embedding-worker-stopped` when the worker dies before it answers. */
  ask(request: Omit<EmbeddingRequest, 'id' | 'kind'>): Promise<WorkerAnswer> {
    const worker = (this.worker ??= this.open());
    const id = this.nextId++;
    worker.ref();
    return new Promise<WorkerAnswer>((resolve, reject) => {
      this.pending = { id, resolve, reject };
      worker.postMessage({ kind: 'embed', ...request, id } satisfies WorkerRequest);
    });
  }

  async close(): Promise<void> {
    const { worker } = this;
    if (!worker) return;
    this.fail(worker, 'it was closed');
    await endThread(worker);
  }

  private open(): Worker {
    const worker = this.start();
    let reason = '';
    worker.on('message', (answer: WorkerAnswer) => this.settle(worker, answer));
    worker.on('error', (error: Error) => (reason = error.message));
    worker.on('exit', (code) => this.fail(worker, reason || `it ended with exit code ${code}`));
    return worker;
  }

  private settle(worker: Worker, answer: WorkerAnswer): void {
    if (this.pending?.id !== answer.id) return;
    const { resolve } = this.pending;
    this.pending = undefined;
    worker.unref();
    resolve(answer);
  }

  private fail(worker: Worker, reason: string): void {
    if (this.worker !== worker) return;
    const { pending } = this;
    this.worker = undefined;
    this.pending = undefined;
    pending?.reject(
      new EmbedderError(
        'embedding-worker-stopped',
        `The embedding worker stopped while it worked: ${reason}. It starts again with the next request; try again.`,
      ),
    );
  }
}
