import { buildLexicon } from './lexicon.builder.js';
import type { Lexicon } from './lexicon.js';
import type { LexiconEntry } from './lexicon.entry.js';

/**
 * Holds the lexicon in use. Another one is built beside it and takes its place in one step when it is whole: a screening
 * that has begun ends with the one it began with.
 */
export class LexiconKeeper {
  private inUse: Lexicon | undefined;
  private asked = 0;
  private taken = 0;

  /** `first` is called when a lexicon is needed and none was built yet. */
  constructor(
    private readonly first: () => Lexicon,
    private readonly build: (entries: readonly LexiconEntry[]) => Promise<Lexicon> = buildLexicon,
  ) {}

  get current(): Lexicon {
    return (this.inUse ??= this.first());
  }

  /**
   * Builds a lexicon of these entries and puts it in use, unless one that was asked for later already is. Rejects with
   * `LexiconBuildError` when it cannot be built; then the one before stays.
   */
  async replace(entries: readonly LexiconEntry[]): Promise<void> {
    const place = ++this.asked;
    const lexicon = await this.build(entries);
    if (place < this.taken) return;
    this.taken = place;
    this.inUse = lexicon;
  }
}
