import type { Locale } from '@zhike/contracts';
import { termsOf } from '@zhike/platform';
import { foldName } from '../mentions.js';
import { putAlike } from './asking.words.js';
import type { QuestionPart } from './question.parts.js';
import type { Subject } from './subjects.js';

/** A subject that is not of the kind the question points at is so much less likely to be meant. */
const OTHER_KIND = 0.6;
const NOT_A_PERSON = 0.8;

const POINTED: Record<Locale, RegExp> = {
  zh: /[这那该此本](?:[家个部首张款间所位只条件台种座套些]|(?=\p{Script=Han}))(\p{Script=Han}{1,2})/gu,
  en: /\b(?:the|this|that|your|its|their)\s+([a-z]+)/giu,
};
/** Before a kind in Chinese, these say that such things are asked for, not that one is spoken of. */
const ASKED_FOR = /(?:[什哪啥几][么些家个]?|别的|其[他它]的?|周边的?|有|找|推荐|去|[一两几][个家]|和|的)$/u;
const PERSON: Record<Locale, { readonly pronoun: RegExp; readonly relation: RegExp }> = {
  zh: { pronoun: /[他她](?![们家])/u, relation: /出生|国籍|职业|生日|籍贯/u },
  en: { pronoun: /\b(?:he|she|him|her|his)\b/iu, relation: /born|birth|nationality|occupation|profession/iu },
};
const ALL: Record<Locale, RegExp> = {
  zh: /[这那](?:些|[两几][个家款种])|它们/u,
  en: /\b(?:these|those|them|both|either|the two)\b/iu,
};
const SEVERAL: Record<Locale, RegExp> = {
  zh: /[这那]些|它们|他们|哪[一]?[个家款种]|两[个家款者]|都|分别|更|最/u,
  en: /\b(?:these|those|they|them|both|either|each|which|cheaper|cheapest|lighter|lightest)\b/iu,
};

/** How well a subject fits the words by which a part of the question points at something: 1 where nothing speaks against it. */
export function kindFit(
  part: QuestionPart,
  subjects: readonly Subject[],
  locale: Locale,
): (subject: Subject) => number {
  const called = subjects.flatMap((subject) => subject.called ?? []).filter((name) => part.clause.includes(name));
  const kinds = [...kindsIn(part.clause, subjects, locale), ...called];
  const fitting = kinds.length ? subjects.filter((subject) => kinds.some((kind) => isOfKind(subject, kind))) : [];
  const isPerson = PERSON[locale].pronoun.test(part.clause);
  const persons = isPerson ? subjects.filter((subject) => hasRelation(subject, PERSON[locale].relation)) : [];
  return (subject) =>
    (fitting.length && !fitting.includes(subject) ? OTHER_KIND : 1) *
    (persons.length && !persons.includes(subject) ? NOT_A_PERSON : 1);
}

/** 「这些」, "these": what was told together is meant, not what it was told of. */
export function pointsAtAll(question: string, locale: Locale): boolean {
  return ALL[locale].test(question);
}

/** 「这些」, "which of them": the question is about several things that were named together. */
export function pointsAtSeveral(question: string, locale: Locale): boolean {
  return SEVERAL[locale].test(question);
}

/** Kinds of things that the clause points at: 「这家餐馆」, 「景点的电话」, "the hotel". */
function kindsIn(clause: string, subjects: readonly Subject[], locale: Locale): string[] {
  const text = locale === 'zh' ? putAlike(clause) : clause;
  const pointed = [...text.matchAll(POINTED[locale])].flatMap(([, kind]) => (kind ? [kind, ...aloneIn(kind)] : []));
  return pointed.length || locale === 'en' ? pointed : spokenOf(text, subjects);
}

/** 「这本书写得…」 points at a 「书」: what follows a sign may be no part of the word. */
const aloneIn = (kind: string) => (/^\p{Script=Han}{2}$/u.test(kind) ? [kind.slice(0, 1)] : []);

/** A catalogue's title that the clause begins with, or at least does not ask for. */
function spokenOf(text: string, subjects: readonly Subject[]): string[] {
  const titles = new Set(
    subjects.flatMap(({ catalogues }) => [...catalogues].map((title) => putAlike(foldName(title)))),
  );
  return [...titles].filter((title) => {
    const at = text.indexOf(title);
    return at >= 0 && !ASKED_FOR.test(text.slice(0, at));
  });
}

function isOfKind(subject: Subject, kind: string): boolean {
  const word = foldName(kind);
  const [stem] = termsOf(word);
  const isIn = (text: string) => {
    if (word.length < 2) return false;
    const folded = putAlike(foldName(text));
    return folded.includes(word) || (stem !== undefined && /^[a-z]/u.test(stem) && termsOf(text).includes(stem));
  };
  return (
    [...subject.catalogues].some(isIn) ||
    isIn(subject.entity) ||
    [...subject.relations].some(([relation, { values }]) => TYPE.test(relation) && values.some(isIn)) ||
    [...subject.relations.keys()].some((relation) => foldName(relation).startsWith(word))
  );
}

const TYPE = /^(?:type|kind|category)$|类[型别]|种类/iu;

function hasRelation(subject: Subject, pattern: RegExp): boolean {
  return [...subject.relations.keys()].some((relation) => pattern.test(relation));
}
