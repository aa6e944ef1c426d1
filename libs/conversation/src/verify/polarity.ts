import { foldText, isHan } from './folded.text.js';
import { contentWords } from './content.words.js';

/** Denials that deny nothing: bounds (「不超过」), questions (「是否」), set phrases. Taken out before denials are looked for. */
const NOT_DENYING =
  /不[得能可应会]?(?:超过|少于|低于|高于|大于|小于|早于|晚于|多于)|不满|不足|未满|不到|不仅|不但|不管|不论|无论|不过(?=[，,])|不同|不断|不久|不良|未来|非常|除非|无理由|是不是|是否|能否|可否|有没有|(\p{Script=Han})不\1|no (?:more|less|fewer|later|earlier|longer|greater) than|not (?:more|less|fewer|later|longer) than|not exceed(?:ing)?|not only|no matter|whether or not/gu;
/** Two denials that make an affirmation. */
const AFFIRMING_TWICE: readonly (readonly [RegExp, string])[] = [
  [/不得不|不能不|不可不|不会不|并非不|没有不|无不/gu, ' '],
  [/非(\p{Script=Han}{1,6})不可/gu, '$1'],
  [/\bnot (?:un(?=\w{4})|impossible to\b|without\b)/gu, ' '],
];
const DENIAL_HAN = /禁止|严禁|谢绝|拒绝|不予|不得|不能|不可|不会|不再|未能|没有|不|未|没|无|非|勿|免(?=[收付除交])/gu;
const DENIAL_LATIN =
  /\b(?:not|no|never|none|nor|neither|without|cannot|unable|refuse[sd]?|prohibit(?:s|ed)?|forbid(?:s|den)?)\b|n't\b|\bnon-(?=\w)|\bun(?=(?:opened|used|worn|damaged|sealed|paid|authori[sz]ed|able|available|eligible|washed)\b)|\bin(?=(?:eligible|valid|complete)\b)/gu;
/** A denial reaches so many characters of Chinese, and so many words of English, within its segment … */
const REACH_HAN = 8;
const REACH_LATIN = /^(?:\W*[\w'-]+){0,6}/u;
const SEGMENT = /^[^，,。；;:：.!?！？]*/u;
/** … and no further than a word with which something else is said. */
const STOPS_HAN = /的|可以|可(?!能)|必须|须|应|能|但|而|则|才|方可/u;
const STOPS_LATIN = /\b(?:but|and then|if|unless|when|that|who|which|can|may|must|will|shall|should|is|are)\b/u;
/** What an exception names is denied of it: 「定制商品除外」, "except custom goods". */
const EXCEPTIONS = [
  /除了?(\p{Script=Han}[^，,。；;]*?)(?:之?外|以外)/gu,
  /([^，,。；;、]*?)(?:除外|不在此列|不包括在内|不适用)/gu,
  /(?:不包括|不含|不适用于)([^，,。；;]*)/gu,
  /\b(?:except(?:ing)?(?: for)?|excluding|other than|apart from|unless)\b([^,.;]*)/gu,
];

/** Content word → whether it stands under a denial; words that stand both ways are in neither half. */
export interface Polarity {
  readonly denied: ReadonlySet<string>;
  readonly affirmed: ReadonlySet<string>;
}

/** How many times a text denies or excepts something. */
export function countDenials(text: string): number {
  const folded = plainDenials(text);
  return exceptionsIn(folded).length + denialsIn(folded).length;
}

const plainDenials = (text: string) =>
  AFFIRMING_TWICE.reduce((rest, [twice, once]) => rest.replace(twice, once), foldText(text).replace(NOT_DENYING, ' '));

export function polarityOf(text: string): Polarity {
  const folded = plainDenials(text);
  const reaches = [...exceptionsIn(folded), ...denialsIn(folded)];
  const inReach = reaches.map(([from, to]) => folded.slice(from, to)).flatMap(contentWords);
  const outside = contentWords(without(folded, reaches));
  const denied = new Set(inReach.filter((word) => !outside.includes(word)));
  return { denied, affirmed: new Set(outside.filter((word) => !inReach.includes(word))) };
}

type Reach = readonly [from: number, to: number];

function exceptionsIn(folded: string): Reach[] {
  return EXCEPTIONS.flatMap((pattern) =>
    [...folded.matchAll(pattern)].map((match): Reach => [match.index, match.index + match[0].length]),
  );
}

function denialsIn(folded: string): Reach[] {
  const reaches: Reach[] = [];
  for (const pattern of [DENIAL_HAN, DENIAL_LATIN])
    for (const match of folded.matchAll(pattern)) {
      const from = match.index + match[0].length;
      if (reaches.some(([start, end]) => from > start && from <= end && isSameWord(folded, start, from))) continue;
      reaches.push([match.index, from + reachOf(folded.slice(from), match[0])]);
    }
  return reaches;
}

/** 「不予」 holds 「不」: one denial. */
const isSameWord = (folded: string, start: number, from: number) => from - start <= 1 && isHan(folded.charAt(start));

function reachOf(after: string, denial: string): number {
  const segment = matched(SEGMENT, after);
  if (isHan(denial)) return Math.min(REACH_HAN, firstPiece(segment, STOPS_HAN).length);
  if (/^(?:un|in|non-)$/u.test(denial)) return matched(/^[\w-]*/u, segment).length;
  return matched(REACH_LATIN, firstPiece(segment, STOPS_LATIN)).length;
}

const matched = (pattern: RegExp, text: string) => pattern.exec(text)?.[0] ?? '';
const firstPiece = (text: string, stop: RegExp) => text.split(stop)[0] ?? '';

function without(text: string, reaches: readonly Reach[]): string {
  return [...text]
    .map((character, at) => (reaches.some(([from, to]) => at >= from && at < to) ? ' ' : character))
    .join('');
}
