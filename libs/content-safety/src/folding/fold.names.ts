/**
 * Ways in which a word is written differently and is still meant. Each can be switched off for a rule, and a hit tells which
 * ones it needed. `initials` alone is off unless an entry asks for it.
 */
export const FOLDS = [
  'width',
  'case',
  'traditional',
  'homoglyph',
  'leet',
  'number',
  'symbols',
  'spaces',
  'invisible',
  'emoji',
  'repeat',
  'split',
  'pinyin',
  'initials',
] as const;

export type Fold = (typeof FOLDS)[number];

/** One bit a fold, so that a set of them is one number in a typed array. */
export const FOLD_BIT = Object.fromEntries(FOLDS.map((fold, at) => [fold, 1 << at])) as Readonly<Record<Fold, number>>;

/** What an entry allows when it says nothing. */
export const EVERY_FOLD = FOLDS.reduce((bits, fold) => bits | FOLD_BIT[fold], 0);

export const foldsOf = (bits: number): Fold[] => FOLDS.filter((fold) => bits & FOLD_BIT[fold]);

export const bitsOf = (folds: readonly Fold[]): number => folds.reduce((bits, fold) => bits | FOLD_BIT[fold], 0);
