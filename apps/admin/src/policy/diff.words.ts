export interface Piece {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** A Han character, a word, a number with its parts, a run of spaces, or one sign: what a reader sees as one step. */
const STEPS = /\p{Script=Han}|[\p{L}\p{N}]+(?:[.,:]\p{N}+)*|\s+|./gsu;
/** Comparing grows with the product of the lengths; beyond this a text counts as rewritten. */
const MOST_CELLS = 2_000_000;

/** What became of a text, piece by piece. */
export function diffWords(before: string, after: string): Piece[] {
  const [old, now] = [before.match(STEPS) ?? [], after.match(STEPS) ?? []];
  const start = sharedStart(old, now);
  const end = sharedStart(old.slice(start).reverse(), now.slice(start).reverse());
  const [oldMiddle, nowMiddle] = [old.slice(start, old.length - end), now.slice(start, now.length - end)];
  const middle =
    oldMiddle.length * nowMiddle.length > MOST_CELLS ? rewritten(oldMiddle, nowMiddle) : compared(oldMiddle, nowMiddle);
  return joined([same(old.slice(0, start)), ...middle, same(old.slice(old.length - end))]);
}

const same = (steps: readonly string[]): Piece => ({ kind: 'same', text: steps.join('') });

function sharedStart(one: readonly string[], other: readonly string[]): number {
  let length = 0;
  while (length < one.length && length < other.length && one[length] === other[length]) length++;
  return length;
}

function rewritten(old: readonly string[], now: readonly string[]): Piece[] {
  return [
    { kind: 'removed', text: old.join('') },
    { kind: 'added', text: now.join('') },
  ];
}

/** Longest common subsequence, walked from the front. */
function compared(old: readonly string[], now: readonly string[]): Piece[] {
  const lengthAt = commonLengths(old, now);
  const pieces: Piece[] = [];
  let [row, column] = [0, 0];
  while (row < old.length && column < now.length) {
    const [left, right] = [old[row] ?? '', now[column] ?? ''];
    if (left === right) {
      pieces.push({ kind: 'same', text: left });
      row++;
      column++;
    } else if (lengthAt(row + 1, column) >= lengthAt(row, column + 1)) {
      pieces.push({ kind: 'removed', text: left });
      row++;
    } else {
      pieces.push({ kind: 'added', text: right });
      column++;
    }
  }
  return [...pieces, ...rewritten(old.slice(row), now.slice(column))];
}

/** How much two texts share from each pair of places on. */
function commonLengths(old: readonly string[], now: readonly string[]): (row: number, column: number) => number {
  const width = now.length + 1;
  const lengths = new Uint32Array((old.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = old.length - 1; row >= 0; row--)
    for (let column = now.length - 1; column >= 0; column--)
      lengths[row * width + column] =
        old[row] === now[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
  return at;
}

function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces.filter(({ text }) => text)) {
    const last = result.at(-1);
    if (last?.kind === piece.kind) result[result.length - 1] = { kind: piece.kind, text: last.text + piece.text };
    else result.push(piece);
  }
  return result;
}
