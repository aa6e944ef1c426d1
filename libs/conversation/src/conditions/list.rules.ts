import type { Locale } from '@zhike/contracts';
import { HAN_DENIAL, hanPartsOf, readChineseSentence } from './chinese.rules.js';
import { DENIAL, partsOf, readEnglishSentence } from './english.rules.js';
import type { Condition, Rule } from './rule.js';

/** What a line of a list begins with. */
export const BULLET =
  /^\s*(?:[*•·▪●–—-]+|\(?[\da-z]{1,2}[.)、]|（[一二三四五六七八九十\d]+）|[一二三四五六七八九十]+、)\s*/u;
const ALL: Record<Locale, RegExp> = {
  zh: /同时|均|全部|以下条件|下列条件|须|必须|应当|要求/u,
  en: /\b(?:all|both|each|must|requires?|requirements?|need to be|criteria)\b/iu,
};
const ANY: Record<Locale, RegExp> = {
  zh: /之一|任一|任何|任意|或者/u,
  en: /\b(?:either|any|one of|one or more|at least one|includ\w+|for example|such as|following types|or)\b/iu,
};
const ENDS_WITH_OR: Record<Locale, RegExp> = { zh: /(?:或者?|、)[；;]?$/u, en: /\bor[;,.]?\s*$/iu };
const ENDS_WITH_AND: Record<Locale, RegExp> = { zh: /(?:并且|且|以及)[；;]?$/u, en: /\band[;,.]?\s*$/iu };
/** What stands between the „if“ of a lead and its colon, and belongs to each line of the list: „you’re“. */
const LEAD_REST =
  /\b(?:if|when|where|unless|for|to)\s+((?:(?:you|your|it|they|we)\w*(?:['’]\w+)?)(?:\s+(?:are|have|is|can|get|want to|need to))?)$/iu;
/** A lead that breaks off in the middle goes on in each line: "you sell it to". */
const BREAKS_OFF =
  /\b(?:to|a|an|the|your|since|under|for|that|of|in|on|by|with|from|as|you|are|is|be|have|you['’]re|they['’]re)$/iu;
const EMPTY_REST =
  /\b(?:requires that|the following|either|any|both|all|each|one|of these|apply|applies|true)\b|以下|下列/iu;

/** Reads a list with what leads it: „You can join if you are either: … or …“. */
export function readList(lead: string, lines: readonly string[], locale: Locale): Rule {
  const main = lead.trim().replace(/[:：]\s*$/u, '');
  const read = locale === 'zh' ? readChineseSentence(main) : readEnglishSentence(main);
  const joint = jointOf(main, lines, locale);
  const lining: Lining = { ...leadOf(main, read.conditions), joint, locale };
  const listed = lines.map((line) => conditionOf(line, lining));
  const conclusion = read.conclusion.replace(LEAD_REST, '');
  return {
    conclusion,
    isDenial: isDenial(conclusion, locale),
    ...joined(lining, listed),
    sentences: [lead, ...lines].filter(Boolean),
    isList: true,
    isRegardless: read.isRegardless,
  };
}

/** What the lead means for each of its lines. */
interface Lining {
  /** Conditions that the lead itself states, beside those listed. */
  readonly own: readonly Condition[];
  /** What the lead leaves for each line to go on with: "you sell it to". */
  readonly prefix: string;
  readonly areExceptions: boolean;
  readonly joint: Rule['joint'];
  readonly locale: Locale;
}

function leadOf(main: string, conditions: readonly Condition[]): Pick<Lining, 'own' | 'prefix' | 'areExceptions'> {
  const last = conditions.at(-1);
  const broken = last && BREAKS_OFF.test(last.text) ? last : undefined;
  const isStated = (condition: Condition) =>
    condition !== broken && !EMPTY_REST.test(condition.text) && !isRest(condition.text);
  const isPrefix = broken && !EMPTY_REST.test(broken.text);
  return {
    own: conditions.filter(isStated),
    prefix: isPrefix ? broken.text : (LEAD_REST.exec(main)?.[1] ?? ''),
    areExceptions: last?.isException ?? false,
  };
}

/** Exceptions all have to be absent, and what the lead itself wants comes on top of the list. */
function joined(
  { own, areExceptions, joint }: Lining,
  listed: readonly Condition[],
): Pick<Rule, 'joint' | 'conditions'> {
  if (areExceptions) return { joint: 'all', conditions: [...own, ...listed] };
  if (!own.length) return { joint, conditions: listed };
  return { joint: 'all', conditions: joint === 'any' ? [...own, merged(listed)] : [...own, ...listed] };
}

/** A list of which one line is enough, as one condition beside others. */
function merged(listed: readonly Condition[]): Condition {
  return {
    text: listed.map(({ text }) => text).join(' / '),
    isException: false,
    parts: listed.map(({ text }) => text),
  };
}

const isRest = (text: string) => text.split(/\s+/u).length <= 2 && !/\p{Script=Han}/u.test(text);

function conditionOf(line: string, { prefix, areExceptions, joint, locale }: Lining): Condition {
  const bare = line
    .replace(BULLET, '')
    .replace(/[;；,，.。]?\s*(?:\b(?:and|or)|或者?|并且|且|以及)?\s*[;；,，.。]?\s*$/iu, '');
  const text = prefix && !/^(?:you|your|it|they|we|if|when)\b/iu.test(bare) ? `${prefix} ${bare}` : bare;
  return { text, isException: areExceptions, parts: pieces(text, areExceptions ? 'all' : joint, locale) };
}

function pieces(text: string, joint: Rule['joint'], locale: Locale): string[] {
  if (joint === 'all') return locale === 'zh' ? hanPartsOf(text) : partsOf(text);
  const split = text.split(
    locale === 'zh' ? /[，,]?(?:并且|且|同时)/u : /,?\s+and\s+(?=(?:you|your|it|they|reached|have|are|is)\b)/iu,
  );
  return split.length > 1 ? split.map((piece) => piece.trim()).filter(Boolean) : [text];
}

function jointOf(lead: string, lines: readonly string[], locale: Locale): Rule['joint'] {
  if (lines.some((line) => ENDS_WITH_OR[locale].test(line))) return 'any';
  if (lines.some((line) => ENDS_WITH_AND[locale].test(line))) return 'all';
  if (ANY[locale].test(lead) && !/\ball\b|\bboth\b|同时|均/iu.test(lead)) return 'any';
  return ALL[locale].test(lead) && !isDenial(lead, locale) ? 'all' : 'any';
}

export function isDenial(text: string, locale: Locale): boolean {
  return (locale === 'zh' ? HAN_DENIAL : DENIAL).test(text);
}
