import type { Locale } from '@zhike/contracts';
import { splitSentences } from '@zhike/platform';

const ASKS: Record<Locale, RegExp> = {
  zh: /吗[？?。!！]?$|么[？?]$|是否|是不是|能不能|可不可以|可否|能否|会不会|要不要|用不用|需不需要|有没有|行不行|算不算|该不该/u,
  en: /^(?:(?:so|and|but|ok(?:ay)?|well|then|also|hi|hello|please|just)[,.!]?\s+)*(?:do|does|did|can|could|am|is|are|was|were|will|would|should|may|might|must|have|has|need)(?:n['’]t)?\s+(?:i|my|we|our|you|your|it|this|that|these|those|the|there|he|she|they|his|her|their|a|an|any|some|it['’]s|\p{L}+)\b/iu,
};
/** A request in the form of a question: „Can you tell me how …?“ wants no yes. */
const REQUESTS: Record<Locale, RegExp> = {
  zh: /^(?:请问)?(?:你们?|您)?(?:能不能|可以|能|可否)?(?:告诉|介绍|帮我|说说|讲讲|发给)|(?:什么|怎么|怎样|如何|哪|多少|多久|几[天个时点]|谁|为什么)/u,
  en: /\b(?:can|could|would|will) (?:you|someone|anyone|we)\b.*\b(?:tell|explain|help|give|walk|describe|show|provide|shed|list|share|elaborate|clarify)\b|\b(?:how|what|where|when|why|which|who)\b|^(?:\p{L}+[,.]?\s+)?(?:is|are|was|were) there\b|\bdo you (?:have|know|offer|sell|provide)\b/iu,
};

/** The sentence that asks for a yes or no, the newest of a message; undefined where none does. */
export function yesNoQuestionIn(message: string, locale: Locale): string | undefined {
  return splitSentences(message)
    .filter((sentence) => ASKS[locale].test(sentence.trim()) && !REQUESTS[locale].test(sentence))
    .at(-1);
}

const CASE: Record<Locale, RegExp> = {
  zh: /^(.{2,}?)(?:，|,|还|是否|是不是|能不能|可不可以|可否|能否|可以|能|会不会|会|要不要|需要|享受|支持|就)/u,
  en: /\b(?:if|when|although|even though|after|since|because|given that|now that)\b(.+)$/iu,
};

/** What a question says of the customer's own case before or beside what it asks: 「拆开了还能退吗」 → 拆开了. */
export function caseIn(question: string, locale: Locale): string | undefined {
  return CASE[locale].exec(question.replace(/[？?]$/u, ''))?.[1]?.trim();
}

/** The customer, or what is theirs or before them. */
const OWN: Record<Locale, RegExp> = {
  zh: /我|咱|本人|这|刚|昨天|今天|上周/u,
  en: /\b(?:i|my|mine|me|we|our|us|this|these|here)\b/iu,
};
/** What the shop does is no case of the customer's: „Do you share my data?“ */
const SHOPS: Record<Locale, RegExp> = {
  zh: /^(?:请问)?(?:你们?|您们?|贵[店司]|店里|商家|客服)/u,
  en: /^(?:(?:so|and|but|ok(?:ay)?|well|then|also|hi|hello)[,.!]?\s+)*(?:do|does|did|can|could|are|will|would|have)(?:n['’]t)?\s+(?:you|your)\b/iu,
};
/** Whoever asks shortly asks for themselves: 「可以退货吗」 (signs of Chinese, words of English). */
const SHORT: Record<Locale, number> = { zh: 14, en: 8 };

/** Whether a question is about the customer's own case; a question about what holds in general is answered in general. */
export function isOwnCase(question: string, locale: Locale): boolean {
  if (SHOPS[locale].test(question)) return false;
  const size = question.match(locale === 'zh' ? /\p{Script=Han}/gu : /[\p{L}\d'’]+/gu)?.length ?? 0;
  return size <= SHORT[locale] || OWN[locale].test(question);
}
