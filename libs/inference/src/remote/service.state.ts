import type { EmbedderStatus } from '@zhike/ports';
import type { ModelWeights } from '../model.catalogue.js';
import type { ServiceFailure } from './embedding.client.js';

interface Rest {
  readonly because: string;
  readonly until: number;
}

/** What is known of an inference service from what it answered last. */
export class ServiceState {
  private isHeard = false;
  private rest: Rest | undefined;
  private readonly missing = new Map<string, string>();

  constructor(
    private readonly url: string,
    private readonly restMs: number,
    /** Milliseconds of a clock that never goes back. */
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** It failed just now: nobody waits for it for a while. */
  get isResting(): boolean {
    return this.rest !== undefined && this.now() < this.rest.until;
  }

  /** Whether it would tell something new to ask what it has. */
  get isUnsure(): boolean {
    return !this.isHeard || this.rest !== undefined || this.missing.size > 0;
  }

  /** True where it was away, or nothing was known of it. */
  answered(models: readonly ModelWeights[]): boolean {
    const isNews = !this.isHeard || this.rest !== undefined;
    this.isHeard = true;
    this.rest = undefined;
    for (const { id } of models) this.missing.delete(id);
    return isNews;
  }

  /** True where that was not known. */
  failed({ kind, message, retryAfterMs = 0 }: ServiceFailure, model?: ModelWeights): boolean {
    this.isHeard = true;
    if (kind === 'missing') {
      this.rest = undefined;
      return model !== undefined && this.lacks(model, message);
    }
    const isNews = this.rest === undefined;
    this.rest = { because: message, until: this.now() + Math.max(this.restMs, retryAfterMs) };
    return isNews;
  }

  /** True where that was not known. */
  lacks({ id }: ModelWeights, because: string): boolean {
    const isNews = !this.missing.has(id);
    this.missing.set(id, because);
    return isNews;
  }

  isMissing({ id }: ModelWeights): boolean {
    return this.missing.has(id);
  }

  statusOf({ id, locale }: ModelWeights): EmbedderStatus {
    const about = { model: id, locale };
    if (this.rest) {
      const message = `The inference service at ${this.url} cannot be asked: ${this.rest.because}. Search stays lexical until it can.`;
      return { ...about, state: 'away', message };
    }
    const because = this.missing.get(id);
    if (because !== undefined)
      return { ...about, state: 'missing', message: `The inference service at ${this.url}: ${because}` };
    return { ...about, state: this.isHeard ? 'ready' : 'loading' };
  }
}
