import type { KnowledgeQuery } from '@zhike/ports';
import type { CatalogueRelation, GraphFact, GraphScope, GraphStore } from '../graph.store.js';
import { type AskedRelation, askedOf, isSayable } from './asked.relations.js';
import { type DemandedFacts, demandedFacts } from './fact.lists.js';
import { followPaths, type PathSearch } from './fact.paths.js';
import { type LinkedEntity, linkEntities } from './entity.linker.js';
import { onlyNames, partsOf, type QuestionPart } from './question.parts.js';
import type { RankedRelation, RelationRanking } from './relation.ranking.js';
import { type AskedPart, chooseSubjects } from './subject.choice.js';
import { type Subject, subjectsOf } from './subjects.js';

/** Values of one relation shown at most. */
const MOST_VALUES = 12;

export interface FactCandidate {
  readonly fact: GraphFact;
  /** How well entity and relation fit the question, 0–1; ranks. */
  readonly score: number;
  /** 0–1: how surely this fact was asked for. */
  readonly confidence: number;
  readonly parts: Readonly<Record<string, number>>;
}

export interface FactSearch {
  readonly candidates: readonly FactCandidate[];
  readonly linked: readonly LinkedEntity[];
  readonly segments: readonly string[];
}

/** Facts of the entity that the question or the conversation speaks of, for each relation that a part of the question asks for. */
export async function searchFacts(
  graph: GraphStore,
  relations: RelationRanking,
  scope: GraphScope,
  query: KnowledgeQuery,
): Promise<FactSearch> {
  const known = await graph.relationsIn(scope);
  const linked = await linkEntities(graph, scope, query, known);
  const parts = await partsAsked(graph, scope, query, linked);
  const found = { linked, segments: parts.map(({ text }) => text) };
  const entities = linked.map(({ entity }) => entity);
  if (!known.length) return { candidates: [], ...found };
  const facts = entities.length ? await graph.factsAbout(scope, entities) : [];

  const subjects = subjectsOf(linked, facts);
  const search = { graph, relations, scope, known, query };
  const chosen = subjects.length ? await ask(search, parts, subjects) : [];
  if (chosen.some(isSayable)) return { candidates: spread(chosen), ...found };
  const listed = await demandedFacts(search, parts);
  return { candidates: listed ? candidatesOf(listed) : spread(chosen), ...found };
}

/** The parts of the question; where it only names something (「那乙呢？」), those of the question before, asked of it. */
async function partsAsked(
  graph: GraphStore,
  scope: GraphScope,
  { question, earlier }: KnowledgeQuery,
  linked: readonly LinkedEntity[],
): Promise<readonly QuestionPart[]> {
  const said = linked.filter(({ stepsBack }) => stepsBack === 0);
  const before = earlier.find(({ role }) => role === 'customer')?.text;
  if (
    before !== undefined &&
    said.length &&
    onlyNames(
      partsOf(
        question,
        said.map(({ mention }) => mention),
      ),
    )
  ) {
    const names = said.map(({ entity }) => entity);
    return partsOf(before, await graph.findMentions(scope, before)).map((part) => ({ ...part, names }));
  }
  const named = said.filter(({ isNamed }) => isNamed);
  return partsOf(
    question,
    named.map(({ mention }) => mention),
  );
}

async function ask(
  search: PathSearch,
  parts: readonly QuestionPart[],
  subjects: readonly Subject[],
): Promise<readonly AskedRelation[]> {
  const { relations, known, query } = search;
  const own = subjects.flatMap((subject) => [...subject.relations.keys()]);
  const names = [...new Set([...own, ...ofCatalogues(subjects, known).map(({ relation }) => relation)])];
  const ranked = await relations.rank(parts, names, query.locale, query.signal);
  const chosen = choose(askedParts(parts, ranked, subjects, known, query), subjects, query);
  return chosen.some(isSayable) ? followPaths(search, parts, chosen) : chosen;
}

/** What the entities lack but others of their catalogues have: it may be just that which is asked. */
function ofCatalogues(subjects: readonly Subject[], known: readonly CatalogueRelation[]): readonly CatalogueRelation[] {
  const titles = new Set(subjects.flatMap(({ catalogues }) => [...catalogues]));
  return known.filter(({ policyTitle }) => titles.has(policyTitle));
}

function askedParts(
  parts: readonly QuestionPart[],
  ranked: readonly (readonly RankedRelation[])[],
  subjects: readonly Subject[],
  known: readonly CatalogueRelation[],
  { locale }: KnowledgeQuery,
): readonly AskedPart[] {
  const catalogued = new Set(known.map(({ policyTitle, relation }) => `${policyTitle}\u0000${relation}`));
  return parts.map((part, place) => ({
    part,
    of: new Map(
      subjects.map((subject) => {
        const isInCatalogue = (relation: string) =>
          [...subject.catalogues].some((title) => catalogued.has(`${title}\u0000${relation}`));
        return [subject, askedOf(subject, part, ranked[place] ?? [], isInCatalogue, locale)];
      }),
    ),
  }));
}

/** Where a clause asks, those that only tell are left aside; where what asks is empty (「有吗？」), all are read. */
function choose(
  asked: readonly AskedPart[],
  subjects: readonly Subject[],
  { question, locale }: KnowledgeQuery,
): readonly AskedRelation[] {
  const asking = asked.filter(({ part }) => part.asks === 1);
  if (!asking.length) return chooseSubjects(asked, subjects, question, locale);
  const chosen = chooseSubjects(asked.flatMap(asFarAsItAsks), subjects, question, locale);
  const isEmpty = asking.every(({ of }) => [...of.values()].every(({ lacks }) => !lacks));
  return chosen.some(isSayable) || !isEmpty ? chosen : chooseSubjects(asked, subjects, question, locale);
}

const TELLS = /是|在|为|有|\b(?:is|are|was|were)\b/u;

/** Beside a clause that surely asks, others ask only for what they name, and not if they go on to say what it is. */
function asFarAsItAsks({ part, of }: AskedPart): AskedPart[] {
  if (part.asks === 1) return [{ part, of }];
  if (part.asks === 0 && TELLS.test(part.clause)) return [];
  const onlyNamed = [...of].map(
    ([subject, asked]) => [subject, { ...asked, relations: asked.relations.filter(({ named }) => named) }] as const,
  );
  return [{ part, of: new Map(onlyNamed) }];
}

/** What each part of a question asks for is shown together: a part that is sure by itself is not less so beside a surer one. */
const BESIDE = 0.86;

/** One value of each relation after the other, so that a long list does not leave the others without any. */
function spread(chosen: readonly AskedRelation[]): FactCandidate[] {
  const best = Math.max(0, ...chosen.map(({ confidence }) => confidence));
  const groups = chosen.map((asked) => {
    const { subject, fit } = asked;
    const confidence = isSayable(asked) ? Math.max(asked.confidence, best * BESIDE) : asked.confidence;
    const rated = { score: confidence * subject.weight, confidence, parts: { relation: fit, entity: subject.weight } };
    return asked.facts.slice(0, MOST_VALUES).map((fact) => ({ fact, ...rated }));
  });
  return Array.from({ length: MOST_VALUES }, (_, row) => groups.flatMap((group) => group[row] ?? [])).flat();
}

function candidatesOf({ facts, confidence }: DemandedFacts): FactCandidate[] {
  return facts.map((fact) => ({ fact, score: confidence, confidence, parts: { demanded: 1 } }));
}
