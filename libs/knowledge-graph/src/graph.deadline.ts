import { setMaxListeners } from 'node:events';
import { KnowledgeAwayError } from './graph.errors.js';

/** Searches of one question that listen to its signal at the same time; more would be a leak, and Node says so. */
const MOST_LISTENERS = 64;

/**
 * Waits for an answer of the graph no longer than its deadline or the caller's. What comes too late is ignored, so that
 * nobody hangs on a store that is away; a cancelled caller gets its own reason back.
 */
export function withinDeadline<Result>(
  work: Promise<Result>,
  deadlineMs: number,
  signal: AbortSignal | undefined,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new KnowledgeAwayError(`no answer within ${deadlineMs} ms`));
    const timer = setTimeout(late, deadlineMs);
    const abort = () => reject(signal?.reason as Error);
    if (signal?.aborted) abort();
    if (signal) setMaxListeners(MOST_LISTENERS, signal);
    signal?.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    });
  });
}
