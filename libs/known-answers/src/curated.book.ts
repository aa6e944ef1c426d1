import type { Locale } from '@zhike/contracts';
import type { CuratedRow } from './curated.rows.js';
import { foldQuestion } from './question.fold.js';
import { cosine, isSameKind } from './question.likeness.js';

/** A curated answer that may fit a question, and why. */
export interface CuratedMatch {
  readonly row: CuratedRow;
  /** The phrasing that fits. */
  readonly question: string;
  /** 1: word for word. */
  readonly likeness: number;
  readonly how: 'exact' | 'meaning';
}

/** Candidates handed on; the first may be for members only, or outdated. */
const MOST_BY_MEANING = 3;

/** The curated answers of one workspace that are on, held in memory for matching. */
export class CuratedBook {
  private readonly exact = new Map<string, CuratedRow[]>();

  constructor(
    readonly revision: number,
    readonly thresholds: Readonly<Record<Locale, number>>,
    private readonly rows: readonly CuratedRow[],
  ) {
    for (const row of rows)
      for (const { text } of row.questions) {
        const key = keyOf(row.locale, text);
        this.exact.set(key, [...(this.exact.get(key) ?? []), row]);
      }
  }

  has(locale: Locale): boolean {
    return this.rows.some((row) => row.locale === locale);
  }

  /** Whether phrasings of that language were not yet embedded by the model. */
  lacksVectors(locale: Locale, model: string | undefined): boolean {
    if (model === undefined) return false;
    return this.rows.some((row) => row.locale === locale && row.questions.some((question) => question.model !== model));
  }

  /** Newest change first. */
  matchWords(question: string, locale: Locale): readonly CuratedMatch[] {
    const rows = this.exact.get(keyOf(locale, question)) ?? [];
    return rows.map((row) => ({ row, question, likeness: 1, how: 'exact' }));
  }

  /** Nearest first; only vectors of the model that made the question's. */
  matchMeaning(
    question: string,
    locale: Locale,
    asked: { readonly model: string; readonly vector: Float32Array },
  ): readonly CuratedMatch[] {
    const threshold = this.thresholds[locale];
    const matches = this.rows.flatMap((row): CuratedMatch[] => {
      const best = row.locale === locale ? nearest(row, question, asked) : undefined;
      return best && best.likeness >= threshold ? [{ row, ...best, how: 'meaning' }] : [];
    });
    return matches.sort((left, right) => right.likeness - left.likeness).slice(0, MOST_BY_MEANING);
  }
}

function nearest(
  { questions }: CuratedRow,
  asked: string,
  { model, vector }: { readonly model: string; readonly vector: Float32Array },
): Pick<CuratedMatch, 'question' | 'likeness'> | undefined {
  let best: Pick<CuratedMatch, 'question' | 'likeness'> | undefined;
  for (const question of questions) {
    if (!question.vector || question.model !== model || !isSameKind(asked, question.text)) continue;
    const likeness = cosine(vector, question.vector);
    if (likeness > (best?.likeness ?? 0)) best = { question: question.text, likeness };
  }
  return best;
}

const keyOf = (locale: Locale, question: string) => `${locale}\n${foldQuestion(question)}`;
