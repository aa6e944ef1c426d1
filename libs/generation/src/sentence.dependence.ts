import type { ClausePart } from './clause.parts.js';
import { type Terms, termSet } from './term.rarity.js';

/** It speaks of what stands before it: alone it would say something else, or nothing. */
const POINTS_BACK =
  /^(?:and|or|but|however|otherwise|therefore|thus|instead|also|in (?:this|that|such|these|those) cases?|if (?:so|not|this|that|they|it)|(?:(?:for|to|in|with|under|of) )?(?:this|these|that|those|such|it|its|they|their|them|he|she|both|either|neither)|the (?:same|latter|former|above))\b|^(?:其(?!他|它|余|中一)|该|此(?!外)|这|那|上述|前款|前项|但|不过|然而|否则|因此|所以|同时|并且?|而且|以上|如此|反之)/iu;
/** It takes back part of what stands before it. */
const TAKES_BACK =
  /^(?:but|however|unless|except|exceptions?|excluding|otherwise|this does not|these do not|it does not|they do not|not (?:included|covered|applicable))\b|^(?:但|不过|然而|除外|例外|除非|否则|反之)|^[^，,。]{0,30}(?:除外|不适用(?:本|前|上述|此)[^。]{0,12}|不在此限)[。；;.]?$/iu;
/** How far back a sentence may lean: what it points to may itself point back. */
const MOST_STEPS_BACK = 2;

/** It holds for one case: „If the item is faulty, we pay.“ 「因质量问题退货的，运费由本店承担。」 */
const FOR_A_CASE =
  /^((?:if|when|where|for|in case|as long as)\b[^,.;]+),(.+)|^((?:如果|如|若|因|属于|对于)[^，。；]+|[^，。；]{2,40}(?:的|时|后))，(.+)/isu;
/** Two cases are of one matter when what holds in the one shares so much of its words with what holds in the other. */
const ONE_MATTER = 0.2;
/** A table of more rows, a list of more items is given whole only to whoever asks for it. */
const MOST_ROWS = 12;
const MOST_ITEMS = 8;

/** What is asked of the selection beyond the sentences themselves. */
export interface Completeness {
  /** Steps or a list of things were asked for: lists are given whole. */
  readonly wholeLists: boolean;
  /** Words of the question: of a table, the rows are given that it names. */
  readonly asked: Terms;
}

/**
 * The chosen places with everything that would change their meaning if it were left out: what a sentence points back to, the
 * exception that follows it, what holds in the other cases, the lead-in of an item, the items of a lead-in. In the clause's order.
 */
export function withDependencies(
  parts: readonly ClausePart[],
  chosen: readonly number[],
  completeness: Completeness,
): number[] {
  const kept = new Set(
    chosen.flatMap((place) => [
      ...(isOtherRow(parts, place, completeness) ? [] : [place]),
      ...listAround(parts, place, completeness),
    ]),
  );
  for (const place of chosen) for (const needed of otherCases(parts, place, completeness)) kept.add(needed);
  for (const place of [...kept]) for (const needed of promised(parts, place, completeness)) kept.add(needed);
  for (const place of [...kept]) for (const needed of backwards(parts, place)) kept.add(needed);
  for (const place of [...kept]) for (const needed of forwards(parts, place)) kept.add(needed);
  return [...kept].sort((a, b) => a - b);
}

function listAround(parts: readonly ClausePart[], place: number, completeness: Completeness): number[] {
  const part = parts[place];
  if (part?.kind === 'lead-in') return openedBy(parts, place, completeness);
  if (part?.list === undefined) return [];
  const opening = part.leadIn === undefined ? [] : [part.leadIn];
  if (part.kind === 'row') return [...opening, ...rowsFor(parts, part.list, completeness)];
  return [...opening, ...itemsWith(parts, part.list, place, completeness)];
}

/** All items where the list is asked for, or where it is short and the question names none: one of several, told alone, misleads. */
function itemsWith(parts: readonly ClausePart[], list: number, place: number, { wholeLists, asked }: Completeness) {
  const items = listed(parts, list);
  const isWhole = wholeLists || (items.length <= MOST_ITEMS && !namedRows(parts, list, asked).includes(place));
  return isWhole ? items : [];
}

/** The items or rows of a lead-in; where it opens no list that is marked as one, the sentence that follows it. */
function openedBy(parts: readonly ClausePart[], leadIn: number, completeness: Completeness): number[] {
  const first = parts[leadIn + 1];
  if (!first) return [];
  if (first.leadIn !== leadIn || first.list === undefined) return [leadIn + 1];
  return first.kind === 'row' ? rowsFor(parts, first.list, completeness) : listed(parts, first.list);
}

const listed = (parts: readonly ClausePart[], list: number) =>
  parts.flatMap((part, place) => (part.list === list ? [place] : []));

/** The rows that the question names; all of them where it names none, for each may be the one that is meant. */
function rowsFor(parts: readonly ClausePart[], list: number, { asked }: Completeness): number[] {
  const rows = listed(parts, list);
  const named = namedRows(parts, list, asked);
  if (named.length) return named;
  return rows.length <= MOST_ROWS ? rows : [];
}

/** A row that the question does not name, in a table where it names others. */
function isOtherRow(parts: readonly ClausePart[], place: number, { asked }: Completeness): boolean {
  const { kind, list } = parts[place] ?? {};
  if (kind !== 'row' || list === undefined) return false;
  const named = namedRows(parts, list, asked);
  return named.length > 0 && !named.includes(place);
}

/** The rows that hold a word of the question which the others do not. */
export function namedRows(parts: readonly ClausePart[], list: number, asked: Terms): number[] {
  const rows = listed(parts, list).map((place) => ({ place, terms: termSet(parts[place]?.text ?? '') }));
  const telling = [...asked].filter((term) => {
    const holders = rows.filter(({ terms }) => terms.has(term)).length;
    return holders > 0 && holders <= rows.length / 2;
  });
  return rows.filter(({ terms }) => telling.some((term) => terms.has(term))).map(({ place }) => place);
}

interface Case {
  readonly condition: Terms;
  readonly consequence: Terms;
}

function caseOf({ kind, text }: ClausePart): Case | undefined {
  const [, when = '', then = '', whenZh = '', thenZh = ''] = (kind === 'plain' && FOR_A_CASE.exec(text)) || [];
  const [condition, consequence] = [when || whenZh, then || thenZh];
  return condition ? { condition: termSet(condition), consequence: termSet(consequence) } : undefined;
}

/** What holds in the other cases, where the question does not say which one it is about: half a rule misleads. */
function otherCases(parts: readonly ClausePart[], place: number, { asked }: Completeness): number[] {
  const own = parts[place] && caseOf(parts[place]);
  if (!own || [...own.condition].some((term) => asked.has(term) && !own.consequence.has(term))) return [];
  return parts.flatMap((part, at) => {
    const other = at === place ? undefined : caseOf(part);
    if (!other) return [];
    const shared = [...other.consequence].filter((term) => own.consequence.has(term)).length;
    return shared >= ONE_MATTER * Math.min(own.consequence.size, other.consequence.size) ? [at] : [];
  });
}

/** 「要看地区」 alone is no answer: what it is said to depend on follows. */
const PROMISES =
  /\b(?:depends? on|var(?:y|ies) (?:by|with)|as follows|the following)\b|[要得]看[^，。；]{1,8}(?:[，。：:]|$)|取决于|因[^，。；]{1,8}而异|视[^，。；]{1,8}而定|如下/u;

/** What a sentence says will follow: the sentence after it, with the list that this one opens. */
function promised(parts: readonly ClausePart[], place: number, completeness: Completeness): number[] {
  const [part, next] = [parts[place], parts[place + 1]];
  if (part?.kind !== 'plain' || !next || next.kind === 'heading' || !PROMISES.test(part.text)) return [];
  return [place + 1, ...(next.kind === 'lead-in' ? openedBy(parts, place + 1, completeness) : [])];
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
