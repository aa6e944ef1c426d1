import { splitSentences } from '@zhike/platform';
import type { RatedSentence } from '@zhike/ports';
import { dot } from '../question.vectors.js';

/**
 * A clause's sentences as written, each with its cosine with the question. Only the first sentences of a long clause have
 * vectors; the others count as far as the farthest of them. A clause of one sentence is as near as the clause.
 */
export function ratedSentences(
  text: string,
  vectors: readonly Float32Array[],
  question: Float32Array,
  whole: number,
): RatedSentence[] {
  const cosines = vectors.map((vector) => dot(question, vector));
  const farthest = cosines.length ? Math.min(...cosines) : whole;
  return splitSentences(text).map((sentence, place) => ({ text: sentence, nearness: cosines[place] ?? farthest }));
}
