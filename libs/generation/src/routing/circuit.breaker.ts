export interface BreakerLimits {
  /** So many failures in a row, and the model is left alone. */
  readonly failures: number;
  /** For so many milliseconds; then one request is let through to see. */
  readonly restMs: number;
}

export const BREAKER_LIMITS: BreakerLimits = { failures: 3, restMs: 30_000 };

/**
 * Keeps turns from waiting for a model that is down. Ours, because the libraries judge a call when it returns, and an
 * answer is judged when its stream has ended; while one request tries a rested model out, the others must not wait for it.
 */
export class CircuitBreaker {
  private failuresInARow = 0;
  private restsUntil = 0;
  private isTrying = false;

  constructor(
    private readonly limits: BreakerLimits = BREAKER_LIMITS,
    /** Milliseconds of a clock that never goes back. */
    private readonly now: () => number = () => performance.now(),
  ) {}

  get state(): 'closed' | 'open' | 'half-open' {
    if (this.failuresInARow < this.limits.failures) return 'closed';
    return this.now() < this.restsUntil ? 'open' : 'half-open';
  }

  /** Whether a request may begin. Whoever is let in reports how it went, or that it was cancelled. */
  enter(): boolean {
    const { state } = this;
    if (state === 'closed') return true;
    if (state === 'open' || this.isTrying) return false;
    this.isTrying = true;
    return true;
  }

  succeeded(): void {
    this.isTrying = false;
    this.failuresInARow = 0;
  }

  failed(): void {
    this.isTrying = false;
    this.failuresInARow++;
    if (this.failuresInARow >= this.limits.failures) this.restsUntil = this.now() + this.limits.restMs;
  }

  /** It ended without telling anything about the model. */
  cancelled(): void {
    this.isTrying = false;
  }
}
