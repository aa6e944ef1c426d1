/**
 * What has been read of clauses, by id, for as long as their policy stands as it is. Holds so many and forgets what was read
 * first: questions return to the same clauses again and again, and a shop of ordinary size fits whole.
 */
export class ClauseShelf<Value> {
  private readonly kept = new Map<string, Value>();
  /** Of a policy that is replaced while it is read, what was read is not kept. */
  private replacements = 0;

  constructor(private readonly most: number) {}

  /** Reads what is not there. An id that `read` does not answer is left out, and asked again the next time. */
  async take(
    ids: readonly string[],
    read: (missing: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
  ): Promise<Map<string, Value>> {
    const found = new Map<string, Value>();
    const missing: string[] = [];
    for (const id of ids) {
      const known = this.kept.get(id);
      if (known === undefined) missing.push(id);
      else found.set(id, known);
    }
    if (!missing.length) return found;
    const { replacements } = this;
    for (const [id, value] of await read(missing)) {
      found.set(id, value);
      if (replacements === this.replacements) this.put(id, value);
    }
    return found;
  }

  get hasRoom(): boolean {
    return this.kept.size < this.most;
  }

  /** Only while there is room: what has been asked for stays before what may be. */
  offer(id: string, value: Value): void {
    if (this.hasRoom) this.kept.set(id, value);
  }

  drop(ids: readonly string[]): void {
    this.replacements++;
    for (const id of ids) this.kept.delete(id);
  }

  private put(id: string, value: Value): void {
    this.kept.delete(id);
    const [oldest] = this.kept.keys();
    if (this.kept.size >= this.most && oldest !== undefined) this.kept.delete(oldest);
    this.kept.set(id, value);
  }
}
