import type { Condition, Rule } from './rule.js';

/** What a main clause does: allow, forbid, promise or ask for something. */
const MODAL =
  /可以|可(?=[^能是])|不可|能够?|不能|不得|不予|不再|不支持|支持|无法|无权|有权|无需|不需|需要?|须|必须|应当?|享受?|享有|免|收取|退还|禁止|不适用|适用|不享|不提供|提供|赠送|承担|按/u;
export const HAN_DENIAL =
  /不可|不能|不得|不予|不再|不支持|不适用|不享|不提供|不承担|不接受|不退|不换|不会|无法|无权|禁止|谢绝|除外|恕不|不包/u;
const LEADING =
  /^(?:(?:但|但是|且|另外|此外)[，,]?)?(?:如果|如|若|假如|假若|倘若|凡是?|当|只要|一旦)(.+?)(?:时|的|的话)?[，,](?:则|就|那么)?(.+)$/u;
const TRAILING = /^(.+?)[，,](?:但)?(?:如果|前提是|条件是|以)(.+?)(?:为准|为限)?$/u;
const ONLY = /^(?:只有|仅限?|仅当)(.+?)[，,]?(?:才能?|方可|方能|可以?)(.+)$/u;
const UNLESS_LEADING = /^除(?:非)?(.+?)(?:之?外|以外)?[，,](?:否则)?(.+)$/u;
const UNLESS_TRAILING = /^(.+?)[，,；;](?:但)?(?:除非)?([^，,]+?)(?:的)?(?:除外|不在此列|不适用)?$/u;
const NEEDED = /^(.+?)(?:须|需|应当?|必须|需要)(.+?)(?:方可|才可以?|才能|方能|后可|后方可)(.+)$/u;
/** 「未满七日的，不予退款」, 「未拆封的商品可以退货」 */
const CLASS_COMMA = /^(.+?)的[，,](.+)$/u;
const CLASS_NOUN =
  /^(.{2,30}?)的([^，,的]{1,12}?)(?=[\d一二两三四五六七八九十百自在从凭可不支无需须应享免禁按]|，|,)(.*)$/u;
const REGARDLESS = /^(?:即使|即便|无论|不论|不管|哪怕)(.+?)[，,](?:也|都|均)?(.+)$/u;

type Reading = Pick<Rule, 'conclusion' | 'joint' | 'conditions' | 'isRegardless'>;

/** Reads one Chinese sentence. Without any mark of a condition the conditions are empty. */
export function readChineseSentence(sentence: string): Reading {
  const text = sentence.trim().replace(/[。；;：:！!]+$/u, '');
  const regardless = REGARDLESS.exec(text);
  if (regardless?.[2]) return reading(regardless[2], [], true);
  return readException(text) ?? readMarked(text) ?? readClass(text) ?? reading(text, []);
}

function readException(text: string): Reading | undefined {
  const leading = UNLESS_LEADING.exec(text);
  if (leading?.[1] && leading[2]) return beside(leading[2], leading[1]);
  const trailing = /除非|除外|不在此列/u.test(text) ? UNLESS_TRAILING.exec(text) : null;
  if (trailing?.[1] && trailing[2]) return beside(trailing[1], trailing[2]);
  return undefined;
}

function beside(main: string, exception: string): Reading {
  const rule = readMarked(main) ?? readClass(main) ?? reading(main, []);
  return { ...rule, conditions: [...rule.conditions, conditionOf(exception, true)] };
}

/** Each mark with the groups of what it wants and of what then holds. */
const MARKED: readonly { readonly pattern: RegExp; readonly wanted: number; readonly holds: readonly number[] }[] = [
  { pattern: LEADING, wanted: 1, holds: [2] },
  { pattern: ONLY, wanted: 1, holds: [2] },
  { pattern: NEEDED, wanted: 2, holds: [1, 3] },
  { pattern: TRAILING, wanted: 2, holds: [1] },
];

function readMarked(text: string): Reading | undefined {
  for (const { pattern, wanted, holds } of MARKED) {
    const found = pattern.exec(text);
    if (found) return reading(holds.map((group) => found[group] ?? '').join(''), splitAnd(found[wanted] ?? ''));
  }
  return undefined;
}

function readClass(text: string): Reading | undefined {
  const [, whose, then = ''] = CLASS_COMMA.exec(text) ?? [];
  if (whose && MODAL.test(then)) return reading(then, splitAnd(whose));
  const [, which, noun = '', may = ''] = CLASS_NOUN.exec(text) ?? [];
  return which && MODAL.test(may) ? reading(`${noun}${may}`, [conditionOf(`${noun}${which}`)]) : undefined;
}

/** 「已签收且包装完好」: both are wanted. */
const splitAnd = (text: string): Condition[] =>
  text
    .split(/[，,]?(?:并且|而且|且|同时)/u)
    .filter(Boolean)
    .map((piece) => conditionOf(piece));

const conditionOf = (text: string, isException = false): Condition => ({
  text: text.trim(),
  isException,
  parts: hanPartsOf(text),
});

/** 「拆封、使用或者损坏」 → three parts. */
export function hanPartsOf(text: string): string[] {
  if (!/或|、/u.test(text)) return [text.trim()];
  const pieces = text.split(/[、，,]?(?:或者?|、)/u).map((piece) => piece.trim());
  return pieces.filter(Boolean).length > 1 ? pieces.filter(Boolean) : [text.trim()];
}

const reading = (conclusion: string, conditions: Condition[], isRegardless = false): Reading => ({
  conclusion,
  joint: 'all',
  conditions,
  isRegardless,
});
