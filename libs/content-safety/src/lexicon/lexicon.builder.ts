import { Worker } from 'node:worker_threads';
import { Lexicon, sourceOf } from './lexicon.js';
import type { LexiconEntry } from './lexicon.entry.js';
import { LexiconBuildError } from './lexicon.errors.js';
import type { BuildAnswer } from './lexicon.worker.js';

/** From source the worker is started through the TypeScript loader; in the bundle it lies beside the bundle. */
export function startLexiconWorker(workerData: unknown): Worker {
  const fromSource = import.meta.url.endsWith('.ts');
  // Held in a variable: bundlers rewrite a literal inside `new URL`, and the bundle already holds the worker.
  const entry = fromSource ? './lexicon.worker.source.mjs' : './lexicon.worker.js';
  return new Worker(new URL(entry, import.meta.url), { workerData });
}

/** Builds in a thread of its own. Rejects with `LexiconBuildError`, also when the thread dies. */
export async function buildLexicon(entries: readonly LexiconEntry[], start = startLexiconWorker): Promise<Lexicon> {
  const worker = start(sourceOf(entries));
  const answer = await new Promise<BuildAnswer>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', (error) => reject(new LexiconBuildError(error.message, { cause: error })));
    worker.once('exit', (code) => reject(new LexiconBuildError(`its thread ended with exit code ${code}`)));
  });
  if (answer.kind === 'failed') throw new LexiconBuildError(answer.reason);
  return new Lexicon(entries, answer.compiled);
}
