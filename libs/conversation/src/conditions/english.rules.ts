import type { Condition, Rule } from './rule.js';

const AUX =
  "can|can['’]?t|cannot|could|couldn['’]t|may|might|must|mustn['’]t|will|won['’]t|should|shouldn['’]t|need|needn['’]t|have|has|is|isn['’]t|are|aren['’]t|do|does|don['’]t|doesn['’]t|get|gets|pay|pays|apply|applies|qualify|qualifies";
/** What a main clause begins with, after the comma of a leading „if“. */
const MAIN = new RegExp(
  `^(?:then )?(?:you|your|we|our|the|it|they|there|this|these|that|a|an|any|no|some|his|her|their|customers?|orders?|\\w+)\\b.{0,60}?\\b(?:${AUX})\\b`,
  'iu',
);
/** The main clause of "If you move you'll pay", which no comma announces. */
const BARE_MAIN = /\s(?=(?:you|your(?: \w+){1,4}?)(?:['’]ll| can| could| may| must| will| should)\b)/iu;
const LEADING =
  /^(?:generally,? |however,? |but |and |so )?(?:only )?(?:if|when|where|once|provided that|as long as|while)\s+/iu;
const TRAILING =
  /^(.+?),?\s+(?:only if|only when|if|when|where|provided(?: that)?|as long as|so long as|once|on condition that)\s+(.+)$/iu;
const UNLESS =
  /^(.*?),?\s*\b(?:unless|except(?: for| if| when| where| that)?|other than|with the exception of)\s+(.+)$/iu;
const REGARDLESS = /\b(?:even if|even though|even when|whether or not|regardless of)\b/iu;
const FOR_PURPOSE = /^(?:in order )?to\s+(.+?),\s+(.+)$/iu;
const MUST_TO =
  /^(.+?\b(?:must|need to|needs to|have to|has to|required to)\b.+?)\s+(?:in order )?to\s+((?:be|qualify|get|receive|claim|obtain|apply|join|use|return|exchange|have|buy|keep|enter)\b.*)$/iu;
const MUST = /\b(?:must|need to|needs to|have to|has to|required|requires?)\b/iu;
/** „includes A, B and C“ */
const ENUMERATION =
  /^(.*?\b(?:includes?|including|appl(?:y|ies) to|such as|things like|on supplying|are)\b)\s+(?:things like\s+)?((?:[^,]{2,60},\s+)+(?:and\s+|or\s+)?[^,]{2,60}?(?:\s+(?:and|or)\s+[^,]{2,60})?)$/iu;
export const DENIAL =
  /\b(?:not|no|never|cannot|neither|nor|ban(?:ned)?|prohibited|forbidden|ineligible|non-?\w+able)\b|n['’]t\b/iu;

type Reading = Pick<Rule, 'conclusion' | 'joint' | 'conditions' | 'isRegardless'>;

/** Reads one English sentence. Without any mark of a condition the conditions are empty, and what is not asked is the condition. */
export function readEnglishSentence(sentence: string): Reading {
  const text = sentence
    .replace(/\s*\([^)]*\)/gu, '')
    .trim()
    .replace(/[.:;]+$/u, '');
  if (REGARDLESS.test(text)) return reading(text.split(REGARDLESS)[0] ?? text, [], true);
  const unless = UNLESS.exec(text);
  if (unless?.[2] && unless[1]) {
    const main = readEnglishSentence(unless[1]);
    return { ...main, joint: 'all', conditions: [...main.conditions, exception(unless[2])] };
  }
  return readIf(text) ?? readMust(text) ?? readEnumeration(text) ?? reading(text, []);
}

/** „Tax relief applies to gifts, loans and shares“: one of those named is enough. */
function readEnumeration(text: string): Reading | undefined {
  const listed = ENUMERATION.exec(text);
  if (!listed?.[1] || !listed[2]) return undefined;
  const items = listed[2].split(/,\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+/iu).filter((item) => /\p{L}{3}/u.test(item));
  return {
    ...reading(
      listed[1],
      items.map((item) => ({ text: item, isException: false, parts: [item] })),
    ),
    joint: 'any',
  };
}

function readIf(text: string): Reading | undefined {
  if (LEADING.test(text)) {
    const rest = text.replace(LEADING, '');
    const [condition, conclusion] = splitAtMain(rest);
    if (conclusion) return reading(conclusion, [wanted(condition)]);
  }
  const trailing = TRAILING.exec(text);
  if (trailing?.[1] && trailing[2]) return reading(trailing[1], [wanted(trailing[2])]);
  return undefined;
}

function readMust(text: string): Reading | undefined {
  const purpose = FOR_PURPOSE.exec(text);
  if (purpose?.[1] && purpose[2]) return reading(purpose[1], MUST.test(purpose[2]) ? [wanted(purpose[2])] : []);
  const must = MUST_TO.exec(text);
  if (must?.[1] && must[2]) return reading(must[2], [wanted(must[1])]);
  return undefined;
}

/** The comma of "If X, Y" that a main clause follows; the first comma where none does. */
function splitAtMain(text: string): [string, string | undefined] {
  const commas = [...text.matchAll(/,\s+/gu)].map(({ index, 0: { length } }) => [index, index + length] as const);
  const bare = BARE_MAIN.exec(text);
  const found = commas.find(([, after]) => MAIN.test(text.slice(after)));
  const cut =
    bare && (!found || bare.index < found[0]) ? ([bare.index, bare.index + 1] as const) : (found ?? commas[0]);
  return cut ? [text.slice(0, cut[0]), text.slice(cut[1])] : [text, undefined];
}

const reading = (conclusion: string, conditions: Condition[], isRegardless = false): Reading => ({
  conclusion,
  joint: 'all',
  conditions,
  isRegardless,
});
const wanted = (text: string): Condition => ({ text, isException: false, parts: partsOf(text) });
const exception = (text: string): Condition => ({ text, isException: true, parts: partsOf(text) });

const RANGE =
  /\b(?:on or (?:before|after)|or (?:over|above|older|more|less|fewer|under|below|before|after|later|so|not)|his or her)\b/giu;

/** „cropland, rangeland or grassland“ → three parts; a text without alternatives is its only part. */
export function partsOf(text: string): string[] {
  const plain = text.replace(/\([^)]*\)|, for example.*$/gu, ' ').replace(RANGE, (range) => range.replaceAll(' ', '_'));
  if (!/\bor\b/iu.test(plain)) return [text];
  const pieces = plain
    .split(/,\s*(?:or\s+)?|\s+or\s+/iu)
    .map((piece) => piece.replaceAll('_', ' '))
    .map((piece) => piece.trim());
  return pieces.filter((piece) => /\p{L}{3}/u.test(piece)).length > 1
    ? pieces.filter((piece) => /\p{L}{3}/u.test(piece))
    : [text];
}
