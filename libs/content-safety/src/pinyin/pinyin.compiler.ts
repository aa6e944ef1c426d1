import { FOLD_BIT } from '../folding/fold.names.js';
import { type FoldTable } from '../folding/fold.table.js';
import { Kind } from '../folding/unit.kinds.js';
import { encode } from '../lexicon/code.alphabet.js';
import { buildDoubleArray } from '../lexicon/double-array.builder.js';
import { type CompiledPinyin, letterCode, NODE } from './compiled.pinyin.js';
import { readingsOf, usualReading } from './pinyin.readings.js';

/** A syllable alone is a word of any language; very long words nobody writes in pinyin. */
const [SHORTEST, LONGEST] = [2, 10];

interface Said {
  readonly entry: number;
  readonly characters: readonly number[];
  readonly readings: readonly string[];
}

/** For entries that allow it and consist of Han characters. */
export function compilePinyin(words: readonly string[], allowed: Uint16Array, table: FoldTable): CompiledPinyin {
  const said = words.flatMap((word, entry) =>
    (allowed[entry] ?? 0) & FOLD_BIT.pinyin ? waysToSay(word, entry, table) : [],
  );
  const codeOf = Uint16Array.from({ length: 128 }, (_, unit) => letterCode(unit));
  const letters = said.map(({ readings }) => Uint8Array.from(readings.join(''), (letter) => letter.charCodeAt(0)));
  const starts = new Int32Array(said.length + 1);
  said.forEach(({ characters }, at) => (starts[at + 1] = (starts[at] ?? 0) + characters.length));
  return {
    automaton: buildDoubleArray(encode(letters, codeOf), 26),
    entries: Int32Array.from(said, ({ entry }) => entry),
    starts,
    characters: Uint16Array.from(said.flatMap(({ characters }) => characters)),
    syllableLengths: Uint8Array.from(said.flatMap(({ readings }) => readings.map((reading) => reading.length))),
    ...readingTable(said),
  };
}

/** As the word is spoken and, where that differs, with the usual reading of each character alone. */
function waysToSay(word: string, entry: number, table: FoldTable): Said[] {
  if (word.length < SHORTEST || word.length > LONGEST) return [];
  const units = Array.from(word, (character) => character.charCodeAt(0));
  if (!units.every((unit) => table.kind[unit] === Kind.han && (unit < 0xd800 || unit >= 0xe000))) return [];
  const characters = units.map((unit) => table.plain[unit] ?? unit);
  const simple = String.fromCharCode(...characters);
  const spoken = readingsOf(simple);
  const alone = Array.from(simple, usualReading);
  const ways = spoken.join(' ') === alone.join(' ') ? [spoken] : [spoken, alone];
  return ways
    .filter((readings) => readings.length === characters.length && readings.every((one) => /^[a-z]+$/u.test(one)))
    .map((readings) => ({ entry, characters, readings }));
}

function readingTable(said: readonly Said[]): Pick<CompiledPinyin, 'readingOf' | 'syllables' | 'trie'> {
  const syllables = [...new Set(said.flatMap(({ readings }) => readings))].sort();
  const placeOf = new Map(syllables.map((syllable, at) => [syllable, at + 1]));
  const readingOf = new Uint16Array(0x10000);
  for (const { characters } of said)
    for (const character of characters)
      readingOf[character] ||= placeOf.get(usualReading(String.fromCharCode(character))) ?? 0;
  return { readingOf, syllables, trie: syllableTrie(syllables) };
}

function syllableTrie(syllables: readonly string[]): Uint16Array {
  const nodes: number[] = new Array<number>(NODE).fill(0);
  for (const syllable of syllables) {
    let node = 0;
    for (const letter of syllable) {
      const place = node * NODE + letterCode(letter.charCodeAt(0));
      nodes[place] ||= nodes.push(...new Array<number>(NODE).fill(0)) / NODE - 1;
      node = nodes[place] ?? 0;
    }
    nodes[node * NODE] = 1;
  }
  return Uint16Array.from(nodes);
}
