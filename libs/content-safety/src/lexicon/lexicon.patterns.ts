import { FOLD_BIT } from '../folding/fold.names.js';
import { type FoldTable, unitAt, widthOf } from '../folding/fold.table.js';
import { SPLIT_CHARACTERS } from '../folding/split.characters.js';
import { isGap, isWordPart, Kind } from '../folding/unit.kinds.js';
import { mayBeLetter, readsAsLetter } from '../folding/unit.relation.js';
import { GAP_BEFORE, UNIT_MASK } from './compiled.lexicon.js';

/** A way to write an entry, and the groups by which the automaton finds it. */
export interface Pattern {
  readonly units: readonly number[];
  readonly groups: readonly number[];
  readonly entry: number;
  readonly folds: number;
}

export interface WrittenEntry {
  readonly word: string;
  readonly entry: number;
  readonly allowed: number;
  readonly initials?: string;
}

/** All patterns of an entry; none when it holds neither letter nor digit. */
export function patternsOf({ word, entry, allowed, initials }: WrittenEntry, table: FoldTable): Pattern[] {
  const written = [{ text: word, folds: 0 }];
  if (allowed & FOLD_BIT.split) written.push(...splitsOf(word).map((text) => ({ text, folds: FOLD_BIT.split })));
  if (initials !== undefined) written.push({ text: initials, folds: FOLD_BIT.initials });
  return written.flatMap(({ text, folds }) => {
    const units = unitsOf(text, table);
    return groupings(units, table).map((groups) => ({ units, groups, entry, folds }));
  });
}

/** Units of a word without what is invisible; spaces and signs only mark the unit behind them. */
function unitsOf(word: string, table: FoldTable): number[] {
  const units: number[] = [];
  let mark = 0;
  for (let at = 0; at < word.length;) {
    const unit = unitAt(word, at);
    const kind = table.kind[unit] ?? Kind.other;
    const isLetter = !isGap(kind) || (mayBeLetter(table, unit) && readsAsLetter(table, word, at));
    if (isLetter) {
      units.push(unit | mark);
      mark = 0;
    } else if (kind !== Kind.invisible && units.length) mark = GAP_BEFORE;
    at += widthOf(unit);
  }
  return units.some((unit) => isMeant(table.kind[unit & UNIT_MASK] ?? Kind.other)) ? units : [];
}

const isMeant = (kind: number) => isWordPart(kind) || kind === Kind.han || kind === Kind.other;

/**
 * Groups with repeated letters written once, as a text is read; and, for words with double letters, as they are: set apart,
 * letters do not run together.
 */
function groupings(units: readonly number[], table: FoldTable): number[][] {
  if (!units.length) return [];
  const whole = units.map((unit) => table.group[unit & UNIT_MASK] ?? 0);
  const once = whole.filter(
    (group, at) => at === 0 || group !== whole[at - 1] || (units[at] ?? 0) >= GAP_BEFORE || !mayRepeat(table, group),
  );
  return once.length === whole.length ? [whole] : [once, whole];
}

/** Whether repetitions of a group run together: those of letters and of what is written for them. */
export const mayRepeat = (table: FoldTable, group: number): boolean => isWordPart(table.kind[group] ?? Kind.other);

/** Up to so many characters are split in every combination; of more, each alone and all together. */
const COMBINED = 3;

function splitsOf(word: string): string[] {
  const characters = [...word];
  const splits = characters.map((character) => SPLIT_CHARACTERS.get(character) ?? []);
  const places = splits.flatMap((parts, at) => (parts.length ? [at] : []));
  const choices = places.length > COMBINED ? [...places.map((place) => [place]), places] : subsets(places);
  return choices.flatMap((chosen) => {
    const alternatives = Math.max(0, ...chosen.map((place) => splits[place]?.length ?? 0));
    return Array.from({ length: alternatives }, (_, which) =>
      characters
        .map((own, at) => (chosen.includes(at) ? (splits[at]?.[which] ?? splits[at]?.[0] ?? own) : own))
        .join(''),
    );
  });
}

const subsets = (places: readonly number[]): number[][] =>
  Array.from({ length: (1 << places.length) - 1 }, (_, mask) => places.filter((_place, at) => ((mask + 1) >> at) & 1));
