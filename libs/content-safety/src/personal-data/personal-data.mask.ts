import type { MaskText } from '@zhike/ports';
import { findPersonal } from './personal-data.finder.js';
import { type ProtectedSpan, protectPersonal } from './personal-data.protection.js';

/** A text that may be shown to whoever may not read what is personal in it, with the places of the original. */
export const maskText: MaskText = async (original) => {
  const { text, spans } = await protectPersonal(original, findPersonal(original), { as: 'mask' });
  return {
    text,
    place: ({ start, end }) => ({ start: placed(start, spans, 'newStart'), end: placed(end, spans, 'newEnd') }),
  };
};

/** What lies within something personal is moved to its border: half of a number is not a place. */
function placed(at: number, spans: readonly ProtectedSpan[], border: 'newStart' | 'newEnd'): number {
  let moved = at;
  for (const span of spans) {
    if (at <= span.start) break;
    if (at < span.end) return span[border];
    moved = at + span.newEnd - span.end;
  }
  return moved;
}
