import { Converter } from 'opencc-js/t2cn';
import { FOLD_BIT } from './fold.names.js';
import { LEET_CLASSES, LOOKALIKES, NUMBER_STYLES } from './lookalike.data.js';
import { Kind, kindOf } from './unit.kinds.js';

/**
 * How each unit of a text folds. A unit is a UTF-16 code unit, or one of the places behind them for the characters outside
 * the basic plane that stand for letters, are emoji or invisible (`unitAt`); other such characters stay two units.
 */
export interface FoldTable {
  /** The unit it is read as: half-width, lower case, simplified, Latin. */
  readonly plain: Uint16Array;
  /** The name of all that may be written for one another: `0`, `o` and 〇. The automaton compares only these. */
  readonly group: Uint16Array;
  /** Which folds lead from the unit to its plain one. */
  readonly folds: Uint16Array;
  readonly kind: Uint8Array;
  /** 0–9, or 255: no number. */
  readonly digit: Uint8Array;
}

const BASIC = 0x10000;
const MATH = { first: 0x1d400, count: 0x400 };
const ENCLOSED = { first: 0x1f100, count: 0x100 };
export const EMOJI_UNIT = BASIC + MATH.count + ENCLOSED.count;
export const INVISIBLE_UNIT = EMOJI_UNIT + 1;
export const UNITS = INVISIBLE_UNIT + 1;

/** The unit at an offset of a text. It is two code units wide where it is at or behind the basic plane (`widthOf`). */
export function unitAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return (unit & 0xfc00) === 0xd800 ? pairAt(text, at, unit) : unit;
}

export const widthOf = (unit: number): number => (unit >= BASIC ? 2 : 1);

function pairAt(text: string, at: number, high: number): number {
  const point = text.codePointAt(at) ?? high;
  if (point < BASIC) return high;
  const math = point - MATH.first;
  if (math >= 0 && math < MATH.count) return BASIC + math;
  const enclosed = point - ENCLOSED.first;
  if (enclosed >= 0 && enclosed < ENCLOSED.count) return BASIC + MATH.count + enclosed;
  return signOf(point) ?? high;
}

function signOf(point: number): number | undefined {
  if (point >= 0x1f000 && point < 0x20000) return EMOJI_UNIT;
  return point >= 0xe0000 && point < 0xe1000 ? INVISIBLE_UNIT : undefined;
}

let made: FoldTable | undefined;

/** The same for every lexicon; made once, in about 50 ms, when the first word is folded. */
export const foldTable = (): FoldTable => (made ??= makeTable());

function makeTable(): FoldTable {
  const table: FoldTable = {
    plain: new Uint16Array(UNITS),
    group: new Uint16Array(UNITS),
    folds: new Uint16Array(UNITS),
    kind: new Uint8Array(UNITS),
    digit: new Uint8Array(UNITS).fill(255),
  };
  for (let unit = 0; unit < EMOJI_UNIT; unit++) foldUnit(table, unit);
  table.kind[EMOJI_UNIT] = Kind.emoji;
  table.kind[INVISIBLE_UNIT] = Kind.invisible;
  simplify(table);
  number(table);
  group(table);
  return table;
}

/** Blocks in which nothing folds but what `simplify` knows: they are most of the plane. */
const FIXED: readonly (readonly [first: number, end: number, kind: number])[] = [
  [0x3400, 0x4dc0, Kind.han],
  [0x4e00, 0xa000, Kind.han],
  [0xa000, 0xa640, Kind.other],
  [0xac00, 0xd800, Kind.other],
  // Halves of pairs: the characters out there that are left as they are, are Han.
  [0xd800, 0xe000, Kind.han],
  [0xe000, 0xf900, Kind.other],
];

const fixedKind = (unit: number): number | undefined => FIXED.find(([first, end]) => unit >= first && unit < end)?.[2];

function foldUnit(table: FoldTable, unit: number): void {
  const fixed = fixedKind(unit);
  const character = characterOf(unit);
  const { plain, folds } = fixed === undefined ? plainOf(character) : { plain: character, folds: 0 };
  table.plain[unit] = plain.charCodeAt(0);
  table.folds[unit] = folds;
  // A sign that reads as a letter is one: ⓐ, 𝐚. What is invisible or a gap stays so whatever it would be read as.
  const own = fixed ?? kindOf(character);
  const isSign = own === Kind.emoji || own === Kind.symbol || own === Kind.other;
  table.kind[unit] = folds && isSign ? kindOf(plain) : own;
  if (own === Kind.sentence || own === Kind.space) table.plain[unit] = unit;
}

/** Alphabets on dark ground and the letters of flags, which NFKC leaves as they are. */
const BADGES = [0x1f150, 0x1f170, 0x1f1e6];

function characterOf(unit: number): string {
  if (unit < BASIC) return String.fromCharCode(unit);
  const place = unit - BASIC;
  return String.fromCodePoint(place < MATH.count ? MATH.first + place : ENCLOSED.first + place - MATH.count);
}

function letterOnBadge(character: string): string | undefined {
  const point = character.codePointAt(0) ?? 0;
  const first = BADGES.find((badge) => point >= badge && point < badge + 26);
  return first === undefined ? undefined : String.fromCharCode(0x41 + point - first);
}

/** Compatibility and width by NFKC (UAX #15), case, then accents and letters of other scripts that look Latin. */
function plainOf(character: string): { plain: string; folds: number } {
  const compatible = compatibleOf(character);
  const alike = LOOKALIKES.get(compatible);
  const lower = alike ?? single(compatible.toLowerCase()) ?? compatible;
  const latin = alike ?? latinOf(lower);
  if (single(latin) === undefined) return { plain: '\0', folds: 0 };
  const changes = [
    [compatible !== character, FOLD_BIT.width],
    [lower !== compatible && !alike, FOLD_BIT.case],
    [latin !== lower || alike !== undefined, FOLD_BIT.homoglyph],
  ] as const;
  return { plain: latin, folds: changes.reduce((folds, [isChanged, bit]) => (isChanged ? folds | bit : folds), 0) };
}

/** Brackets and full stops of ⑴ and ⒈ are no part of them. */
function compatibleOf(character: string): string {
  const compatible = character.normalize('NFKC').replace(/^\((.)\)$|^(\d)[.,]$/u, '$1$2');
  return letterOnBadge(character) ?? single(compatible) ?? character;
}

/** Without its accents, where it is Latin or looks so. */
function latinOf(lower: string): string {
  const bare = single(lower.normalize('NFD').replace(/\p{Mn}/gu, '')) ?? lower;
  return LOOKALIKES.get(bare) ?? (/[a-z]/u.test(bare) ? bare : lower);
}

const single = (text: string): string | undefined => (text.length === 1 ? text : undefined);

/** Traditional to simplified by OpenCC's characters; each is set apart, so that none is read with its neighbour. */
function simplify(table: FoldTable): void {
  const units: number[] = [];
  for (let unit = 0x2e80; unit < 0xfb00; unit++)
    if (table.kind[unit] === Kind.han && (unit < 0xd800 || unit >= 0xe000)) units.push(unit);
  const plains = units.map((unit) => String.fromCharCode(table.plain[unit] ?? unit)).join('\n');
  const simple = Converter({ from: 't', to: 'cn' })(plains).split('\n');
  units.forEach((unit, at) => {
    const plain = simple[at] ?? '';
    if (plain.length !== 1 || plain.charCodeAt(0) === table.plain[unit]) return;
    table.plain[unit] = plain.charCodeAt(0);
    table.folds[unit] = (table.folds[unit] ?? 0) | FOLD_BIT.traditional;
  });
}

function number(table: FoldTable): void {
  for (let unit = 0; unit < EMOJI_UNIT; unit++) {
    const digit = (table.plain[unit] as number) - 0x30;
    if (digit < 0 || digit > 9) continue;
    table.digit[unit] = digit;
    table.kind[unit] = Kind.digit;
  }
  for (const style of NUMBER_STYLES)
    [...style].forEach((sign, digit) => {
      if (sign !== '·') numberSign(table, sign.charCodeAt(0), digit);
    });
  // A traditional numeral counts as its simplified one does.
  for (let unit = 0x3400; unit < 0xa000; unit++)
    if (table.digit[unit] === 255) table.digit[unit] = table.digit[table.plain[unit] as number] as number;
}

/** A numeral in Han stays Han, any other sign is read as the digit. */
function numberSign(table: FoldTable, unit: number, digit: number): void {
  table.digit[unit] = digit;
  if (table.kind[unit] === Kind.han) return;
  table.plain[unit] = 0x30 + digit;
  table.kind[unit] = Kind.digit;
  table.folds[unit] = FOLD_BIT.number;
}

function group(table: FoldTable): void {
  const groupOf = new Map(
    LEET_CLASSES.flatMap(([name, members]) => [...members].map((member) => [member.charCodeAt(0), name.charCodeAt(0)])),
  );
  for (let unit = 0; unit < UNITS; unit++) {
    const digit = table.digit[unit] ?? 255;
    const plain = digit < 10 ? 0x30 + digit : (table.plain[unit] ?? unit);
    table.group[unit] = groupOf.get(plain) ?? plain;
  }
}
