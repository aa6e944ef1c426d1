import type { BenchRow } from './bench.row.js';

export interface BenchSettings {
  /** Holds the packs that corpora are grown from. */
  readonly packs: string;
  /** In its `node_modules` the peers are looked for. */
  readonly peers: string;
  readonly tell: (line: string) => void;
}

/** A stretch of measuring that is done in a process of its own, so that memory and caches of one do not reach another. */
export interface BenchPart {
  readonly name: string;
  readonly metrics: readonly string[];
  /** It is measured on texts of its own. */
  readonly withoutPacks?: boolean;
  measure(settings: BenchSettings): Promise<BenchRow[]>;
}
