/** One word after `zhike`. Answers the exit code: 0 done, 1 failed, 2 called wrongly. */
export interface Command {
  readonly summary: string;
  readonly usage: string;
  run(args: readonly string[]): Promise<number>;
}

/** The command line was called in a way it does not know; the message says what it knows. */
export class UsageError extends Error {}
