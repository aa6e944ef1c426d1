import { CONTACT_RECOGNISERS } from './contact.recognisers.js';
import { NAME_RECOGNISERS } from './name.recognisers.js';
import { NUMBER_RECOGNISERS } from './number.recognisers.js';
import {
  type Candidate,
  PERSONAL_KINDS,
  type PersonalKind,
  type PersonalSpan,
  type Recogniser,
} from './personal-data.kinds.js';
import { PLACE_RECOGNISERS } from './place.recognisers.js';

/** Characters before a candidate in which its context is looked for. */
const CONTEXT = 48;
const BEHIND = 16;
const FULL_WIDTH = /[\uff01-\uff5e\u3000]/u;

const RECOGNISERS: readonly Recogniser[] = [
  ...NUMBER_RECOGNISERS,
  ...CONTACT_RECOGNISERS,
  ...PLACE_RECOGNISERS,
  ...NAME_RECOGNISERS,
];

/**
 * What is personal in a text, in its order, without overlaps: of two that share a character the surer one stays, of equally sure
 * ones the longer. Only `kinds` are looked for; all when none are named.
 */
export function findPersonal(text: string, kinds: readonly PersonalKind[] = PERSONAL_KINDS): PersonalSpan[] {
  const half = halfWidth(text);
  const candidates = RECOGNISERS.filter(({ kind }) => kinds.includes(kind)).flatMap((one) => candidatesOf(one, half));
  return withoutOverlaps(candidates).map(({ kind, start, end }) => ({ kind, start, end }));
}

/** Full-width signs as half-width ones, each in its place, so that offsets stay. */
function halfWidth(text: string): string {
  if (!FULL_WIDTH.test(text)) return text;
  return text
    .replace(/[\uff01-\uff5e]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ');
}

function candidatesOf(recogniser: Recogniser, text: string): Candidate[] {
  const { kind, certainty, pattern, cut, isOne } = recogniser;
  const found: Candidate[] = [];
  for (const match of text.matchAll(pattern)) {
    const [value] = match;
    if (!isInContext(recogniser, text, match.index, match.index + value.length)) continue;
    const part = cut ? cut(value) : ([0, value.length] as const);
    if (!part || (isOne && !isOne(value))) continue;
    found.push({ kind, certainty, start: match.index + part[0], end: match.index + part[1] });
  }
  return found;
}

function isInContext({ before, behind }: Recogniser, text: string, start: number, end: number): boolean {
  if (before && !before.test(text.slice(Math.max(0, start - CONTEXT), start))) return false;
  return !behind || behind.test(text.slice(end, end + BEHIND));
}

function withoutOverlaps(candidates: readonly Candidate[]): Candidate[] {
  const best = candidates.toSorted(
    (a, b) => b.certainty - a.certainty || b.end - b.start - (a.end - a.start) || a.start - b.start,
  );
  const kept: Candidate[] = [];
  for (const one of best) if (!kept.some(({ start, end }) => one.start < end && start < one.end)) kept.push(one);
  return kept.sort((a, b) => a.start - b.start);
}
