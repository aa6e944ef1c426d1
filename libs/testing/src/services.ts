import { describe } from 'vitest';

export interface ServiceCheck {
  readonly possible: boolean;
  readonly reason?: string;
}

/**
 * Groups tests that need a real server. Where it cannot be started its tests are counted as skipped, by name;
 * with REQUIRE_ALL=1 (as in CI) that is a failure.
 */
export function describeWithService(name: string, check: ServiceCheck, tests: () => void): void {
  if (check.possible) {
    describe(name, tests);
    return;
  }
  const title = `${name} [cannot be started: ${check.reason ?? 'unknown reason'}]`;
  if (process.env['REQUIRE_ALL'] === '1') throw new Error(title);
  describe.runIf(false)(title, tests);
}
