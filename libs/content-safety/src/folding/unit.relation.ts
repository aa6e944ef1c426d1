import { FOLD_BIT } from './fold.names.js';
import { type FoldTable } from './fold.table.js';
import { isWordPart, Kind } from './unit.kinds.js';

/** Folds by which a written unit is the meant one: a set of bits, empty when they are the same; -1 when it is another. */
export function foldsBetween(table: FoldTable, written: number, meant: number): number {
  if (written === meant) return 0;
  if (table.group[written] !== table.group[meant]) return -1;
  const folds = (table.folds[written] as number) | (table.folds[meant] as number);
  if (table.plain[written] === table.plain[meant]) return folds;
  return throughGroup(table, written, meant, folds);
}

/** Both are numbers, or one is a letter and the other a digit or sign that stands for it; `i` is no `l`. */
function throughGroup(table: FoldTable, written: number, meant: number, folds: number): number {
  if ((table.digit[written] as number) < 10 && table.digit[written] === table.digit[meant])
    return folds | FOLD_BIT.number;
  const [one, other] = [table.kind[written] as number, table.kind[meant] as number];
  if (one === Kind.han || other === Kind.han) return -1;
  if (one === Kind.letter && other === Kind.letter) return -1;
  return one === Kind.letter || other === Kind.letter ? folds | FOLD_BIT.leet : -1;
}

/** A sign that may stand for a letter: `$`. Beside letters it is read as one, elsewhere as a sign. */
export function mayBeLetter(table: FoldTable, unit: number): boolean {
  const kind = table.kind[unit] as number;
  return (kind === Kind.symbol || kind === Kind.sentence) && table.group[unit] !== table.plain[unit];
}

/** Whether such a sign at an offset touches a letter and does not stand between all of them (`f@u@c@k`). */
export function readsAsLetter(table: FoldTable, text: string, at: number): boolean {
  const sign = text.charCodeAt(at);
  if (text.charCodeAt(at - 2) === sign || text.charCodeAt(at + 2) === sign) return false;
  return touchesLetter(table, text.charCodeAt(at - 1), sign) || touchesLetter(table, text.charCodeAt(at + 1), sign);
}

/** Beyond the ends of a text the unit is NaN, which is nothing. A sign beside its like passes the question on: `a$$`. */
const touchesLetter = (table: FoldTable, unit: number, sign: number): boolean =>
  unit === sign || isWordPart(table.kind[unit] ?? Kind.other);
