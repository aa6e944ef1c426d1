import type { BannedPhrase, CopyFlag } from '@zhike/contracts';
import type { FoldedText } from '@zhike/platform';
import { BANNED_CLAIMS } from './banned.claims.js';
import { foldText, spanOf } from './folded.text.js';

/** What a workspace itself does not want to read, beside the table. */
export type OwnPhrase = Pick<BannedPhrase, 'id' | 'phrase' | 'why' | 'severity'>;

/**
 * Banned claims where they stand, in the order of the text. Rules of both languages read every text: Chinese copy holds English
 * words. A hit inside an earlier, longer one is the same claim and not told twice.
 */
export function findBannedClaims(text: string, own: readonly OwnPhrase[] = []): CopyFlag[] {
  const folded = foldText(text);
  const flags = [...own.flatMap((phrase) => ownFlags(text, folded, phrase)), ...ruleFlags(text, folded)];
  return flags
    .filter((one, place) => !flags.some((other, at) => at !== place && isToldBy(one, other, at < place)))
    .sort((left, right) => left.start - right.start);
}

/** The other covers it, and is longer or stands before it. A warning never speaks for what blocks. */
function isToldBy(one: CopyFlag, other: CopyFlag, isBefore: boolean): boolean {
  const covers = other.start <= one.start && one.end <= other.end;
  const isLonger = other.end - other.start > one.end - one.start;
  const isAsGrave = other.severity === 'block' || one.severity === 'warn';
  return covers && isAsGrave && (isLonger || isBefore);
}

function ruleFlags(text: string, folded: FoldedText): CopyFlag[] {
  return BANNED_CLAIMS.flatMap(({ id, severity, pattern, why }) =>
    [...folded.text.matchAll(pattern)].map((match) => ({
      ...spanOf(text, folded, match.index, match[0].length),
      rule: id,
      severity,
      why: { ...why },
    })),
  );
}

function ownFlags(text: string, folded: FoldedText, { id, phrase, why, severity }: OwnPhrase): CopyFlag[] {
  const sought = foldText(phrase).text.trim();
  const flags: CopyFlag[] = [];
  if (!sought) return flags;
  for (let at = folded.text.indexOf(sought); at >= 0; at = folded.text.indexOf(sought, at + sought.length))
    if (isWhole(folded.text, at, sought))
      flags.push({
        ...spanOf(text, folded, at, sought.length),
        rule: `own:${id}`,
        severity,
        why: { zh: why, en: why },
      });
  return flags;
}

/** „art“ is not in „party“: a Latin phrase ends where a word ends. */
function isWhole(text: string, at: number, sought: string): boolean {
  const isWord = (character: string) => /[\p{Script=Latin}\d]/u.test(character);
  const [first, last] = [sought.charAt(0), sought.charAt(sought.length - 1)];
  const cutsBefore = isWord(first) && isWord(text.charAt(at - 1));
  return !cutsBefore && !(isWord(last) && isWord(text.charAt(at + sought.length)));
}
