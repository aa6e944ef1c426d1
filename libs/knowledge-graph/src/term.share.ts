import { termsOf } from '@zhike/platform';

/** Share of the terms asked for that a text holds, 0–1; none where nothing is asked for. */
export function shareOf(asked: ReadonlySet<string>, text: string): number {
  const held = new Set(termsOf(text));
  return asked.size ? [...asked].filter((term) => held.has(term)).length / asked.size : 0;
}
