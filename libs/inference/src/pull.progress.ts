/** What a pull tells the person who waits for it. */
export interface PullProgress {
  /** A sentence about what happened or is waited for. */
  say(line: string): void;
  /** Bytes of one file that are here. */
  advance(file: string, bytes: number, totalBytes: number): void;
}

export const silentProgress: PullProgress = { say: () => {}, advance: () => {} };

/** The part of a terminal's stream that is written to. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const BAR_CELLS = 24;
/** In a log, a file that is here in a moment needs no lines about its tenths. */
const BYTES_WORTH_LINES = 2_000_000;
const ERASE_LINE = '\r\u001b[K';

/** A bar that is drawn over itself on a terminal; elsewhere (a log, CI) a line per tenth of a file. */
export class TerminalProgress implements PullProgress {
  private drawn = '';
  private readonly tenths = new Map<string, number>();

  constructor(private readonly stream: ProgressStream) {}

  say(line: string): void {
    this.stream.write(`${this.drawn ? ERASE_LINE : ''}${line}\n`);
    this.drawn = '';
  }

  advance(file: string, bytes: number, totalBytes: number): void {
    const share = totalBytes > 0 ? Math.min(1, bytes / totalBytes) : 1;
    if (this.stream.isTTY) this.draw(file, share, totalBytes);
    else if (totalBytes >= BYTES_WORTH_LINES) this.tell(file, share, totalBytes);
  }

  private draw(file: string, share: number, totalBytes: number): void {
    const cells = Math.floor(share * BAR_CELLS);
    const bar = '█'.repeat(cells) + '░'.repeat(BAR_CELLS - cells);
    const line = `${bar} ${percent(share)} of ${megabytes(totalBytes)} ${file}`.slice(
      0,
      (this.stream.columns ?? 80) - 1,
    );
    if (line === this.drawn) return;
    this.drawn = line;
    this.stream.write(ERASE_LINE + line);
    if (share === 1) this.clear();
  }

  private clear(): void {
    this.stream.write(ERASE_LINE);
    this.drawn = '';
  }

  private tell(file: string, share: number, totalBytes: number): void {
    const tenth = Math.floor(share * 10);
    if (tenth <= (this.tenths.get(file) ?? 0)) {
      // A file that begins again starts its count again.
      this.tenths.set(file, tenth);
      return;
    }
    this.tenths.set(file, tenth);
    this.stream.write(`${file}: ${percent(tenth / 10)} of ${megabytes(totalBytes)}\n`);
  }
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function percent(share: number): string {
  return `${Math.floor(share * 100 + 1e-9)} %`.padStart(5);
}
