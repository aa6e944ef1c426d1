import { DecoderFailure } from '../decoder.failure.js';

/** Code points from the first to the last. */
export type SignRange = readonly [number, number];

export type Expression =
  | { readonly kind: 'signs'; readonly ranges: readonly SignRange[] }
  | { readonly kind: 'sequence'; readonly parts: readonly Expression[] }
  | { readonly kind: 'choice'; readonly options: readonly Expression[] }
  | { readonly kind: 'repeat'; readonly part: Expression; readonly least: number; readonly most: number }
  | { readonly kind: 'rule'; readonly name: string };

/** A context-free grammar over signs. Rules may refer to one another, but not begin with themselves. */
export interface Grammar {
  readonly rules: ReadonlyMap<string, Expression>;
  readonly root: string;
}

const LAST_SIGN = 0x10ffff;

export const sequence = (...parts: readonly Expression[]): Expression => ({ kind: 'sequence', parts });
export const choice = (...options: readonly Expression[]): Expression => ({ kind: 'choice', options });
export const rule = (name: string): Expression => ({ kind: 'rule', name });
export const repeat = (part: Expression, least: number, most = Infinity): Expression => ({
  ...{ kind: 'repeat', part, least, most },
});
export const optional = (part: Expression): Expression => repeat(part, 0, 1);
export const NOTHING = sequence();

export function literal(text: string): Expression {
  return sequence(...Array.from(text, (sign) => oneOf([[codeOf(sign), codeOf(sign)]])));
}

export const oneOf = (ranges: readonly SignRange[]): Expression => ({ kind: 'signs', ranges });

/** Every sign but these. */
export function noneOf(ranges: readonly SignRange[]): Expression {
  const sorted = [...ranges].sort(([left], [right]) => left - right);
  const between: SignRange[] = [];
  let from = 0;
  for (const [low, high] of sorted) {
    if (low > from) between.push([from, low - 1]);
    from = Math.max(from, high + 1);
  }
  if (from <= LAST_SIGN) between.push([from, LAST_SIGN]);
  return oneOf(between);
}

/** Ranges from the ends written one after another: `'az09'` for letters and digits. */
export function rangesOf(ends: string): readonly SignRange[] {
  const codes = Array.from(ends, codeOf);
  return codes.flatMap((low, at): SignRange[] => (at % 2 === 0 ? [[low, codes[at + 1] ?? low]] : []));
}

const codeOf = (sign: string) => sign.codePointAt(0) ?? 0;

export function grammarRefused(reason: string): DecoderFailure {
  return new DecoderFailure('decoder-request-refused', `The constraint cannot be used: ${reason}.`);
}
