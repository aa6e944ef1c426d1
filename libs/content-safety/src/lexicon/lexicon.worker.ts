// Runs in a worker thread: building 100,000 words takes seconds, in which no customer would be answered. Relative imports
// only: this file is started from source and from the bundle. It builds once and ends.
import { parentPort, workerData } from 'node:worker_threads';
import type { CompiledLexicon, LexiconSource } from './compiled.lexicon.js';
import { compileLexicon } from './lexicon.compiler.js';

export type BuildAnswer =
  { readonly kind: 'built'; readonly compiled: CompiledLexicon } | { readonly kind: 'failed'; readonly reason: string };

function build(source: LexiconSource): BuildAnswer {
  try {
    return { kind: 'built', compiled: compileLexicon(source) };
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

/** The arrays are handed over, not copied. */
function buffersOf(value: unknown, found = new Set<ArrayBuffer>()): Set<ArrayBuffer> {
  if (ArrayBuffer.isView(value)) found.add(value.buffer as ArrayBuffer);
  else if (value !== null && typeof value === 'object') for (const part of Object.values(value)) buffersOf(part, found);
  return found;
}

if (parentPort) {
  const answer = build(workerData as LexiconSource);
  parentPort.postMessage(answer, [...buffersOf(answer)]);
}
