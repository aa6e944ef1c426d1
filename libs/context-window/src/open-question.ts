import type { Locale } from '@zhike/contracts';
import type { Reply, Utterance } from '@zhike/ports';

const ASKS = /[?？]["'”’」』）)]*\s*$/u;
/** A message that says yes or no and asks for nothing beyond it. */
const YES_OR_NO: Record<Locale, RegExp> = {
  zh: /^(?:是|不是|对|不对|没有|没|有|不|会|不会|可以|不可以|能|不能|已经|还没|好的?|嗯|都不是|都没有)/u,
  en: /^(?:yes|yeah|yep|yup|no|nope|not|none|neither|both|i (?:am|do|did|have|was|will|can)|correct|right|sure|ok(?:ay)?)\b/iu,
};
const REQUESTS: Record<Locale, RegExp> = {
  zh: /[?？]|请|帮|给|发|告诉|想|要|什么|怎么|哪|多少|几/u,
  en: /\?|\b(?:please|need|want|like|give|tell|get|find|book|also|what|where|when|who|how|can you|could you)\b/iu,
};
/** A reply is short; whoever says more has a message of their own (characters of Chinese, words of English). */
const LONGEST: Record<Locale, number> = { zh: 16, en: 9 };

/**
 * The reply that a message gives to our own question, if it is one: a choice we offered, yes or no, or a few words that ask
 * for nothing („March“). What the customer had wanted to know stands before our questions and their answers.
 */
export function replyOf(text: string, history: readonly Utterance[], locale: Locale): Reply | undefined {
  const last = history.at(-1);
  if (last?.role !== 'agent' || !isReply(text, last, locale)) return undefined;
  return { question: wantedBefore(history, locale) ?? last.text, to: lastQuestionIn(last.text), text };
}

function isReply(text: string, asked: Utterance, locale: Locale): boolean {
  const said = text.trim();
  if (asked.choices?.some((choice) => choice.trim() === said)) return true;
  if (!asked.choices?.length && !ASKS.test(asked.text)) return false;
  if (sizeOf(said, locale) > LONGEST[locale] || REQUESTS[locale].test(said)) return false;
  return YES_OR_NO[locale].test(said) || sizeOf(said, locale) <= LONGEST[locale] / 2;
}

/** The newest message of the customer that was not itself a reply. */
function wantedBefore(history: readonly Utterance[], locale: Locale): string | undefined {
  for (let place = history.length - 1; place >= 0; place--) {
    const utterance = history[place];
    if (utterance?.role !== 'customer') continue;
    const before = history[place - 1];
    if (before?.role !== 'agent' || !isReply(utterance.text, before, locale)) return utterance.text;
  }
  return undefined;
}

/** What we asked, without what we said before it. */
function lastQuestionIn(text: string): string {
  const sentences = text.match(/[^。.!！?？\n]+[。.!！?？]*/gu) ?? [text];
  return (sentences.at(-1) ?? text).trim();
}

function sizeOf(text: string, locale: Locale): number {
  return locale === 'zh' ? (text.match(/\p{Script=Han}/gu)?.length ?? 0) : (text.match(/[\p{L}\d']+/gu)?.length ?? 0);
}
