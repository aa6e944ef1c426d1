/** How many free slots are tried for a family before it is put behind everything: bounds the time, costs a little room. */
const TRIES = 400;

/** Hands out places of a double array: each family of children gets a beginning of its own at which all of its places are free. */
export class SlotAllocator {
  private next: Int32Array;
  private isTaken: Uint8Array;
  private isBase: Uint8Array;
  private end = 1;
  /** For families of each size, where the last one fitted: what lies before was too full for it. */
  private readonly cursors = new Int32Array(64);

  constructor(
    expected: number,
    private readonly alphabet: number,
  ) {
    const size = expected + 2 * alphabet + 2;
    this.next = new Int32Array(size);
    this.isTaken = new Uint8Array(size);
    this.isBase = new Uint8Array(size);
    for (let slot = 0; slot < size; slot++) this.next[slot] = slot + 1;
    this.isTaken[0] = 1;
  }

  /** Slots that an array must have so that no code of the alphabet leads out of it. */
  get size(): number {
    return this.end + this.alphabet + 1;
  }

  /** The beginning, at least 1, for children with these ascending labels; their slots are taken. */
  place(labels: readonly number[]): number {
    const [first = 0] = labels;
    const size = Math.min(labels.length, this.cursors.length - 1);
    // Slots before the label would need a beginning before the array's.
    let slot = this.freeFrom(Math.max(first + 1, this.cursors[size] ?? 0));
    for (let tried = 0; tried < TRIES && slot < this.end; tried++) {
      if (this.fits(slot - first, labels)) return this.take(slot - first, labels, size);
      slot = this.freeFrom(slot + 1);
    }
    this.cursors[size] = slot < this.end ? slot : 0;
    let base = Math.max(1, this.end - first);
    while (!this.fits(base, labels)) base++;
    return this.take(base, labels);
  }

  private fits(base: number, labels: readonly number[]): boolean {
    this.reserve(base + this.alphabet + 1);
    return !this.isBase[base] && labels.every((label) => !this.isTaken[base + label]);
  }

  private take(base: number, labels: readonly number[], size?: number): number {
    if (size !== undefined) this.cursors[size] = base + (labels[0] ?? 0);
    this.isBase[base] = 1;
    for (const label of labels) {
      this.isTaken[base + label] = 1;
      this.end = Math.max(this.end, base + label + 1);
    }
    return base;
  }

  /** The next free slot; what was passed is remembered, so that full stretches are walked once. */
  private freeFrom(slot: number): number {
    let free = slot;
    this.reserve(free + 1);
    while (this.isTaken[free]) {
      const on = this.next[free] ?? free + 1;
      this.reserve(on + 1);
      // Halves the path for the next one that walks it.
      if (this.isTaken[on]) this.next[free] = this.next[on] ?? on + 1;
      free = on;
    }
    return free;
  }

  private reserve(size: number): void {
    const before = this.next.length;
    if (size <= before) return;
    const grown = Math.max(size, before + (before >> 1));
    this.isTaken = grownTo(this.isTaken, new Uint8Array(grown));
    this.isBase = grownTo(this.isBase, new Uint8Array(grown));
    this.next = grownTo(this.next, new Int32Array(grown));
    for (let slot = before; slot < grown; slot++) this.next[slot] = slot + 1;
  }
}

function grownTo<Numbers extends Uint8Array | Int32Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}
