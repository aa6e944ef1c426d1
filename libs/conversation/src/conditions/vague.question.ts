import type { Locale } from '@zhike/contracts';

const POINTING: Record<Locale, RegExp> = {
  // 其 and 该 mostly point at something within the same sentence.
  zh: /这[个款种家项次些]|那[个款种家项次些]|它/u,
  en: /\b(?:this|that|these|those|the)\s+\p{L}+|\b(?:it|its|they|their|them|he|she|his|her)\b/iu,
};

/**
 * Whether a question points at one thing without naming it: "this clinic", "the new model", 「这款」. Where the evidence is muddy
 * besides, several things of the kind were found and none for sure.
 */
export function pointsWithoutNaming(question: string, locale: Locale): boolean {
  return POINTING[locale].test(question);
}

const NOUN = /\b(?:this|that|these|those|the)\s+(?:(?:particular|specific|certain)\s+)?((?:\p{L}+\s){0,1}?\p{L}+)/iu;
const HAN_NOUN = /[这那](个|款|种|家|项|次|些)(\p{Script=Han}{0,4})/u;
/** What follows a noun and is none of it. */
const NO_NOUN =
  /\b(?:of|is|are|was|were|does|do|did|has|have|can|will|in|on|at|for|to|from|that|which|and|or|not|be|been)\b.*$/iu;

/** Asks which one is meant, in the customer's own noun where there is one. */
export function whichOne(question: string, locale: Locale, otherwise: string): string {
  if (locale === 'zh') {
    const measure = HAN_NOUN.exec(question)?.[1];
    return measure && measure !== '些' ? `请问您指的是哪${measure}？` : otherwise;
  }
  const noun = NOUN.exec(question)?.[1]?.replace(NO_NOUN, '').trim();
  return noun ? `Which ${noun.toLowerCase()} do you mean?` : otherwise;
}
