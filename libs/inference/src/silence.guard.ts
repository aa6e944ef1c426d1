/** Ends a connection on which nothing happens, and tells that end apart from the caller's own. */
export class SilenceGuard {
  readonly signal: AbortSignal;
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout | undefined;

  constructor(caller: AbortSignal) {
    this.signal = AbortSignal.any([caller, this.controller.signal]);
  }

  /** It was this guard that ended the connection. */
  get isSilent(): boolean {
    return this.controller.signal.aborted;
  }

  /** Something happened; the next thing is due within this time. */
  expectWithin(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.controller.abort(), ms);
  }

  /** Nothing more is expected; what is still open is closed. */
  end(): void {
    clearTimeout(this.timer);
    this.controller.abort();
  }
}
