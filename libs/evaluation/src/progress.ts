/** Where progress is shown: a terminal gets a bar, anything else a line now and then. */
export interface ProgressSink {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const BAR = 24;
const REDRAW_MS = 100;
const LINES = 10;

/** Tells how far a long piece of work has come, how fast it goes and how long it still takes. */
export class Progress {
  private done = 0;
  private drawnAt = -Infinity;
  private readonly began: number;

  constructor(
    private readonly sink: ProgressSink,
    private readonly label: string,
    private readonly total: number,
    private readonly nowMs: () => number = () => performance.now(),
  ) {
    this.began = nowMs();
  }

  advance(count = 1): void {
    const before = this.done;
    this.done = Math.min(this.total, this.done + count);
    if (this.done === before) return;
    if (this.sink.isTTY) this.draw();
    else if (tenthOf(this.done, this.total) > tenthOf(before, this.total)) this.sink.write(`${this.say()}\n`);
  }

  private draw(): void {
    const isLast = this.done === this.total;
    if (!isLast && this.nowMs() - this.drawnAt < REDRAW_MS) return;
    this.drawnAt = this.nowMs();
    const filled = Math.floor((this.done / this.total) * BAR);
    const bar = '█'.repeat(filled) + '░'.repeat(BAR - filled);
    this.sink.write(`\r\u001b[K${bar} ${this.say()}${isLast ? '\n' : ''}`);
  }

  private say(): string {
    const seconds = (this.nowMs() - this.began) / 1_000;
    const rate = seconds > 0 ? this.done / seconds : 0;
    const share = `${this.label} ${this.done}/${this.total} (${Math.floor((this.done / this.total) * 100)} %)`;
    if (this.done === this.total) return `${share} in ${sayTime(seconds)}`;
    const left = rate > 0 ? `, ${sayTime((this.total - this.done) / rate)} left` : '';
    return `${share}, ${rate.toFixed(rate < 10 ? 1 : 0)} a second${left}`;
  }
}

const tenthOf = (done: number, total: number) => Math.floor((done / total) * LINES);

function sayTime(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
