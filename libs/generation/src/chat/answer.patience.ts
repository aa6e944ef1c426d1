import { ChatModelError } from '@zhike/ports';

/**
 * How long is waited for the next thing of an answer. Too late, or where the caller stops, `signal` is aborted with the
 * reason that is to be thrown. Signals are not joined with `AbortSignal.any`: under Node 20 a joined signal may be collected
 * before it fires.
 */
export class AnswerPatience {
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private readonly follow = () => this.controller.abort(this.caller.reason);

  constructor(
    private readonly model: string,
    private readonly caller: AbortSignal,
  ) {
    if (caller.aborted) this.follow();
    else caller.addEventListener('abort', this.follow, { once: true });
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** `what` is due within this many milliseconds; what was due before no longer is. */
  expectWithin(ms: number, what: string): void {
    this.rest();
    this.timer = setTimeout(() => {
      this.controller.abort(new ChatModelError('model-timed-out', `${this.model}: ${what} took more than ${ms} ms`));
    }, ms);
  }

  /** Nothing is due: it is the reader who takes time. */
  rest(): void {
    clearTimeout(this.timer);
  }

  end(): void {
    this.rest();
    this.caller.removeEventListener('abort', this.follow);
  }
}
