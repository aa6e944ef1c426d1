import type { Locale } from '@zhike/contracts';

export interface Leaning {
  /** 0 stands alone – 1 says nothing without what went before. */
  readonly degree: number;
  readonly because: string;
}

const POINTING: Record<Locale, RegExp> = {
  zh: /[它他她]们?|这个|那个|这些|那些|这家|那家|这里|那里|该|此|上述|上面|刚才|前面|其中|这样|那样|这款|那款|呢[？?]?$/u,
  en: /\b(?:it|its|they|them|their|this|that|these|those|he|she|him|her|his|there|one|ones|same|such|else|another|other)\b/iu,
};
const CONTINUING: Record<Locale, RegExp> = {
  zh: /^(?:那么?|还有|另外|然后|所以|如果|要是|可是|但是|而且|需要|怎么|多久|多少|为什么|什么时候|在哪|可以吗|行吗|是吗)/u,
  en: /^(?:and|but|so|or|then|also|what about|how about|what if|why|when|where|how (?:long|much|many)|is it|are they|do i|can i)\b/iu,
};
/** A question no longer than this rarely names its topic (characters of Chinese, words of English). */
const SHORT: Record<Locale, number> = { zh: 8, en: 8 };

/** The degree of a question that names its own topic: history still whispers, for such questions, too, are asked in a conversation. */
export const STANDS_ALONE = 0.3;

/** How far a question leans on what went before, read from its own words alone. */
export function leaning(question: string, locale: Locale): Leaning {
  const size =
    locale === 'zh'
      ? (question.match(/\p{Script=Han}/gu)?.length ?? 0)
      : (question.match(/[\p{L}\d']+/gu)?.length ?? 0);
  if (POINTING[locale].test(question)) return { degree: 1, because: 'it points back' };
  if (size <= SHORT[locale]) return { degree: 0.8, because: 'it is short' };
  if (size <= 2 * SHORT[locale] && CONTINUING[locale].test(question.trim()))
    return { degree: 0.6, because: 'it begins like a continuation' };
  return { degree: STANDS_ALONE, because: 'it reads as a whole question' };
}
