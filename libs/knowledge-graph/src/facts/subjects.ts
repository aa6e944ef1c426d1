import { termsOf } from '@zhike/platform';
import type { GraphFact } from '../graph.store.js';
import { foldName } from '../mentions.js';
import { type Shape, shapesOf } from './answer.shape.js';
import { type LinkedEntity, recency } from './entity.linker.js';

/** What is known of an entity under one name. */
export interface KnownRelation {
  /** In catalogue order. */
  readonly facts: readonly GraphFact[];
  /** Their values, folded, to be looked for in what was said. */
  readonly values: readonly string[];
  readonly shapes: ReadonlySet<Shape>;
  /** What the values speak of. */
  readonly terms: ReadonlySet<string>;
}

/** An entity with all that is known of it, as the question may be about it. */
export interface Subject {
  readonly entity: string;
  readonly isNamed: boolean;
  /** The part of its name by which the question calls it, where something else was spoken of. */
  readonly called?: string;
  /** Named only inside a value of another subject. */
  readonly isInValue: boolean;
  readonly stepsBack: number;
  /** Clauses that name it where it was last named, folded. */
  readonly said: readonly string[];
  /** How likely it is meant, before anything is read of what is asked (0–1). */
  readonly weight: number;
  readonly relations: ReadonlyMap<string, KnownRelation>;
  /** Titles of the catalogues that describe it. */
  readonly catalogues: ReadonlySet<string>;
}

/** So few values tell the shape of a relation. */
const SAMPLE = 4;
/** Things that were told in a list are less likely to be meant than what the list is about. */
const LISTED = 0.85;
const ABOUT_LIST = 0.97;
/** What is named only inside a value of something else (a place in an address) is hardly spoken of. */
const IN_VALUE = 0.55;
/** What was named together further back is not pointed at any more. */
const LAST = 3;

/** The linked entities with their facts; those without any are left out. */
export function subjectsOf(linked: readonly LinkedEntity[], facts: readonly GraphFact[]): readonly Subject[] {
  const all = linked.flatMap((entity) => {
    const own = facts.filter((fact) => fact.entity === entity.entity);
    return own.length ? [subjectOf(entity, own)] : [];
  });
  return weighLists(
    all.map((subject) =>
      isPartOfValue(subject, all)
        ? { ...subject, isNamed: false, isInValue: true, weight: subject.weight * IN_VALUE }
        : subject,
    ),
  );
}

function subjectOf(linked: LinkedEntity, own: readonly GraphFact[]): Subject {
  const byRelation = new Map<string, GraphFact[]>();
  for (const fact of own) {
    const facts = byRelation.get(fact.relation);
    if (facts) facts.push(fact);
    else byRelation.set(fact.relation, [fact]);
  }
  const relations = new Map([...byRelation].map(([relation, facts]) => [relation, known(facts)]));
  return { ...linked, isInValue: false, relations, catalogues: new Set(own.map(({ policyTitle }) => policyTitle)) };
}

function known(facts: readonly GraphFact[]): KnownRelation {
  const shapes = shapesOf(facts.slice(0, SAMPLE).map(({ value }) => value));
  return {
    facts,
    values: facts.map(({ value }) => foldName(value)),
    shapes,
    terms: new Set(facts.flatMap(({ value }) => contentTerms(value))),
  };
}

function isPartOfValue({ entity, said }: Subject, all: readonly Subject[]): boolean {
  const name = foldName(entity);
  const values = all
    .filter((other) => other.entity !== entity)
    .flatMap(({ relations }) => [...relations.values()].flatMap(({ values }) => values))
    .filter((value) => value.length > name.length + 1 && value.includes(name));
  return (
    said.length > 0 && said.every((clause) => values.some((value) => clause.includes(value) || value.includes(clause)))
  );
}

/** 「周边有甲、乙。」「电话呢？」 asks for the telephone of the place that was spoken of, not of 乙. */
function weighLists(subjects: readonly Subject[]): readonly Subject[] {
  const lists: List[] = [];
  for (const about of [...subjects].sort((a, b) => b.stepsBack - a.stepsBack))
    if (!lists.some(({ members }) => members.includes(about))) lists.push(...listsOf(about, subjects));
  return subjects.map((subject) => {
    const listed = lists.some(({ members }) => members.includes(subject));
    const told = lists.filter(({ about }) => about === subject).map(({ stepsBack }) => recency(stepsBack) * ABOUT_LIST);
    const weight = Math.max(listed ? subject.weight * LISTED : subject.weight, ...told);
    return { ...subject, weight };
  });
}

interface List {
  readonly about: Subject;
  readonly members: readonly Subject[];
  readonly stepsBack: number;
}

/** Values of one relation of a subject, several of which one utterance names. */
function listsOf(about: Subject, subjects: readonly Subject[]): List[] {
  return [...about.relations.values()].flatMap((known) => {
    const values = new Set(known.values);
    const members = subjects.filter(
      (other) =>
        other !== about &&
        other.stepsBack > 0 &&
        other.stepsBack <= about.stepsBack &&
        values.has(foldName(other.entity)),
    );
    const steps = [...new Set(members.map(({ stepsBack }) => stepsBack))];
    return steps.flatMap((stepsBack) => {
      const together = members.filter((member) => member.stepsBack === stepsBack);
      return together.length > 1 ? [{ about, members: together, stepsBack }] : [];
    });
  });
}

/** The members of the newest list or enumeration of the conversation, for 「这些」 and "which of them". */
export function lastNamedTogether(subjects: readonly Subject[]): readonly Subject[] {
  const earlier = subjects.filter(({ isNamed, isInValue }) => !isNamed && !isInValue);
  for (let step = 1; step <= LAST; step++) {
    const together = earlier.filter(({ stepsBack }) => stepsBack === step);
    if (together.length > 1) return together.reverse();
  }
  return [];
}

/**
 * How alike two subjects are by the relations they have (0–1): of two films one may lack what the other has, and is asked for it
 * all the same; a person is not asked for a running time.
 */
export function likeness(left: Subject, right: Subject): number {
  const shared = [...left.relations.keys()].filter((relation) => right.relations.has(relation)).length;
  return shared < 2 ? 0 : shared / Math.min(left.relations.size, right.relations.size);
}

/** Terms that say what is spoken of: three signs of Chinese in a row, as two are found in too much; stems of English words. */
export function contentTerms(text: string): readonly string[] {
  const chinese = [...text.matchAll(/\p{Script=Han}{3,}/gu)].flatMap(([run]) =>
    Array.from({ length: run.length - 2 }, (_, at) => run.slice(at, at + 3)),
  );
  return [...chinese, ...termsOf(text).filter((term) => /^[a-z]{4,}$/u.test(term))];
}
