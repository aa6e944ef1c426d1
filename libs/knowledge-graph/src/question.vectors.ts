import type { EarlierUtterance, Embedder, KnowledgeQuery } from '@zhike/ports';

/** All of the history together weighs at most this much against the question. */
const MOST_HISTORY = 1;
/** Older utterances have next to no weight, and each costs an embedding. */
const MOST_EARLIER = 8;

export interface QuestionVectors {
  readonly model: string;
  /** The question alone. */
  readonly own: Float32Array;
  /** The question leaning on what went before, by the weights that the context window gave. */
  readonly leaning: Float32Array;
}

/** Embeds the question and what it leans on; undefined where the language has no model, and search stays lexical. */
export async function embedQuestion(embedder: Embedder, query: KnowledgeQuery): Promise<QuestionVectors | undefined> {
  const { locale, question, signal } = query;
  const model = embedder.modelId(locale);
  if (model === undefined) return undefined;
  const earlier = spokenIn(query.earlier).slice(0, MOST_EARLIER);
  const texts = [question, ...earlier.map(({ text }) => text)];
  const [own, ...others] = (await embedder.embed(texts, { locale, as: 'query', signal })) ?? [];
  if (!own) return undefined;
  if (!earlier.length) return { model, own, leaning: own };
  const sum = Float32Array.from(own);
  const total = earlier.reduce((all, { weight }) => all + weight, 0);
  const share = Math.min(1, MOST_HISTORY / Math.max(total, Number.EPSILON));
  others.forEach((vector, place) => {
    const weight = share * (earlier[place]?.weight ?? 0);
    vector.forEach((value, at) => (sum[at] = (sum[at] ?? 0) + weight * value));
  });
  return { model, own, leaning: toUnit(sum) };
}

/** What was said earlier in somebody's own words: those of a quoted clause lead back to it whatever is asked next. */
export function spokenIn(earlier: readonly EarlierUtterance[]): readonly EarlierUtterance[] {
  return earlier.filter(({ isQuotation }) => !isQuotation);
}

export function toUnit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

export function dot(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < left.length; at++) sum += (left[at] ?? 0) * (right[at] ?? 0);
  return sum;
}
