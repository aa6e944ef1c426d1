import { DomainError } from '@zhike/platform';

export interface LexiconProblem {
  /** Counted from 1. */
  readonly line: number;
  readonly reason: string;
}

const SHOWN = 5;

/** A list that cannot be read: nothing of it is taken. Tells every line that is wrong. */
export class LexiconImportError extends DomainError<'lexicon-list-refused'> {
  constructor(readonly problems: readonly LexiconProblem[]) {
    const shown = problems.slice(0, SHOWN).map(({ line, reason }) => `line ${line}: ${reason}`);
    const more = problems.length > SHOWN ? `; and ${problems.length - SHOWN} more` : '';
    super('lexicon-list-refused', `The list was not imported. ${shown.join('; ')}${more}.`);
  }
}

/** Entries that could not be built; the lexicon that was in use stays in use. */
export class LexiconBuildError extends DomainError<'lexicon-not-built'> {
  constructor(reason: string, options?: ErrorOptions) {
    super('lexicon-not-built', `The lexicon was not built: ${reason}. The one before stays in use.`, options);
  }
}
