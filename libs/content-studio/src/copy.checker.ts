import type { CopyCheck, CopyFlag, Locale } from '@zhike/contracts';
import type { ContentSafety, FactEvidence, Screening } from '@zhike/ports';
import { findBannedClaims, type OwnPhrase } from './check/banned.screen.js';
import { checkCopy, type ProveSentence } from './check/copy.check.js';

/** What a text is held against. */
export interface CopyGround {
  /** Whose rules hold, beside those of the house. */
  readonly workspaceId: string;
  readonly facts: readonly FactEvidence[];
  readonly phrases: readonly OwnPhrase[];
}

const STOPPED = {
  zh: '安全规则拦下了它：不适宜，或像是个人信息。',
  en: 'The safety rules stop it: unfit to publish, or somebody’s personal data.',
};

/** Holds copy against facts as answers are held, screens it for banned claims, and for what no customer may be told anywhere. */
export class CopyChecker {
  constructor(
    private readonly prove: ProveSentence,
    private readonly safety: Pick<ContentSafety, 'screenOutput'>,
  ) {}

  async check(text: string, locale: Locale, { workspaceId, facts, phrases }: CopyGround): Promise<CopyCheck> {
    const flags = [...(await this.stops(text, { workspaceId, locale })), ...findBannedClaims(text, phrases)];
    return checkCopy(text, facts, flags, this.prove);
  }

  private async stops(text: string, about: Screening): Promise<CopyFlag[]> {
    const { isBlocked, reason, matches } = await this.safety.screenOutput(text, about);
    if (!isBlocked) return [];
    const spans = matches.length ? matches : [{ start: 0, end: text.length }];
    return spans.map(({ start, end }) => ({
      start,
      end,
      text: text.slice(start, end),
      rule: `safety:${reason}`,
      severity: 'block',
      why: STOPPED,
    }));
  }
}
