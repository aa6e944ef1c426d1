import { foldText } from '@zhike/platform';

/** Markup and active content never leave: the widget shows text. */
const ACTIVE_CONTENT = /<\s*(?:script|iframe|object|embed|form|img|svg|link|meta|base)\b|javascript:|data:text\/html/gu;

/** Where markup that could act stands in a text, whatever its width and whatever invisible signs are within. */
export function findActiveContent(text: string): { readonly start: number; readonly end: number }[] {
  const folded = foldText(text, () => false);
  return [...folded.text.matchAll(ACTIVE_CONTENT)].map(({ 0: match, index }) => ({
    start: folded.offsets[index] ?? 0,
    end: folded.offsets[index + match.length] ?? text.length,
  }));
}
