const LONGEST_HEADING = 40;
/** Cutting an English word or a Chinese clause in two reads badly, so a little is given up for a whole one. */
const LEAST = 16;
/** What Markdown puts before a heading or an item. */
const MARKS = /^(?:[#>*•-]+\s+)+/u;

/**
 * What a clause of a pack is called in citations. Its own title, unless that only repeats the document's: then every chip
 * of the document would read the same, and the beginning of the text says more.
 */
export function headingOf(text: string, title: string, policyTitle: string): string {
  if (title && title !== policyTitle) return title;
  const line = text.trim().split(/\r?\n/u, 1)[0]?.replace(MARKS, '').replaceAll(/\s+/gu, ' ').trim() ?? '';
  const signs = [...line];
  if (signs.length <= LONGEST_HEADING) return line;
  const head = signs.slice(0, LONGEST_HEADING - 1).join('');
  const end = head.search(/[\s，。；、：,;:][^\s，。；、：,;:]*$/u);
  return `${end >= LEAST ? head.slice(0, end) : head}…`;
}
