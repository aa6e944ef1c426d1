/** When something is in force, and for whom: milliseconds, the end outside. */
export interface Span {
  readonly from: number;
  readonly to: number;
  /** Groups it is published for; absent or empty: for everyone. */
  readonly audiences?: readonly string[];
}

/** Whether a customer of these groups may see it at that moment. */
export function isVisible({ from, to, audiences }: Span, at: number, groups: readonly string[]): boolean {
  if (at < from || at >= to) return false;
  return !audiences?.length || audiences.some((audience) => groups.includes(audience));
}

export function isSameSpan(left: Span, right: Span): boolean {
  return left.from === right.from && left.to === right.to && keyOf(left) === keyOf(right);
}

const keyOf = ({ audiences = [] }: Span) => [...audiences].sort().join('\n');
