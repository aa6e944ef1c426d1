import { splitSentences } from '@zhike/platform';
import type { Embedder, PublishedVersion } from '@zhike/ports';
import { wordsOf } from '../clause.words.js';
import type { ClauseVector, VectorSet } from '../graph.store.js';

const MOST_SENTENCES = 24;
/** Texts handed to the embedder at once, so that a large policy does not keep every question waiting behind it. */
const TEXTS_AT_ONCE = 256;

/**
 * Vectors of the clauses by the model that both languages share; undefined without it. A clause has its own, and then what it
 * is called and its sentences: a short question names a thing and rarely says what the rule says of it, so the name is
 * compared apart.
 */
export async function sharedVectors(
  shared: Embedder,
  versions: readonly PublishedVersion[],
): Promise<VectorSet | undefined> {
  const locale = versions[0]?.locale;
  const model = locale && shared.modelId(locale);
  if (!locale || model === undefined) return undefined;
  const clauses = versions.flatMap((version) => version.clauses.map((clause) => textsOf(clause, version.policyTitle)));
  const texts = [...new Set(clauses.flatMap(({ whole, name, sentences }) => [whole, name, ...sentences]))];
  const vectorOf = new Map<string, Float32Array>();
  for (let start = 0; start < texts.length; start += TEXTS_AT_ONCE) {
    const batch = texts.slice(start, start + TEXTS_AT_ONCE);
    const embedded = await shared.embed(batch, { locale, as: 'passage' });
    if (!embedded) return undefined;
    embedded.forEach((vector, place) => vectorOf.set(batch[place] ?? '', vector));
  }
  const vectors = clauses.flatMap(({ clauseId, whole, name, sentences }): ClauseVector[] => {
    const vector = vectorOf.get(whole);
    return vector
      ? [{ clauseId, vector, sentences: [name, ...sentences].flatMap((text) => vectorOf.get(text) ?? []) }]
      : [];
  });
  return { model, vectors };
}

function textsOf({ id, text, heading, path }: PublishedVersion['clauses'][number], policyTitle: string) {
  return {
    clauseId: id,
    whole: wordsOf({ policyTitle, path, heading, text }),
    name: [...new Set([policyTitle, ...path, heading].filter(Boolean))].join(' · '),
    sentences: splitSentences(text).slice(0, MOST_SENTENCES),
  };
}
