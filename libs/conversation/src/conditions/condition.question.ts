import type { Locale } from '@zhike/contracts';
import type { Condition } from './rule.js';

const BE =
  /^(you|it|they|we|he|she|this|that|these|those|(?:your|the|his|her|their|its|our|an?)(?: [\w-]+){1,5}?|[\w-]+s)(?:\s+(are|is|was|were|have|has|had|can|could|will|would|may|must|do|does|did)|['’](re|s|ve|ll|d))(?=\s|n['’]t)(n['’]t)?\s+(.+)$/iu;
const NEGATIVE_BE =
  /^(you|it|they|we|(?:your|the)(?: [\w-]+){1,5}?)\s+(don|doesn|didn|aren|isn|haven|hasn|can|won)['’]t\s+(.+)$/iu;
const SHORT_FORMS: Readonly<Record<string, string>> = { re: 'are', s: 'is', ve: 'have', ll: 'will', d: 'would' };
const WHOLE: Readonly<Record<string, string>> = {
  don: 'do',
  doesn: 'does',
  didn: 'did',
  aren: 'are',
  isn: 'is',
  haven: 'have',
  hasn: 'has',
  can: 'can',
  won: 'will',
};
/** After these „have“ is a verb of its own: "you have a receipt" → "Do you have a receipt?" */
const OWNING = /^(?:a|an|the|any|no|your|more|less|at|some|\d|access|expenses)\b/iu;
const DOING: Readonly<Record<string, string>> = { have: 'do', has: 'does', had: 'did' };
const YOU_VERB = /^you\s+(?!(?:are|is|have|can|will|must|may)\b)(\w+)\s+(.+)$/iu;
/** Its plain form is not to be had from its own letters. */
const PAST =
  /ed$|^(?:bought|got|paid|made|left|lost|kept|sent|went|came|took|gave|began|started|found|had|was|were|did|said|told|sold|wore|broke|chose)$/iu;
const SENTENCE = /^(?:you|it|they|we|he|she|your|the|his|her|their|its|our)\s+\S+\s+\S+/iu;
const MUST_BE = /\b(?:must|need to|needs to|have to|has to|should)\s+(?:not\s+)?be\b/iu;
const GERUND = /^(?:be|being)\s+/iu;

/** A question about one condition, made from its own words; answered by yes or no. Says nothing that the clause does not. */
export function questionAbout({ parts, text }: Pick<Condition, 'parts' | 'text'>, locale: Locale): string {
  const asked = plain(parts.length === 1 ? (parts[0] ?? text) : text);
  return locale === 'zh' ? askInChinese(asked) : askInEnglish(asked);
}

/** Longest question in Chinese, in characters, and what shows that a piece of a sentence was taken for a condition. */
const LONGEST_HAN = 28;
const BROKEN_HAN = /[，；]|前款|上述|的？$|^请问是这种情况吗：.{13,}/u;

/** Whether a condition can be put as a question that a customer understands; one that cannot („unless agreed“) is left in the quotation. */
export function canBeAsked(condition: Pick<Condition, 'parts' | 'text'>, locale: Locale): boolean {
  if (locale !== 'zh') return plain(condition.text).includes(' ');
  const question = questionAbout(condition, locale);
  return question.length <= LONGEST_HAN && !BROKEN_HAN.test(question);
}

const plain = (text: string) =>
  text
    .replace(/\s+/gu, ' ')
    .replace(/[,;:.，；：。]+$/u, '')
    .trim();

function askInEnglish(text: string): string {
  return askedDenial(text) ?? askedState(text) ?? askedDeed(text) ?? asQuoted(text);
}

const asQuoted = (text: string) =>
  SENTENCE.test(text) ? `Is it the case that ${text}?` : `Does this apply to your case: “${text}”?`;

function askedDenial(text: string): string | undefined {
  const [, subject, verb = '', rest] = NEGATIVE_BE.exec(text) ?? [];
  return subject && ask(WHOLE[verb.toLowerCase()] ?? 'do', subject, rest);
}

function askedState(text: string): string | undefined {
  const found = BE.exec(text);
  if (!found) return undefined;
  const [, subject = 'it', long, short = '', , rest = ''] = found;
  return askAs((long ?? SHORT_FORMS[short] ?? 'is').toLowerCase(), subject, rest, text);
}

function askAs(verb: string, subject: string, rest: string, text: string): string {
  if (verb === 'must') return ask(MUST_BE.test(text) ? beOf(subject) : 'will', subject, rest.replace(/^be\s+/iu, ''));
  const owning = OWNING.test(rest) ? DOING[verb] : undefined;
  return owning ? ask(owning, subject, `have ${rest}`) : ask(verb, subject, rest.replace(/^not\s+/iu, ''));
}

function askedDeed(text: string): string | undefined {
  const [, verb, rest] = YOU_VERB.exec(text) ?? [];
  if (verb && !PAST.test(verb)) return ask('do', 'you', `${verb} ${rest}`);
  if (/^have\s/iu.test(text)) return ask('do', 'you', text.replace(/^have/iu, 'have'));
  return GERUND.test(text) ? ask('are', 'you', text.replace(GERUND, '')) : undefined;
}

const beOf = (subject: string) => (/^(?:you|they|we|these|those)\b|s$/iu.test(subject) ? 'are' : 'is');

function ask(verb: string, subject: string, rest = ''): string {
  return `${verb.charAt(0).toUpperCase()}${verb.slice(1)} ${subject.charAt(0).toLowerCase()}${subject.slice(1)} ${rest}?`;
}

const HAN_STATE = /^(.{1,8}?)(未|已经?|没有|处于|属于|为|经|满|超过|达到|高于|低于|不足|少于|大于|小于|不满)(.+)$/u;

/** 「商品未拆封」 → 「商品是否已拆封？」, 「您是会员」 → 「您是会员吗？」, 「定制商品」 → 「请问是这种情况吗：定制商品？」 */
function askInChinese(text: string): string {
  const state = HAN_STATE.exec(text);
  if (state && !/^(?:未|已|没)/u.test(text)) {
    const [, subject, mark = '', rest] = state;
    return /^[未没]/u.test(mark) ? `${subject}是否已${rest}？` : `${subject}是否${mark}${rest}？`;
  }
  if (/^(?:您|你)?(?:是|有|在)/u.test(text))
    return `${text.startsWith('您') || text.startsWith('你') ? '' : '您'}${text}吗？`;
  if (/^(?:已|未|没)/u.test(text)) return `是否已${text.replace(/^(?:已经?|未|没有?)/u, '')}？`;
  return `请问是这种情况吗：${text}？`;
}
