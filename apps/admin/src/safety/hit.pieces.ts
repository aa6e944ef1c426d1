import { isJudgement, SAFETY_LIMITS, type SafetyEffect, type SafetyHit } from '@zhike/contracts';

/** A stretch of a text that no hit begins or ends in, with the hits that cover it, the strongest first. */
export interface HitPiece {
  readonly text: string;
  readonly hits: readonly SafetyHit[];
}

/** What was done counts before what would have been done. */
const STRENGTH: readonly SafetyEffect[] = [
  'blocked',
  'watched',
  'shadow-block',
  'shadow-watch',
  'allowed',
  'shadow-allow',
];

/** Cuts a text where a hit begins or ends. Nothing is lost: the pieces joined are the text. */
export function piecesOf(text: string, hits: readonly SafetyHit[]): HitPiece[] {
  const cuts = hits.flatMap(({ start, end }) => [start, end]).filter((cut) => cut < text.length);
  const places = [...new Set([0, ...cuts, text.length])].sort((left, right) => left - right);
  return places.slice(0, -1).map((start, place) => {
    const end = places[place + 1] ?? text.length;
    return {
      text: text.slice(start, end),
      hits: byStrength(hits.filter((hit) => hit.start <= start && end <= hit.end)),
    };
  });
}

const byStrength = (hits: readonly SafetyHit[]): SafetyHit[] =>
  hits.toSorted((one, other) => STRENGTH.indexOf(one.effect) - STRENGTH.indexOf(other.effect));

/** What is to be allowed so that this is no hit: the words, as they are written, or the whole text where it was judged as one. */
export function wordsHit(text: string, hits: readonly SafetyHit[]): string[] {
  const standing = hits.filter(({ effect }) => effect !== 'allowed' && effect !== 'shadow-allow');
  const words = standing.map((hit) => (isJudgement(hit) ? text : text.slice(hit.start, hit.end)).trim());
  return [...new Set(words)].filter((word) => word && word.length <= SAFETY_LIMITS.wordLength);
}

/** Each rule once, where it did most. */
export function rulesHit(hits: readonly SafetyHit[]): SafetyHit[] {
  const first = new Map<string, SafetyHit>();
  for (const hit of byStrength(hits)) {
    const key = `${hit.rule} ${hit.category ?? ''}`;
    if (!first.has(key)) first.set(key, hit);
  }
  return [...first.values()];
}
