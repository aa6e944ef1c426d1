/** Later than every date, for what has no end. */
export const ENDLESS = '9'.repeat(17);

/**
 * A moment as seventeen digits of UTC: year, month, day, hour, minute, second, millisecond. Of one length, so that Lucene
 * (which knows only words) and Cypher order them alike.
 */
export function momentText(date: Date): string {
  const text = date.toISOString();
  if (text.startsWith('+')) return ENDLESS;
  return text.startsWith('-') ? '0'.repeat(17) : text.replace(/\D/g, '');
}

/** The date again; undefined for what has no end. */
export function dateOfMoment(text: string): Date | undefined {
  if (text === ENDLESS) return undefined;
  return new Date(text.replace(/^(.{4})(..)(..)(..)(..)(..)(...)$/, '$1-$2-$3T$4:$5:$6.$7Z'));
}
