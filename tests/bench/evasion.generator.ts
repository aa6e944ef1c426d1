import { Converter } from 'opencc-js/cn2t';
import { pinyin } from 'pinyin-pro';

/** A way to hide a word. Undefined for a word that it cannot hide: letters have no pinyin. */
export interface Evasion {
  readonly name: string;
  write(word: string, random: () => number): string | undefined;
}

const HAN = /^\p{Script=Han}+$/u;
const LATIN = /^[a-z ]+$/iu;

const pick = (list: string, random: () => number) => [...list][Math.floor(random() * [...list].length)] ?? '';

/** Something between all characters; between those of each word where the text has several. */
const between = (fill: (random: () => number) => string) => (word: string, random: () => number) => {
  const filler = fill(random);
  return word
    .split(' ')
    .map((part) => [...part].join(filler))
    .join(' ');
};

const MAPS = {
  leet: { a: '4@', e: '3', i: '1!', o: '0', s: '5$', t: '7', b: '8', g: '9', l: '1' },
  homoglyph: { a: 'аα', e: 'е', o: 'оο', c: 'с', p: 'р', x: 'х', y: 'у', i: 'і', s: 'ѕ', k: 'к' },
  number: {
    一: '1①壹１',
    二: '2②贰',
    三: '3③叁',
    四: '4④肆',
    五: '5⑤伍',
    六: '6⑥陆',
    七: '7⑦',
    八: '8⑧',
    九: '9⑨',
    千: '千',
  },
} as const satisfies Record<string, Record<string, string>>;

/** Replaces one letter that has a look-alike. */
const replaced = (map: Record<string, string>) => (word: string, random: () => number) => {
  const places = [...word].flatMap((letter, at) => (map[letter.toLowerCase()] ? [at] : []));
  const place = places[Math.floor(random() * places.length)];
  if (place === undefined) return undefined;
  return [...word]
    .map((letter, at) => (at === place ? pick(map[letter.toLowerCase()] ?? letter, random) : letter))
    .join('');
};

/** Our own table again would prove nothing: these splits are written here by hand, as people write them. */
const SPLIT: Record<string, string> = {
  弹: '弓单',
  炸: '火乍',
  枪: '木仓',
  赌: '贝者',
  嫖: '女票',
  娼: '女昌',
  骗: '马扁',
  证: '讠正',
  粉: '米分',
  购: '贝勾',
  伪: '亻为',
  加: '力口',
  你: '亻尔',
  群: '君羊',
  私: '禾厶',
};

function fullWidth(word: string): string | undefined {
  const wide = word.replace(/[!-~]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
  return wide === word ? undefined : wide;
}

const toTraditional = Converter({ from: 'cn', to: 't' });

function inPinyin(word: string, random: () => number, isWhole: boolean): string | undefined {
  if (!HAN.test(word) || word.length < 2) return undefined;
  const syllables = pinyin(word, { toneType: 'none', type: 'array', v: true });
  if (isWhole) return syllables.join(random() < 0.5 ? '' : ' ');
  const kept = Math.floor(random() * word.length);
  return syllables.map((syllable, at) => (at === kept ? word[at] : syllable)).join('');
}

export const EVASIONS: readonly Evasion[] = [
  { name: 'plain', write: (word) => word },
  { name: 'width', write: fullWidth },
  {
    name: 'case',
    write: (word, random) =>
      LATIN.test(word)
        ? word.replace(/[a-z]/gu, (letter) => (random() < 0.5 ? letter.toUpperCase() : letter))
        : undefined,
  },
  { name: 'traditional', write: (word) => (toTraditional(word) === word ? undefined : toTraditional(word)) },
  { name: 'symbols', write: between((random) => pick('*_-#.~^=', random)) },
  { name: 'spaces', write: between(() => ' ') },
  { name: 'zero-width', write: between((random) => pick('\u200b\u200c\u200d\u2060\ufeff\u00ad', random)) },
  { name: 'emoji', write: between((random) => pick('🙂🔥❤💣⭐', random)) },
  { name: 'leet', write: (word, random) => (LATIN.test(word) ? replaced(MAPS.leet)(word, random) : undefined) },
  {
    name: 'homoglyph',
    write: (word, random) => (LATIN.test(word) ? replaced(MAPS.homoglyph)(word, random) : undefined),
  },
  {
    name: 'repeat',
    write: (word, random) =>
      LATIN.test(word) ? word.replace(/[aeiou]/u, (letter) => letter.repeat(3 + Math.floor(random() * 3))) : undefined,
  },
  {
    name: 'split',
    write: (word) => {
      const split = [...word].map((one) => SPLIT[one] ?? one).join('');
      return split === word ? undefined : split;
    },
  },
  { name: 'number', write: (word, random) => (HAN.test(word) ? replaced(MAPS.number)(word, random) : undefined) },
  { name: 'pinyin', write: (word, random) => inPinyin(word, random, true) },
  { name: 'mixed-pinyin', write: (word, random) => inPinyin(word, random, false) },
];
