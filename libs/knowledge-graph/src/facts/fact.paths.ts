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
 * 「甲附近的餐厅的电话」, 「附近 4.5 分以上的酒店」: a relation whose values are entities, and then what is asked or demanded of
 * those. What was chosen stays as it is where the question goes no further.
 */
export async function followPaths(
  search: PathSearch,
  parts: readonly QuestionPart[],
  chosen: readonly AskedRelation[],
): Promise<readonly AskedRelation[]> {
  const { locale } = search.query;
  const demanding = parts.filter(({ asks, written }) => asks > 0 && demandIn(written, locale));
  const demand = demanding[0] && demandIn(demanding[0].written, locale);
  for (const part of parts) {
    const first = chosen.find(
      (asked) => asked.named && search.relations.restBeside(asked.relation, part, locale) !== undefined,
    );
    const further = first ? relationsAfter(search, part, first, demanding) : [];
    const reached = first && further.length ? await follow(search, first, further, demand) : undefined;
    if (first && reached) return [...chosen.filter((asked) => !isOnPath(asked, first, further)), ...reached];
  }
  return demand ? meetingOf(chosen, demand) : chosen;
}

/** What was taken to be asked of the first thing is asked of what it leads to. */
function isOnPath(asked: AskedRelation, first: AskedRelation, further: readonly string[]): boolean {
  return asked === first || (asked.subject === first.subject && further.includes(asked.relation));
}

/** The step and what is said of where it leads; nothing where no value meets the demand; undefined where the path ends at once. */
async function follow(
  search: PathSearch,
  first: AskedRelation,
  further: readonly string[],
  demand: Demand | undefined,
): Promise<readonly AskedRelation[] | undefined> {
  const values = first.facts.slice(0, MOST_STEPS).map(({ value }) => value);
  const reached = await subjectsAt(search, values);
  const seconds = reached.flatMap((subject) => furtherOf(subject, further, first));
  if (!seconds.length) return undefined;
  const kept = demand ? meetingOf(seconds, demand) : seconds;
  const named = new Set(kept.map(({ subject }) => foldName(subject.entity)));
  const steps = first.facts.filter(({ value }) => named.has(foldName(value)));
  return steps.length ? [{ ...first, facts: steps }, ...kept] : [];
}

/** Relations that the rest of the part asks for, and those of a clause that demands something. */
function relationsAfter(
  { relations, known, query }: PathSearch,
  part: QuestionPart,
  first: AskedRelation,
  demanding: readonly QuestionPart[],
): readonly string[] {
  const names = [...new Set(known.map(({ relation }) => relation))].filter((name) => name !== first.relation);
  const rest = relations.restBeside(first.relation, part, query.locale) ?? '';
  const texts = [rest, ...demanding.map(({ text }) => text)];
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
  { likelihood, confidence, fit, at }: AskedRelation,
): AskedRelation[] {
  return further.flatMap((relation) => {
    const facts: readonly GraphFact[] = subject.relations.get(relation)?.facts ?? [];
    return facts.length ? [{ subject, relation, facts, named: true, at, fit, likelihood, confidence }] : [];
  });
}

/** Of several things asked alike, those whose value meets the demand; what cannot be measured is not touched by it. */
function meetingOf(asked: readonly AskedRelation[], demand: Demand): readonly AskedRelation[] {
  const kept = meeting(asked, ({ facts }) => facts[0]?.value ?? '', demand);
  const subjects = new Set(asked.map(({ subject }) => subject));
  return kept.length && subjects.size > 1 ? kept : demand.kind === 'bound' && subjects.size > 1 ? [] : asked;
}
