import type { KnowledgeQuery } from '@zhike/ports';
import { type LinkedEntity, linkEntities } from './entity.linker.js';
import type { GraphFact, GraphScope, GraphStore } from './graph.store.js';
import { segmentsOf } from './question.segments.js';
import type { RankedRelation, RelationRanking } from './relation.ranking.js';

/** A relation whose name is close in meaning, though not named, must be at least so close (cosine). */
const LEAST_COSINE = { zh: 0.45, en: 0.62 };
/** What naming a relation adds to being close in meaning. */
const NAMED_BONUS = 0.5;
/** Values of one relation shown at most. */
const MOST_VALUES = 12;

export interface FactCandidate {
  readonly fact: GraphFact;
  /** How well entity and relation fit the question, 0–1; ranks. */
  readonly score: number;
  /** 0–1: how surely this relation was asked for. */
  readonly confidence: number;
  readonly parts: Readonly<Record<string, number>>;
}

export interface FactSearch {
  readonly candidates: readonly FactCandidate[];
  readonly linked: readonly LinkedEntity[];
  readonly segments: readonly string[];
}

/** Facts of an entity that the question or the conversation names, for each relation that a part of the question asks for. */
export async function searchFacts(
  graph: GraphStore,
  relations: RelationRanking,
  scope: GraphScope,
  query: KnowledgeQuery,
): Promise<FactSearch> {
  const linked = await linkEntities(graph, scope, query);
  const named = linked.filter(({ isNamed }) => isNamed);
  const segments = segmentsOf(
    query.question,
    named.map(({ mention }) => mention),
  );
  if (!linked.length) return { candidates: [], linked, segments };
  const facts = await graph.factsAbout(
    scope,
    linked.map(({ entity }) => entity),
  );
  const names = [...new Set(facts.map(({ relation }) => relation))];
  const ranked = await relations.rank(segments, names, query.locale, query.signal);
  const topics = linked.map((entity) => topicOf(entity, facts, ranked, query.locale));
  const best = topics.sort((a, b) => b.value - a.value)[0];
  const chosen = best ? topics.filter((topic) => topic === best || belongsBeside(topic, best)) : [];
  return { candidates: chosen.flatMap(({ candidates }) => candidates), linked, segments };
}

interface Topic {
  readonly entity: LinkedEntity;
  readonly relations: readonly string[];
  /** What speaks for this entity being the one asked about. */
  readonly value: number;
  readonly candidates: readonly FactCandidate[];
}

function topicOf(
  entity: LinkedEntity,
  facts: readonly GraphFact[],
  ranked: readonly (readonly RankedRelation[])[],
  locale: KnowledgeQuery['locale'],
): Topic {
  const own = facts.filter((fact) => fact.entity === entity.entity);
  const has = new Set(own.map(({ relation }) => relation));
  const asked = new Map<string, number>();
  for (const segment of ranked)
    for (const { relation, score } of askedIn(segment, has, locale))
      asked.set(relation, Math.max(asked.get(relation) ?? 0, score));
  const candidates = [...asked].flatMap(([relation, score]) =>
    own
      .filter((fact) => fact.relation === relation)
      .slice(0, MOST_VALUES)
      .map((fact) => ({
        fact,
        score: score * entity.weight,
        confidence: surenessOf(score, locale),
        parts: { relation: score, entity: entity.weight },
      })),
  );
  const value = [...asked.values()].reduce((sum, score) => sum + score, 0) * entity.weight;
  return { entity, relations: [...asked.keys()], value, candidates };
}

/** The relations that one part of a question asks of an entity: all that it names, else the nearest in meaning. */
function askedIn(
  segment: readonly RankedRelation[],
  has: ReadonlySet<string>,
  locale: KnowledgeQuery['locale'],
): { relation: string; score: number }[] {
  const own = segment.filter(({ relation }) => has.has(relation));
  const named = own.filter(({ lexical }) => lexical === 1).filter(isLongest);
  if (named.length) return named.map(({ relation }) => ({ relation, score: 1 }));
  const scored = own
    .map(({ relation, lexical, cosine }) => ({ relation, cosine, score: cosine + NAMED_BONUS * lexical }))
    .sort((a, b) => b.score - a.score);
  const [best] = scored;
  return best && best.score >= LEAST_COSINE[locale]
    ? [{ relation: best.relation, score: Math.min(1, best.score) }]
    : [];
}

/** A relation that is named is sure; one that is only near in meaning begins at even odds. */
function surenessOf(score: number, locale: KnowledgeQuery['locale']): number {
  const least = LEAST_COSINE[locale];
  return Math.min(0.95, 0.5 + (0.45 * (score - least)) / (1 - least));
}

/** 「周边景点」 is asked for, not 「景点」 inside it. */
function isLongest({ relation }: RankedRelation, _place: number, all: readonly RankedRelation[]): boolean {
  return all.every((other) => other.relation === relation || !other.relation.includes(relation));
}

/** A question that compares names several entities and asks the same of each. */
function belongsBeside(topic: Topic, best: Topic): boolean {
  return (
    topic.entity.isNamed &&
    best.entity.isNamed &&
    topic.candidates.length > 0 &&
    topic.relations.every((relation) => best.relations.includes(relation)) &&
    topic.value >= best.value * 0.9
  );
}
