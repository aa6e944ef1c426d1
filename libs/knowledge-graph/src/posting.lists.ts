const FIRST_ROOM = 2;
const GROWTH = 1.4;
/** A posting is one number: the document in its upper 24 bits, the count in its lower eight. */
const COUNT_BITS = 8;
export const MOST_DOCUMENTS = 2 ** 24;
export const MOST_COUNTED = 2 ** COUNT_BITS - 1;

export const documentOf = (posting: number) => posting >>> COUNT_BITS;
export const countOf = (posting: number) => posting & MOST_COUNTED;

/**
 * For each term the documents that hold it, with how often. All lists lie in one stretch of memory, each with room to grow to
 * the next power of two; a list that has outgrown its room moves, and its room is used again. Millions of postings as lists of
 * JavaScript would take four times the memory.
 */
export class PostingLists {
  /** Valid until the next change. */
  all = new Uint32Array(0);
  private used = 0;
  private readonly starts: number[] = [];
  private readonly lengths: number[] = [];
  private readonly rooms: number[] = [];
  /** Starts of free stretches, by their room. */
  private readonly free = new Map<number, number[]>();

  /** A new list; answers its number. */
  open(): number {
    this.starts.push(0);
    this.lengths.push(0);
    return this.rooms.push(0) - 1;
  }

  startOf(list: number): number {
    return this.starts[list] ?? 0;
  }

  lengthOf(list: number): number {
    return this.lengths[list] ?? 0;
  }

  /** A document that holds the term more often than can be told counts as the most that can. */
  append(list: number, document: number, count: number): void {
    const length = this.lengthOf(list);
    if (length === this.rooms[list]) this.move(list);
    this.all[this.startOf(list) + length] = document * 2 ** COUNT_BITS + Math.min(count, MOST_COUNTED);
    this.lengths[list] = length + 1;
  }

  /** Leaves out the postings of documents that are not kept. */
  keep(isKept: (document: number) => boolean): void {
    for (let list = 0; list < this.starts.length; list++) {
      const start = this.startOf(list);
      let to = start;
      for (let at = start; at < start + this.lengthOf(list); at++) {
        const posting = this.all[at] ?? 0;
        if (isKept(documentOf(posting))) this.all[to++] = posting;
      }
      this.lengths[list] = to - start;
    }
  }

  private move(list: number): void {
    const room = this.rooms[list] ?? 0;
    const start = this.startOf(list);
    const wanted = Math.max(FIRST_ROOM, room * 2);
    const place = this.take(wanted);
    this.all.copyWithin(place, start, start + room);
    if (room) this.freeOf(room).push(start);
    this.starts[list] = place;
    this.rooms[list] = wanted;
  }

  private take(room: number): number {
    const free = this.freeOf(room).pop();
    if (free !== undefined) return free;
    const place = this.used;
    this.used += room;
    if (this.used > this.all.length) {
      const grown = new Uint32Array(Math.ceil(this.used * GROWTH));
      grown.set(this.all);
      this.all = grown;
    }
    return place;
  }

  private freeOf(room: number): number[] {
    const known = this.free.get(room) ?? [];
    this.free.set(room, known);
    return known;
  }
}
