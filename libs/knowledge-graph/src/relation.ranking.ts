import type { Locale } from '@zhike/contracts';
import { termsOf } from '@zhike/platform';
import type { Embedder } from '@zhike/ports';
import { foldName } from './mentions.js';
import { dot } from './question.vectors.js';

export interface RankedRelation {
  readonly relation: string;
  /** 1: the question names the relation; else the share of its terms that the question holds. */
  readonly lexical: number;
  /** Cosine of the question's segment with the relation's name; 0 without a model. */
  readonly cosine: number;
}

const MOST_VECTORS = 20_000;

/** Which relations of an entity a piece of a question asks for. */
export class RelationRanking {
  /** Names of relations are few and come again with every question. */
  private readonly vectors = new Map<string, Float32Array>();

  constructor(private readonly embedder: Embedder) {}

  /** Every relation against every segment; best per relation is the caller's to choose. */
  async rank(
    segments: readonly string[],
    relations: readonly string[],
    locale: Locale,
    signal: AbortSignal,
  ): Promise<readonly (readonly RankedRelation[])[]> {
    const [ofSegments, ofRelations] = await Promise.all([
      this.embedder.embed(segments, { locale, as: 'passage', signal }),
      this.vectorsOf(relations, locale, signal),
    ]);
    return segments.map((segment, place) =>
      relations.map((relation) => {
        const [left, right] = [ofSegments?.[place], ofRelations.get(relation)];
        return { relation, lexical: lexicalMatch(relation, segment), cosine: left && right ? dot(left, right) : 0 };
      }),
    );
  }

  private async vectorsOf(
    relations: readonly string[],
    locale: Locale,
    signal: AbortSignal,
  ): Promise<Map<string, Float32Array>> {
    const keyOf = (relation: string) => `${this.embedder.modelId(locale) ?? ''}\u0000${relation}`;
    const unknown = relations.filter((relation) => !this.vectors.has(keyOf(relation)));
    const fresh = unknown.length ? await this.embedder.embed(unknown, { locale, as: 'passage', signal }) : [];
    if (this.vectors.size > MOST_VECTORS) this.vectors.clear();
    unknown.forEach((relation, place) => {
      const vector = fresh?.[place];
      if (vector) this.vectors.set(keyOf(relation), vector);
    });
    return new Map(
      relations.flatMap((relation) => {
        const vector = this.vectors.get(keyOf(relation));
        return vector ? [[relation, vector] as const] : [];
      }),
    );
  }
}

function lexicalMatch(relation: string, segment: string): number {
  const name = squeeze(foldName(relation));
  if (name.length > 1 && squeeze(segment).includes(name)) return 1;
  const terms = [...new Set(termsOf(relation))];
  const held = new Set(termsOf(segment));
  return terms.length ? terms.filter((term) => held.has(term)).length / terms.length : 0;
}

const squeeze = (text: string) => text.replace(/\s+/gu, '');
