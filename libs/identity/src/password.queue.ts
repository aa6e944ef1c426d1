/** Lets so many pieces of work run at once; the others wait in the order they came. */
export class PasswordQueue {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly mostAtOnce: number) {}

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.running < this.mostAtOnce) this.running++;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }
}
