/** Seconds of processor time that this process has used, in all its threads: on a shared machine the clock tells of others. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Work that is repeated: `count` single operations a time. */
export interface Contender {
  readonly count: number;
  run(): unknown;
}

/**
 * Operations per second of processor time, the median of several repetitions in which the contenders take turns, so that a
 * busy moment of the machine hits all of them. The first round warms up and counts nothing.
 */
export async function perCpuSecond(contenders: readonly Contender[], repetitions: number): Promise<number[]> {
  const rates: number[][] = contenders.map(() => []);
  for (let round = 0; round <= repetitions; round++)
    for (const [place, { count, run }] of contenders.entries()) {
      const began = cpuSeconds();
      await run();
      const used = cpuSeconds() - began;
      if (round) rates[place]?.push(count / Math.max(used, 1e-6));
    }
  return rates.map((rate) => quantile(rate, 0.5));
}

/** The same per second of the clock: for work that other threads do at the same time, on a machine that is quiet. */
export async function perSecond(contenders: readonly Contender[], repetitions: number): Promise<number[]> {
  const rates: number[][] = contenders.map(() => []);
  for (let round = 0; round <= repetitions; round++)
    for (const [place, { count, run }] of contenders.entries()) {
      const began = performance.now();
      await run();
      if (round) rates[place]?.push((1_000 * count) / (performance.now() - began));
    }
  return rates.map((rate) => quantile(rate, 0.5));
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

export const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The same numbers for the same seed (mulberry32, public domain), evenly in 0–1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
