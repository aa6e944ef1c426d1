import type { Locale } from '@zhike/contracts';
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
/** Relations that a path goes along at most: 「甲附近的餐厅附近的景点的电话」 has three. */
const MOST_HOPS = 3;

/**
 * 「甲附近的餐厅的电话」, 「附近 4.5 分以上的酒店」: a relation whose values are entities, and then what is asked or demanded of
 * those, and so on. What was chosen stays as it is where the question goes no further.
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
    const further = first ? relationsAfter(search, part, first.relation, demanding) : [];
    const path = { part, further, demand, hops: MOST_HOPS };
    const reached = first && further.length ? await follow(search, [first], path) : undefined;
    if (first && reached) return [...chosen.filter((asked) => !isOnPath(asked, first, further)), ...reached];
  }
  return demand ? meetingOf(chosen, demand) : chosen;
}

/** What was taken to be asked of the first thing is asked of what it leads to. */
function isOnPath(asked: AskedRelation, first: AskedRelation, further: readonly string[]): boolean {
  return asked === first || (asked.subject === first.subject && further.includes(asked.relation));
}

interface Path {
  /** What is still to be read of the question, the name of the step in it. */
  readonly part: QuestionPart;
  /** Relations that it asks for of where the step leads. */
  readonly further: readonly string[];
  readonly demand: Demand | undefined;
  /** Relations that may still follow, the step's own counted. */
  readonly hops: number;
}

/**
 * Steps along one relation and what is said of where they lead; nothing where no value meets the demand; undefined where the
 * path ends at once.
 */
async function follow(
  search: PathSearch,
  steps: readonly AskedRelation[],
  path: Path,
): Promise<readonly AskedRelation[] | undefined> {
  const [first] = steps;
  const values = steps.flatMap(({ facts }) => facts.map(({ value }) => value));
  const reached = first ? await subjectsAt(search, values.slice(0, MOST_STEPS)) : [];
  const seconds = reached.flatMap((subject) => (first ? furtherOf(subject, path.further, first) : []));
  if (!first || !seconds.length) return undefined;
  const onward = await goOn(search, first.relation, seconds, path);
  const kept = onward ?? (path.demand ? meetingOf(seconds, path.demand) : seconds);
  const named = new Set(kept.map(({ subject }) => foldName(subject.entity)));
  const taken = steps.flatMap((step) => {
    const facts = step.facts.filter(({ value }) => named.has(foldName(value)));
    return facts.length ? [{ ...step, facts }] : [];
  });
  return taken.length ? [...taken, ...kept] : [];
}

/** Where what is asked of the reached things leads on itself, and the question says what of that. */
async function goOn(
  search: PathSearch,
  behind: string,
  seconds: readonly AskedRelation[],
  { part, further, demand, hops }: Path,
): Promise<readonly AskedRelation[] | undefined> {
  const { relations, query } = search;
  const rest = relations.restBeside(behind, part, query.locale);
  if (hops <= 2 || rest === undefined || !isChain(part, query.locale)) return undefined;
  const next = { ...part, text: rest, clause: rest };
  for (const relation of further) {
    const steps = seconds.filter((asked) => asked.relation === relation);
    const deeper = steps.length ? relationsAfter(search, next, relation, []) : [];
    const reached = deeper.length
      ? await follow(search, steps, { part: next, further: deeper, demand, hops: hops - 1 })
      : undefined;
    if (reached?.length) return reached;
  }
  return undefined;
}

const JOINTS = /\b(?:of|near|around|at|in|by)\b/giu;
/** Chinese says in the order of the path; English only where it chains: "the phone of the sight near the restaurant near it". */
const isChain = ({ text }: QuestionPart, locale: Locale) => locale === 'zh' || (text.match(JOINTS)?.length ?? 0) > 1;

/** Relations that the rest of the part asks for, and those of a clause that demands something. */
function relationsAfter(
  { relations, known, query }: PathSearch,
  part: QuestionPart,
  step: string,
  demanding: readonly QuestionPart[],
): readonly string[] {
  const names = [...new Set(known.map(({ relation }) => relation))].filter((name) => name !== step);
  const rest = relations.restBeside(step, part, query.locale) ?? '';
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
