import { foldText } from '@zhike/platform';
import type { ContentSafety, Screening, Verdict } from '@zhike/ports';

/** So many signs of a canary in a row are no accident: half of it is a leak, too. */
const TELLING_SIGNS = 10;
/** As far back as half a canary may have been told, with other words between. */
const REACH = 200;

/**
 * A canary is a random word that stands in the rules a model is given and nowhere else. Where an answer holds it, somebody has
 * talked the model into telling its rules. Nothing of such a sentence leaves, whatever else it says.
 */
export class CanaryRail implements ContentSafety {
  private readonly parts: readonly string[];

  /** `canary`: letters and digits. */
  constructor(
    private readonly inner: ContentSafety,
    canary: string,
  ) {
    const plain = canary.toLowerCase();
    const count = Math.max(1, plain.length - TELLING_SIGNS + 1);
    this.parts = Array.from({ length: count }, (_, at) => plain.slice(at, at + TELLING_SIGNS));
  }

  screenInput(text: string, about: Screening): Promise<Verdict> {
    return this.inner.screenInput(text, about);
  }

  async screenOutput(text: string, about: Screening): Promise<Verdict> {
    const before = lettersOf((about.before ?? '').slice(-REACH));
    const told = lettersOf(text);
    const joined = before + told;
    const isTold = this.parts.some((part) => joined.indexOf(part, Math.max(0, before.length - part.length + 1)) >= 0);
    if (!isTold) return this.inner.screenOutput(text, about);
    return { isBlocked: true, reason: 'canary', matches: [{ rule: 'canary', start: 0, end: text.length }] };
  }
}

/** Without what could be set between the signs: „z-k 1 2“, full width, capitals, invisible characters. */
const lettersOf = (text: string) => foldText(text, () => false).text.replaceAll(/[^\p{L}\p{N}]/gu, '');
