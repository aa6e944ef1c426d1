import type { Citation, Locale } from '@zhike/contracts';

/** A version that began or ends within so many days is news to someone who asks. */
const NEWS_DAYS = 30;
const DAY_MS = 86_400_000;
/** The customer asks from when or how long the rule itself counts; not when something in it does, as a contract or a voucher. */
const ASKS_FOR_DATES =
  /\b(?:policy|rules?|offer|promotion|terms?|version)(?: (?:is|are|still|currently|be|been|remains?|now))* (?:valid|in force|in effect|effective|appl(?:y|ies))\b|\b(?:is|are|does|do) (?:this|that|the|your) (?:[a-z]+ )?(?:policy|rules?|offer|promotion|terms?|version) (?:still |currently |now )?(?:valid|in force|in effect|apply)\b|\b(?:effective|expiry) date of (?:this|that|the|your) (?:[a-z]+ )?(?:policy|rules?|offer|promotion|terms?)\b|(?:政策|规则|活动|优惠)(?:是|从|自|到|在|现在|目前|还|仍|什么时候|何时|哪天|多久|一直|才)*(?:有效|生效|失效|到期|截止|实施)/iu;

/**
 * From when and until when a version counts, where that matters: the customer asks for it, it ends soon, or it lately replaced
 * another. Built from the citation's dates alone. A first version that began lately replaced nothing, so nobody knows it otherwise.
 */
export function validitySentence(
  { policyTitle, version, effectiveFrom, effectiveTo }: Citation,
  { question, locale, now }: { readonly question: string; readonly locale: Locale; readonly now: Date },
): string | undefined {
  const isAsked = ASKS_FOR_DATES.test(question);
  const isNew = version > 1 && isWithin(now.getTime() - Date.parse(effectiveFrom));
  const ends = effectiveTo !== undefined && (isAsked || isWithin(Date.parse(effectiveTo) - now.getTime()));
  const begins = isAsked || isNew;
  if (!begins && !ends) return undefined;
  return SAY[locale](policyTitle, begins ? dayOf(effectiveFrom) : undefined, ends ? dayOf(effectiveTo) : undefined);
}

const isWithin = (milliseconds: number) => milliseconds >= 0 && milliseconds <= NEWS_DAYS * DAY_MS;

/** An end is the moment from which the version no longer counts: nothing is promised for that day. */
const SAY: Record<Locale, (title: string, from: string | undefined, to: string | undefined) => string> = {
  zh: (title, from, to) =>
    `《${title}》${[from && `自 ${from} 起生效`, to && `将于 ${to} 失效`].filter(Boolean).join('，')}。`,
  en: (title, from, to) =>
    `“${title}” ${[from && `has been in force since ${from}`, to && `ends on ${to}`].filter(Boolean).join(' and ')}.`,
};

/** The day as the shop's clock shows it, 2026-07-01. */
function dayOf(instant: string): string {
  const date = new Date(instant);
  return [date.getFullYear(), pad(date.getMonth() + 1), pad(date.getDate())].join('-');
}

const pad = (number: number) => String(number).padStart(2, '0');
