type Read<Value> = (missing: readonly string[]) => Promise<ReadonlyMap<string, Value>>;

/** What is read for several at once. */
interface Batch<Value> {
  readonly ids: Set<string>;
  readonly answer: Promise<ReadonlyMap<string, Value>>;
}

/**
 * What has been read of clauses, by id, for as long as their policy stands as it is. Holds so many and forgets what was read
 * first: questions return to the same clauses again and again, and a shop of ordinary size fits whole.
 *
 * The searches of one question find much the same clauses at the same time: what they lack is read in one go.
 */
export class ClauseShelf<Value> {
  private readonly kept = new Map<string, Value>();
  /** What is being read or will be in a moment; who asks for the same meanwhile waits for it instead of asking again. */
  private readonly coming = new Map<string, Batch<Value>>();
  /** Still takes ids. */
  private gathering: Batch<Value> | undefined;
  /** Of a policy that is replaced while it is read, what was read is not kept. */
  private replacements = 0;

  constructor(private readonly most: number) {}

  /**
   * Reads what is not there, together with what others lack at this moment. An id that `read` does not answer is left out, and
   * asked again the next time. What is read for someone else is waited for; if that fails (whoever asked has gone, perhaps) it is
   * read here.
   */
  async take(ids: readonly string[], read: Read<Value>): Promise<Map<string, Value>> {
    const { found, awaited, own } = this.lookFor(ids, read);
    const failed: string[] = [];
    for (const [id, batch] of awaited) {
      const answer = await (batch === own ? batch.answer : batch.answer.catch(() => undefined));
      const value = answer?.get(id);
      if (value !== undefined) found.set(id, value);
      else if (!answer) failed.push(id);
    }
    if (failed.length) for (const [id, value] of await this.read(failed, read)) found.set(id, value);
    return found;
  }

  get hasRoom(): boolean {
    return this.kept.size < this.most;
  }

  /** Only while there is room: what has been asked for stays before what may be. */
  offer(id: string, value: Value): void {
    if (this.hasRoom) this.kept.set(id, value);
  }

  /** What was read on another occasion, in place of what was read first. */
  keep(id: string, value: Value): void {
    this.kept.delete(id);
    const [oldest] = this.kept.keys();
    if (this.kept.size >= this.most && oldest !== undefined) this.kept.delete(oldest);
    this.kept.set(id, value);
  }

  drop(ids: readonly string[]): void {
    this.replacements++;
    this.coming.clear();
    for (const id of ids) this.kept.delete(id);
  }

  /** What is there, and whom the rest is awaited from: `own` is read by `read`. */
  private lookFor(ids: readonly string[], read: Read<Value>) {
    const found = new Map<string, Value>();
    const awaited: [string, Batch<Value>][] = [];
    let own: Batch<Value> | undefined;
    for (const id of ids) {
      const known = this.kept.get(id);
      if (known !== undefined) found.set(id, known);
      else awaited.push([id, this.coming.get(id) ?? this.join(id, this.gathering ?? (own = this.gather(read)))]);
    }
    return { found, awaited, own };
  }

  private join(id: string, batch: Batch<Value>): Batch<Value> {
    batch.ids.add(id);
    this.coming.set(id, batch);
    return batch;
  }

  /**
   * Takes ids until all who could ask at this moment have asked. No longer: an embedded database that is writing gives way to
   * promises, and to timers only when it is done.
   */
  private gather(read: Read<Value>): Batch<Value> {
    const ids = new Set<string>();
    const answer = Promise.resolve().then(() => {
      this.gathering = undefined;
      return this.read([...ids], read);
    });
    const batch = { ids, answer };
    this.gathering = batch;
    const forget = () => {
      for (const id of ids) if (this.coming.get(id) === batch) this.coming.delete(id);
    };
    // A failure is heard by whoever waits for the batch.
    answer.then(forget, forget);
    return batch;
  }

  private async read(ids: readonly string[], read: Read<Value>): Promise<ReadonlyMap<string, Value>> {
    const { replacements } = this;
    const found = await read(ids);
    if (replacements === this.replacements) for (const [id, value] of found) this.keep(id, value);
    return found;
  }
}
