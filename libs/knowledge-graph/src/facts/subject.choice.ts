import type { Locale } from '@zhike/contracts';
import { type AskedRelation, type AskedOf, isSayable } from './asked.relations.js';
import { kindFit, pointsAtAll, pointsAtSeveral } from './pointing.words.js';
import type { QuestionPart } from './question.parts.js';
import { lastNamedTogether, likeness, type Subject } from './subjects.js';

/** A part of the question with what it may ask of each subject. */
export interface AskedPart {
  readonly part: QuestionPart;
  readonly of: ReadonlyMap<Subject, AskedOf>;
}

/** What the conversation spoke of before counts so much less where the question names something itself. */
const BEHIND_NAMED = 0.5;
/** 「这些」 means what was told together; anything else is so much less likely. */
const BEHIND_TOLD = 0.6;

/** For each part the subject it is about, with what it asks of it; each relation of a subject once. */
export function chooseSubjects(
  asked: readonly AskedPart[],
  subjects: readonly Subject[],
  question: string,
  locale: Locale,
): readonly AskedRelation[] {
  const hasNamed = subjects.some(({ isNamed }) => isNamed);
  const told = !hasNamed && pointsAtAll(question, locale) ? together(subjects, false) : [];
  const worth = asked.map((one) => {
    const of = worthOf(one, subjects, hasNamed, locale);
    return (subject: Subject) => of(subject) * (told.length && !told.includes(subject) ? BEHIND_TOLD : 1);
  });
  const whole = bestOf(subjects, (subject) => worth.reduce((sum, of) => sum + of(subject), 0));
  const isSeveral = pointsAtSeveral(question, locale) || asked.some(({ part }) => part.joins);
  const several = isSeveral ? together(subjects, hasNamed) : [];
  const chosen = asked.flatMap((one, place) => {
    const value = worth[place];
    const subject = value && subjectOf(one, value, subjects, whole);
    if (!subject) return [];
    const about = several.includes(subject) ? several : [subject];
    return about.flatMap((other) => [...(one.of.get(other)?.relations ?? [])].sort((a, b) => a.at - b.at));
  });
  return onceEach(chosen);
}

type Worth = (subject: Subject) => number;

function worthOf({ part, of }: AskedPart, subjects: readonly Subject[], hasNamed: boolean, locale: Locale): Worth {
  const fits = kindFit(part, subjects, locale);
  const surest = (subject: Subject) => of.get(subject)?.relations[0]?.likelihood ?? 0;
  return (subject) => {
    const behind = hasNamed && !subject.isNamed ? BEHIND_NAMED : 1;
    const asLike = subjects.map((other) => (other === subject ? 0 : likeness(subject, other) * surest(other)));
    return subject.weight * behind * fits(subject) * Math.max(surest(subject), ...asLike);
  };
}

/** The subject of the whole question, unless this part names another one. */
function subjectOf(
  { part }: AskedPart,
  worth: Worth,
  subjects: readonly Subject[],
  whole: Subject | undefined,
): Subject | undefined {
  const named = subjects.filter(({ entity }) => part.names.includes(entity));
  return named.length ? bestOf(named, worth) : whole;
}

/** In the order in which they are named. */
function together(subjects: readonly Subject[], hasNamed: boolean): readonly Subject[] {
  return hasNamed ? subjects.filter(({ isNamed }) => isNamed).reverse() : lastNamedTogether(subjects);
}

function bestOf(subjects: readonly Subject[], worth: Worth): Subject | undefined {
  return subjects.map((subject) => ({ subject, value: worth(subject) })).sort((a, b) => b.value - a.value)[0]?.subject;
}

/** Of what is asked of a subject more than once, the surest; what is not sure only where nothing is. */
function onceEach(chosen: readonly AskedRelation[]): readonly AskedRelation[] {
  const best = new Map<string, AskedRelation>();
  for (const asked of chosen) {
    const key = `${asked.subject.entity}\u0000${asked.relation}`;
    const known = best.get(key);
    if (!known || known.confidence < asked.confidence) best.set(key, asked);
  }
  const all = [...best.values()];
  const sure = all.filter(isSayable);
  return sure.length ? sure : all;
}
