/** Tokens of one run, padding included: bounds memory and the time a question waits behind it. */
const MAX_BATCH_TOKENS = 2_048;
/** Share of a run's tokens that may be padding: they cost what others cost. */
const MAX_PADDING = 0.15;

/**
 * Groups texts of like length, so that little is spent on padding. Answers the indices of each run's rows, short texts first.
 * A text longer than the budget, or with none like it, runs alone.
 */
export function planBatches(
  lengths: readonly number[],
  maxRows: number,
  maxTokens: number = MAX_BATCH_TOKENS,
): readonly (readonly number[])[] {
  const order = lengths.map((length, index) => ({ length, index })).sort((left, right) => left.length - right.length);
  const batches: number[][] = [];
  let open: number[] = [];
  let tokens = 0;
  for (const { length, index } of order) {
    // Ascending order: this row is the longest so far and sets the padded width of the run.
    const padded = (open.length + 1) * length;
    const isFull = open.length >= maxRows || padded > maxTokens || padded - tokens - length > MAX_PADDING * padded;
    if (open.length > 0 && isFull) {
      batches.push(open);
      open = [];
      tokens = 0;
    }
    open.push(index);
    tokens += length;
  }
  if (open.length > 0) batches.push(open);
  return batches;
}
