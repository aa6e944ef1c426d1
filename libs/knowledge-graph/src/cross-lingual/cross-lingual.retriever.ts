import type { Locale } from '@zhike/contracts';
import { splitSentences } from '@zhike/platform';
import type { Candidate, ClauseEvidence, Embedder, KnowledgeQuery, KnowledgeRetriever, Retrieval } from '@zhike/ports';
import { clauseEvidence } from '../evidence.js';
import type { ClauseHit, GraphScope, GraphStore } from '../graph.store.js';
import { dot, embedQuestion } from '../question.vectors.js';
import { crossLingualConfidence, RIVALS } from './cross-lingual.confidence.js';

/** What the customer's own language gave is used from this confidence on; the other language is then not asked. */
const ENOUGH = 0.3;
/**
 * A shop that publishes in the customer's language, too, mostly says there what it has to say: what only the other language
 * seems to answer must then be this sure, or an unrelated question would be answered by a foreign quotation.
 */
const SURE = 0.6;
/** Clauses whose names and sentences are looked into, and clauses handed on. */
const READ = 10;
const HANDED_ON = 3;
/** What a clause's name and its nearest sentence count beside the whole of it; anything from half to double does about as well. */
const WEIGHT = { name: 1, sentence: 0.5 };
const MOST_EVIDENCE = 10;
const OTHER: Record<Locale, Locale> = { zh: 'en', en: 'zh' };

interface Read {
  readonly hit: ClauseHit;
  /** Cosines of its sentences, in order. */
  readonly sentences: readonly number[];
  readonly name: number;
  /** Cosine of the nearest sentence; of the whole clause where none is known. */
  readonly nearest: number;
  readonly score: number;
}

/**
 * Where the customer's language has nothing to say, looks in what the shop has published in the other one, by the model that
 * both share. The evidence keeps its own language and is quoted as written. Without the model it is the retriever it wraps.
 */
export class CrossLingualRetriever implements KnowledgeRetriever {
  constructor(
    private readonly own: KnowledgeRetriever,
    private readonly graph: GraphStore,
    private readonly shared: Embedder,
  ) {}

  async retrieve(query: KnowledgeQuery): Promise<Retrieval> {
    const found = await this.own.retrieve(query);
    const surest = Math.max(0, ...found.evidence.map(({ confidence }) => confidence));
    if (surest >= ENOUGH) return found;
    const other = await this.search(query);
    const [best] = other;
    if (!best || (found.evidence.length > 0 && best.evidence.confidence < SURE)) return found;
    const isBetter = best.evidence.confidence > surest;
    const evidence = other.map((candidate) => candidate.evidence);
    return {
      evidence: (isBetter ? [...evidence, ...found.evidence] : [...found.evidence, ...evidence]).slice(
        0,
        MOST_EVIDENCE,
      ),
      candidates: isBetter ? [...other, ...found.candidates] : [...found.candidates, ...other],
      notes: { ...found.notes, otherLanguage: OTHER[query.locale] },
    };
  }

  /** What the shop says in the other language, best first. */
  private async search(query: KnowledgeQuery): Promise<readonly (Candidate & { evidence: ClauseEvidence })[]> {
    const { workspaceId, at, signal, audiences } = query;
    const locale = OTHER[query.locale];
    const model = this.shared.modelId(locale);
    const question = model === undefined ? undefined : await embedQuestion(this.shared, query);
    if (model === undefined || !question) return [];
    const scope: GraphScope = { workspaceId, locale, at, signal, ...(audiences ? { audiences } : {}) };
    const hits = await this.graph.searchVectors(scope, question.leaning, model, RIVALS);
    const read = await this.read(scope, hits.slice(0, READ), question.leaning, model);
    const [best] = read;
    if (!best) return [];
    const cosines = hits.map(({ score }) => score);
    const sentence = Math.max(...read.map(({ nearest }) => nearest));
    const confidence = crossLingualConfidence({ nearest: Math.max(...cosines), cosines, sentence });
    return read
      .slice(0, HANDED_ON)
      .map((candidate) => toCandidate(candidate, locale, confidence * shareOf(candidate, best)));
  }

  /** The nearest clauses again, in the order of clause, name and nearest sentence together. */
  private async read(
    scope: GraphScope,
    hits: readonly ClauseHit[],
    question: Float32Array,
    model: string,
  ): Promise<readonly Read[]> {
    const ids = hits.map(({ clause }) => clause.id);
    const vectors = await this.graph.sentenceVectors(scope, ids, model);
    return hits
      .map((hit) => {
        const [name = hit.score, ...sentences] = (vectors.get(hit.clause.id) ?? []).map((vector) =>
          dot(vector, question),
        );
        const nearest = Math.max(...(sentences.length ? sentences : [hit.score]));
        const score = hit.score + WEIGHT.name * name + WEIGHT.sentence * nearest;
        return { hit, sentences, name, nearest, score };
      })
      .sort((left, right) => right.score - left.score);
  }
}

/** One number says how sure the whole search is; the others follow the best by the distance of their scores. */
function shareOf(candidate: Read, best: Read): number {
  return best.score > 0 ? Math.max(0, candidate.score) / best.score : 1;
}

function toCandidate({ hit, sentences, name, nearest, score }: Read, locale: Locale, confidence: number) {
  const rated = splitSentences(hit.clause.text).flatMap((text, place) => {
    const nearness = sentences[place];
    return nearness === undefined ? [] : [{ text, nearness }];
  });
  return {
    evidence: {
      ...clauseEvidence(hit.clause, locale, { score, confidence }),
      ...(rated.length ? { sentences: rated } : {}),
    },
    parts: { sharedCosine: hit.score, name, sentence: nearest },
  };
}
