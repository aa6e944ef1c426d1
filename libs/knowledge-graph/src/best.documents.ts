export interface ScoredDocument {
  readonly document: number;
  readonly score: number;
}

/**
 * The best of many documents, kept in a heap of fixed size whose root is the weakest, so that most of what is offered
 * costs one comparison. Between equal scores `precedes` decides.
 */
export class BestDocuments {
  private readonly heap: ScoredDocument[] = [];

  constructor(
    private readonly limit: number,
    private readonly precedes: (left: number, right: number) => boolean,
  ) {}

  /** What scores less need not be offered. */
  get least(): number {
    if (this.limit < 1) return Infinity;
    return this.heap.length < this.limit ? -Infinity : (this.heap[0]?.score ?? -Infinity);
  }

  offer(document: number, score: number): void {
    if (this.limit < 1) return;
    const offered = { document, score };
    if (this.heap.length < this.limit) {
      this.rise(this.heap.push(offered) - 1, offered);
      return;
    }
    const [weakest] = this.heap;
    if (weakest && this.isBetter(offered, weakest)) this.sink(offered);
  }

  /** Best first. */
  list(): ScoredDocument[] {
    return [...this.heap].sort((a, b) => (this.isBetter(a, b) ? -1 : 1));
  }

  private isBetter(left: ScoredDocument, right: ScoredDocument): boolean {
    return left.score > right.score || (left.score === right.score && this.precedes(left.document, right.document));
  }

  private rise(from: number, risen: ScoredDocument): void {
    let at = from;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = this.heap[above];
      if (!parent || !this.isBetter(parent, risen)) break;
      this.heap[at] = parent;
      at = above;
    }
    this.heap[at] = risen;
  }

  /** Takes the root's place. */
  private sink(sunk: ScoredDocument): void {
    let at = 0;
    for (;;) {
      const below = this.weakerChild(2 * at + 1);
      const child = this.heap[below];
      if (!child || !this.isBetter(sunk, child)) break;
      this.heap[at] = child;
      at = below;
    }
    this.heap[at] = sunk;
  }

  private weakerChild(left: number): number {
    const [first, second] = [this.heap[left], this.heap[left + 1]];
    return first && second && this.isBetter(first, second) ? left + 1 : left;
  }
}
