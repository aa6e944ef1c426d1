const TICK_MS = 5;

/** What a timer saw of the event loop while work was going on, in milliseconds. */
export interface LoopWatch {
  /** Between two ticks each; a loop that was held up leaves a long one. */
  readonly gaps: readonly number[];
  readonly tookMs: number;
}

/** Does the work and watches whether the event loop stays free meanwhile. */
export async function watchEventLoop(work: () => Promise<unknown>): Promise<LoopWatch> {
  const gaps: number[] = [];
  let last = performance.now();
  const timer = setInterval(() => {
    gaps.push(performance.now() - last);
    last = performance.now();
  }, TICK_MS);
  const startedAt = performance.now();
  try {
    await work();
    return { gaps, tookMs: performance.now() - startedAt };
  } finally {
    clearInterval(timer);
  }
}
