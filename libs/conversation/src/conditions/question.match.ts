import type { Locale } from '@zhike/contracts';
import type { Rule } from './rule.js';
import { conceptsOf } from './words.js';

/** How well the question asks for what a rule concludes, 0–1. */
export function matchOf(rule: Rule, question: ReadonlySet<string>, locale: Locale): number {
  if (!question.size) return 0;
  const conclusion = conceptsOf(rule.conclusion, locale);
  const whole = conceptsOf(rule.sentences.join('\n'), locale);
  const held = [...question].map((concept) => (conclusion.has(concept) ? 1 : whole.has(concept) ? 0.6 : 0) as number);
  return held.reduce((sum, part) => sum + part, 0) / question.size;
}

/**
 * The rule in the light of the question. A list whose one line is what is asked („May they ask for details?“) is about the
 * conditions of its lead; a sentence without a mark of a condition has as its condition what the question does not say.
 */
export function towards(rule: Rule, question: ReadonlySet<string>, locale: Locale): Rule {
  if (rule.isRegardless) return rule;
  if (!rule.conditions.length) {
    const joint = /,.*\bor\b|、|或/iu.test(rule.conclusion) ? 'any' : 'all';
    return { ...rule, joint, isGuessed: true, conditions: residueOf(rule, question, locale) };
  }
  if (!rule.isList) return rule;
  const asked = rule.conditions.filter(({ text }) => isAsked(text, rule, question, locale));
  const rest = rule.conditions.filter((condition) => !asked.includes(condition));
  if (asked.length !== 1 || rest.length === rule.conditions.length) return rule;
  return rest.length ? { ...rule, conditions: rest } : rule;
}

function isAsked(text: string, rule: Rule, question: ReadonlySet<string>, locale: Locale): boolean {
  const topic = conceptsOf(rule.conclusion, locale);
  const own = [...conceptsOf(text, locale)].filter((concept) => !topic.has(concept));
  return own.length > 1 && own.filter((concept) => question.has(concept)).length / own.length > 0.6;
}

const MODAL: Record<Locale, RegExp> = {
  en: /\s+\b(?:must|can|may|cannot|can['’]t|aren['’]t|are|is|will|should|qualify|does|do|offers?)\b\s+/iu,
  zh: /可以?|不可|不能|不得|不予|须|需|应|享/u,
};
const JOINTS: Record<Locale, RegExp> = {
  en: /,\s+(?:or\s+|and\s+)?|\s+(?:for|with|within|from|to|who|that|at|if|in)\s+(?=\w)/iu,
  zh: /[，,、]/u,
};

/** The pieces of a sentence that the question does not speak of, as its conditions: who it is about, for what, when. */
function residueOf(rule: Rule, question: ReadonlySet<string>, locale: Locale): Rule['conditions'] {
  const sides = rule.conclusion.split(MODAL[locale]);
  const pieces = sides.flatMap((side) => side.split(JOINTS[locale])).map((piece) => piece.trim());
  return pieces
    .filter((piece) => {
      const concepts = [...conceptsOf(piece, locale)];
      const fresh = concepts.filter((concept) => !question.has(concept));
      return fresh.length > 0 && fresh.length / concepts.length >= 0.5;
    })
    .map((text) => ({ text, isException: false, parts: [text] }));
}

/** Whether a yes would say no: 「不能退吗」, "Is it prohibited?". „Can't I …?“ hopes for the same yes as "Can I …?". */
const DENIAL_ASKED: Record<Locale, RegExp> = {
  zh: /(?:^|[^能可会用需要是])不(?:能|可以?|得|予|会|支持|用|需要?).*(?:吗|么)/u,
  en: /\b(?:prohibited|forbidden|banned|excluded|disallowed)\b/iu,
};

export const asksForDenial = (question: string, locale: Locale): boolean => DENIAL_ASKED[locale].test(question);
