interface Count {
  since: number;
  events: number;
}

/** Counts events per key in fixed windows. Memory is bounded: the keys that were quiet longest are forgotten first. */
export class RateLimit {
  private readonly counts = new Map<string, Count>();

  constructor(
    private readonly most: number,
    private readonly windowMs = 60_000,
    private readonly mostKeys = 10_000,
    private readonly now: () => number = Date.now,
  ) {}

  /** True when the event is within the limit. */
  allows(key: string): boolean {
    const now = this.now();
    const known = this.counts.get(key);
    const count = known && now - known.since < this.windowMs ? known : { since: now, events: 0 };
    count.events++;
    this.counts.delete(key);
    this.counts.set(key, count);
    if (this.counts.size > this.mostKeys) this.forgetOldest();
    return count.events <= this.most;
  }

  private forgetOldest(): void {
    const [oldest] = this.counts.keys();
    if (oldest !== undefined) this.counts.delete(oldest);
  }
}
