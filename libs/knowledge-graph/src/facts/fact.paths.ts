import type { KnowledgeQuery } from '@zhike/ports';
import type { CatalogueRelation, GraphFact, GraphScope, GraphStore } from '../graph.store.js';
import { foldName } from '../mentions.js';
import type { AskedRelation } from './asked.relations.js';
import { type Demand, demandIn, meeting } from './quantity.js';
import type { QuestionPart } from './question.parts.js';
import type { RelationRanking } from './relation.ranking.js';
import { type Subject, subjectsOf } from './subjects.js';

/** What a path needs to be followed. */
export interface PathSearch {
  readonly graph: GraphStore;
  readonly relations: RelationRanking;
  readonly scope: GraphScope;
  readonly known: readonly CatalogueRelation[];
  readonly query: KnowledgeQuery;
}

/** So many values of a relation are looked at, as entities of their own. */
const MOST_STEPS = 24;

/**
 * 「故宫附近的酒店的电话」, 「附近 4.5 分以上的酒店」: a relation whose values are entities, and then what is asked or demanded of
 * those. What was chosen stays as it is where the question goes no further.
 */
export async function followPaths(
  search: PathSearch,
  parts: readonly QuestionPart[],
  chosen: readonly AskedRelation[],
): Promise<readonly AskedRelation[]> {
  const demand = parts.map(({ written }) => demandIn(written, search.query.locale)).find((one) => one);
  for (const part of parts) {
    const first = chosen.find(
      (asked) => asked.named && search.relations.restBeside(asked.relation, part, search.query.locale),
    );
    const followed = first && (await follow(search, { part, first, demand }, parts));
    if (followed) return followed;
  }
  return demand ? meetingOf(chosen, demand) : chosen;
}

interface Step {
  readonly part: QuestionPart;
  readonly first: AskedRelation;
  readonly demand: Demand | undefined;
}

async function follow(
  search: PathSearch,
  { part, first, demand }: Step,
  parts: readonly QuestionPart[],
): Promise<readonly AskedRelation[] | undefined> {
  const further = relationsAfter(search, part, first, demand ? parts : []);
  if (!further.length) return undefined;
  const values = first.facts.slice(0, MOST_STEPS).map(({ value }) => value);
  const reached = await subjectsAt(search, values);
  const seconds = reached.flatMap((subject) => furtherOf(subject, further, first));
  const kept = demand ? meetingOf(seconds, demand) : seconds;
  if (!seconds.length) return undefined;
  const named = new Set(kept.map(({ subject }) => foldName(subject.entity)));
  const steps = first.facts.filter(({ value }) => named.has(foldName(value)));
  return steps.length ? [{ ...first, facts: steps }, ...kept] : [];
}

/** Relations that the rest of the part asks for; with a demand, also those of the clause that demands. */
function relationsAfter(
  { relations, known, query }: PathSearch,
  part: QuestionPart,
  first: AskedRelation,
  demanding: readonly QuestionPart[],
): readonly string[] {
  const names = [...new Set(known.map(({ relation }) => relation))].filter((name) => name !== first.relation);
  const rest = relations.restBeside(first.relation, part, query.locale) ?? '';
  const texts = [rest, ...demanding.filter(({ written }) => demandIn(written, query.locale)).map(({ text }) => text)];
  return [...new Set(texts.flatMap((text) => relations.namedIn({ ...part, text, clause: text }, names, query.locale)))];
}

async function subjectsAt({ graph, scope }: PathSearch, entities: readonly string[]): Promise<readonly Subject[]> {
  const facts = await graph.factsAbout(scope, entities);
  const linked = [...new Set(facts.map(({ entity }) => entity))].map((entity) => ({
    entity,
    mention: { entity, start: 0, length: 0 },
    weight: 1,
    isNamed: false,
    stepsBack: 0,
    said: [],
  }));
  return subjectsOf(linked, facts);
}

/** As sure as the step to it: both were named. */
function furtherOf(
  subject: Subject,
  further: readonly string[],
  { confidence, fit, at }: AskedRelation,
): AskedRelation[] {
  return further.flatMap((relation) => {
    const facts: readonly GraphFact[] = subject.relations.get(relation)?.facts ?? [];
    return facts.length ? [{ subject, relation, facts, named: true, at, fit, confidence }] : [];
  });
}

/** Of several things asked alike, those whose value meets the demand; what cannot be measured is not touched by it. */
function meetingOf(asked: readonly AskedRelation[], demand: Demand): readonly AskedRelation[] {
  const kept = meeting(asked, ({ facts }) => facts[0]?.value ?? '', demand);
  const subjects = new Set(asked.map(({ subject }) => subject));
  return kept.length && subjects.size > 1 ? kept : demand.kind === 'bound' && subjects.size > 1 ? [] : asked;
}
