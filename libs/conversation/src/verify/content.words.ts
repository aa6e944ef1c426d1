import { termsOf } from '@zhike/platform';
import { foldText } from './folded.text.js';

/**
 * Words of address, politeness and joining, and those of denial, firmness and measure, which are compared by themselves. Single
 * characters only where they hardly ever stand inside a word (「内」 does, in 「内衣」).
 */
const FAINT_HAN =
  /您好|亲爱的|请问|感谢|谢谢|您的?|我们的?|本店|店铺|店家|商家|卖家|顾客|客户|消费者|用户|买家|也就是说|也就是|也是|就是|换句话说|根据|按照|依据|规定|政策|条款|的话|即可|便可|就可以|就能|可以|必须|应当|应该|需要|能够|可能|一般|通常|不得不|不得|不能|不可|无需|无须|不必|不用|没有|而且|并且|以及|同时|另外|此外|如果|若是|只要|只有|除非|除外|除了|以外|之外|那么|因此|所以|因为|由于|对于|关于|至于|进行|来说|之日起|之日|当日|以内|之内|以上|以下|之后|以后|之前|以前|超过|不少于|至少|最多|最少|一共|总共|其中|方可|才能|才可|[的了是和与及或而且被把您你我其请将不未没]/gu;
/** Characters that a rewording may bring along. */
const JOINING_HAN =
  /[的了是和与及或而且被把您你我们其请将不未没无须需应可能会在从自起至到由向给对于以就都也又还再则内外后前时所之这那该此个有为若如除等即便已经仅只]/u;

const FAINT_LATIN = new Set(
  (
    'the a an of to in on for and or is are be been being was were do does did i you we they he she it its my your our their can could may might must shall should will would ' +
    'this that these those with what how when which who whom where if at by as from have has had there not no never cannot without into than then also please yes within least most up more less ' +
    'any all each every some such so only just need needs required require requires able per via about under over after before during until since upon once both either because while though although ' +
    'usually normally typically generally might perhaps possibly recommend recommended advised allowed permitted entitled have had ' +
    'day days hour hours minute minutes week weeks month months year years percent dollar dollars euro euros pound pounds yuan business working calendar ' +
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen ' +
    'twenty thirty forty fifty sixty seventy eighty ninety hundred thousand ' +
    'kg g km cm mm m ml l kilo kilos kilogram kilograms gram grams litre litres liter liters metre metres meter meters ' +
    'january february march april june july august september october november december ' +
    'monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays ' +
    'older younger longer later earlier greater fewer least customer customers shop store according states says say'
  ).split(' '),
);

/** A term that carries meaning: stems of English words, pairs of Chinese characters; no numbers, for those are compared as amounts. */
export function contentWords(text: string): string[] {
  const folded = foldText(text)
    .replace(/n't\b/gu, ' not ')
    .replace(/'(?:s|re|ve|ll|d|m)\b/gu, ' ');
  const latin = (folded.match(/[\p{Script=Latin}][\p{Script=Latin}\d-]*/gu) ?? [])
    .filter((word) => !FAINT_LATIN.has(word))
    .flatMap((word) => termsOf(word.replace(/^non-|^un(?=(?:opened|used|worn|damaged|sealed|paid|washed)$)/u, '')));
  const han = folded
    .replace(
      /[〇零一二两三四五六七八九十百千万半\d]+(?:个?(?:工作日|自然日|小时|分钟|星期|月|天|日|周|年|元|折|次|件|人))?/gu,
      ' ',
    )
    .replace(FAINT_HAN, ' ')
    .match(/\p{Script=Han}+/gu);
  return [...latin, ...(han ?? []).flatMap(pairsOf)];
}

/** A character that no rewording may bring along. */
const isTelling = (character: string) => !JOINING_HAN.test(character) && !MEASURING_HAN.test(character);
const MEASURING_HAN = /[〇零一二两三四五六七八九十百千万半分点月天日周年元折次件人工作小时]/u;

/** Characters of a text that carry meaning, each once. */
export const tellingCharacters = (text: string): string[] =>
  [
    ...new Set(
      foldText(text)
        .replace(FAINT_HAN, '')
        .match(/\p{Script=Han}/gu) ?? [],
    ),
  ].filter(isTelling);

/** Whether a pair of Chinese characters is a word rather than the seam of two. */
export const isTellingPair = (pair: string): boolean => [...pair].every(isTelling);

function pairsOf(run: string): string[] {
  if (run.length === 1) return [];
  return Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2));
}
