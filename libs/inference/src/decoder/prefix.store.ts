import type { ReadTokens } from './token.model.js';

interface Entry {
  readonly tokens: readonly number[];
  readonly row: ReadTokens;
}

/** Shorter beginnings are read again sooner than they are found and copied. */
export const WORTHWHILE_TOKENS = 16;

/**
 * Prompts that were read, so that another with the same beginning (system prompt, evidence) is read from where it differs.
 * Holds at most `maxBytes`; what was used longest ago goes first.
 */
export class PrefixStore {
  /** In the order of their last use. */
  private readonly entries = new Set<Entry>();
  private bytes = 0;

  constructor(private readonly maxBytes: number) {}

  /** The longest common beginning of at most `limit` tokens, where it is worth its copy. */
  find(prompt: readonly number[], limit: number): ReadTokens | undefined {
    let best: { entry: Entry; length: number } | undefined;
    for (const entry of this.entries) {
      const length = Math.min(limit, commonLength(entry.tokens, prompt));
      if (length >= WORTHWHILE_TOKENS && length > (best?.length ?? 0)) best = { entry, length };
    }
    if (!best) return undefined;
    this.entries.delete(best.entry);
    this.entries.add(best.entry);
    return { states: best.entry.row.states, length: best.length };
  }

  /** Keeps a row that was read to the end of `tokens`; a row that is the beginning of it is no longer needed. */
  keep(tokens: readonly number[], row: ReadTokens): void {
    if (row.states.bytes > this.maxBytes) return;
    for (const entry of this.entries) {
      const common = commonLength(entry.tokens, tokens);
      if (common === tokens.length) return;
      if (common === entry.tokens.length) this.drop(entry);
    }
    this.entries.add({ tokens, row });
    this.bytes += row.states.bytes;
    for (const entry of this.entries) {
      if (this.bytes <= this.maxBytes) return;
      this.drop(entry);
    }
  }

  get heldBytes(): number {
    return this.bytes;
  }

  private drop(entry: Entry): void {
    this.entries.delete(entry);
    this.bytes -= entry.row.states.bytes;
  }
}

export function commonLength(left: readonly number[], right: readonly number[]): number {
  const most = Math.min(left.length, right.length);
  let at = 0;
  while (at < most && left[at] === right[at]) at++;
  return at;
}
