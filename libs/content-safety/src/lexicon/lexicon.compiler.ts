import { FOLD_BIT } from '../folding/fold.names.js';
import { EMOJI_UNIT, type FoldTable, foldTable, UNITS } from '../folding/fold.table.js';
import { isGap } from '../folding/unit.kinds.js';
import { mayBeLetter } from '../folding/unit.relation.js';
import { compilePinyin } from '../pinyin/pinyin.compiler.js';
import { initialsOf } from '../pinyin/pinyin.readings.js';
import { encode, makeAlphabet } from './code.alphabet.js';
import {
  BREAK,
  type CompiledLexicon,
  FIRST_CODE,
  GAP,
  type LexiconSource,
  PAIR,
  type PatternTable,
  SIGN,
} from './compiled.lexicon.js';
import { buildDoubleArray } from './double-array.builder.js';
import { mayRepeat, type Pattern, patternsOf } from './lexicon.patterns.js';

/**
 * Turns entries into an automaton; some seconds for 100,000 words, which is why a worker does it. Throws a `RangeError` that
 * names the entry when one holds neither letter nor digit.
 */
export function compileLexicon({ words, allowed }: LexiconSource): CompiledLexicon {
  const table = foldTable();
  const list = words ? words.split('\n') : [];
  const patterns = list.flatMap((word, entry) => {
    const folds = allowed[entry] ?? 0;
    const initials = folds & FOLD_BIT.initials ? initialsOf(word) : undefined;
    const found = patternsOf({ word, entry, allowed: folds, ...(initials === undefined ? {} : { initials }) }, table);
    if (!found.length) throw new RangeError(`entry ${entry + 1}, “${word}”, holds neither letter nor digit`);
    return found;
  });
  const groups = patterns.map((pattern) => pattern.groups);
  const alphabet = makeAlphabet(groups, {
    ...{ units: UNITS, from: FIRST_CODE },
    isFirst: (group) => mayRepeat(table, group),
  });
  return {
    codeOf: codesOfUnits(alphabet.codeOf, table),
    halves: alphabet.codeOf.slice(0xd800, 0xdc00),
    lettersEnd: alphabet.firstEnd,
    automaton: buildDoubleArray(encode(groups, alphabet.codeOf), alphabet.size),
    patterns: tableOf(patterns),
    allowed,
    pinyin: compilePinyin(list, allowed, table),
  };
}

/** Every unit gets the code of its group, so that folding a character costs one look into one table. */
function codesOfUnits(codeOfGroup: Uint16Array, table: FoldTable): Uint16Array {
  const codes = new Uint16Array(UNITS);
  for (let unit = 0; unit < UNITS; unit++) codes[unit] = codeOfUnit(unit, codeOfGroup, table);
  for (let unit = 0xd800; unit < 0xdc00; unit++) codes[unit] = PAIR;
  codes.fill(GAP, EMOJI_UNIT);
  return codes;
}

function codeOfUnit(unit: number, codeOfGroup: Uint16Array, table: FoldTable): number {
  const code = codeOfGroup[table.group[unit] as number] as number;
  const isInWords = code >= FIRST_CODE;
  if (mayBeLetter(table, unit)) return isInWords ? SIGN : GAP;
  if (isGap(table.kind[unit] as number)) return GAP;
  return isInWords ? code : BREAK;
}

function tableOf(patterns: readonly Pattern[]): PatternTable {
  const starts = new Int32Array(patterns.length + 1);
  patterns.forEach(({ units }, at) => (starts[at + 1] = (starts[at] ?? 0) + units.length));
  const units = new Uint32Array(starts[patterns.length] ?? 0);
  patterns.forEach((pattern, at) => units.set(pattern.units, starts[at]));
  return {
    ...{ starts, units },
    entries: Int32Array.from(patterns, ({ entry }) => entry),
    folds: Uint16Array.from(patterns, ({ folds }) => folds),
    lengths: Uint16Array.from(patterns, ({ groups }) => groups.length),
  };
}
