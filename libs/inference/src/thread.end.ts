import { setTimeout as pause } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';

/** Asks a thread to end between two runs of its network. */
export interface CloseRequest {
  readonly kind: 'close';
}

/** Who closes waits no longer; a run of a network that takes more goes on alone, and its thread ends after it. */
const WAIT_MS = 6_000;

/**
 * Ends a thread that runs a network, by asking. `terminate` would strike inside of a run or while a model is loaded:
 * the native code then finds its JavaScript gone and takes the whole process with it ("terminate called after throwing
 * an instance of 'Napi::Error'").
 */
export async function endThread(worker: Worker): Promise<void> {
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const late = new AbortController();
  worker.ref();
  worker.postMessage({ kind: 'close' } satisfies CloseRequest);
  await Promise.race([ended, pause(WAIT_MS, undefined, late).catch(() => undefined)]);
  late.abort();
  worker.unref();
}
