import { createHash, timingSafeEqual } from 'node:crypto';
import { inspect } from 'node:util';

const digestOf = (text: string) => createHash('sha256').update(text).digest();

/** In the same time whatever is shown: digests have one length. */
export const isSameSecret = (shown: string, kept: string): boolean => timingSafeEqual(digestOf(shown), digestOf(kept));

const HIDDEN = '[hidden]';

/** A value that no log, trace or error message may show: only `reveal` gives it. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  [inspect.custom](): string {
    return HIDDEN;
  }
}
