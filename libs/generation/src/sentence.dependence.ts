import type { ClausePart } from './clause.parts.js';

/** It speaks of what stands before it: alone it would say something else, or nothing. */
const POINTS_BACK =
  /^(?:and|or|but|however|otherwise|therefore|thus|instead|also|in (?:this|that|such|these|those) cases?|if (?:so|not|this|that|they|it)|(?:(?:for|to|in|with|under|of) )?(?:this|these|that|those|such|it|its|they|their|them|he|she|both|either|neither)|the (?:same|latter|former|above))\b|^(?:其(?!他|它|余|中一)|该|此(?!外)|这|那|上述|前款|前项|但|不过|然而|否则|因此|所以|同时|并且?|而且|以上|如此|反之)/iu;
/** It takes back part of what stands before it. */
const TAKES_BACK =
  /^(?:but|however|unless|except|exceptions?|excluding|otherwise|this does not|these do not|it does not|they do not|not (?:included|covered|applicable))\b|^(?:但|不过|然而|除外|例外|除非|否则|反之)|^[^，,。]{0,30}(?:除外|不适用(?:本|前|上述|此)[^。]{0,12}|不在此限)[。；;.]?$/iu;
/** How far back a sentence may lean: what it points to may itself point back. */
const MOST_STEPS_BACK = 2;

/** What is asked of the selection beyond the sentences themselves. */
export interface Completeness {
  /** Steps or a list of things were asked for: lists are given whole. */
  readonly wholeLists: boolean;
}

/**
 * The chosen places with everything that would change their meaning if it were left out: what a sentence points back to, the
 * exception that follows it, the lead-in of an item, the items of a lead-in. In the clause's order.
 */
export function withDependencies(
  parts: readonly ClausePart[],
  chosen: readonly number[],
  { wholeLists }: Completeness,
): number[] {
  const kept = new Set(chosen);
  for (const place of chosen) {
    for (const needed of listAround(parts, place, wholeLists)) kept.add(needed);
  }
  for (const place of [...kept]) for (const needed of backwards(parts, place)) kept.add(needed);
  for (const place of [...kept]) for (const needed of forwards(parts, place)) kept.add(needed);
  return [...kept].sort((a, b) => a - b);
}

function listAround(parts: readonly ClausePart[], place: number, wholeLists: boolean): number[] {
  const part = parts[place];
  if (part?.kind === 'lead-in') return openedBy(parts, place);
  if (part?.leadIn === undefined) return [];
  return wholeLists ? [part.leadIn, ...openedBy(parts, part.leadIn)] : [part.leadIn];
}

/** The items of a lead-in; where it opens no list that is marked as one, the sentence that follows it. */
function openedBy(parts: readonly ClausePart[], leadIn: number): number[] {
  const items = parts.flatMap((part, place) => (part.leadIn === leadIn ? [place] : []));
  return items.length || leadIn + 1 >= parts.length ? items : [leadIn + 1];
}

function backwards(parts: readonly ClausePart[], place: number): number[] {
  const needed: number[] = [];
  for (let at = place; needed.length < MOST_STEPS_BACK; at--) {
    const before = parts[at - 1];
    if (!before || parts[at]?.kind !== 'plain' || before.kind === 'heading') break;
    if (!POINTS_BACK.test(parts[at]?.text ?? '')) break;
    needed.push(at - 1);
  }
  return needed;
}

function forwards(parts: readonly ClausePart[], place: number): number[] {
  const needed: number[] = [];
  for (let at = place + 1; TAKES_BACK.test(parts[at]?.text ?? ''); at++) needed.push(at);
  return needed;
}
