import type { Locale } from '@zhike/contracts';

/** Chinese of any region, or English for everyone else. */
export function localeOf(tag: string | null | undefined): Locale | undefined {
  if (!tag) return undefined;
  return /^(?:zh|cmn|yue)\b/i.test(tag) ? 'zh' : 'en';
}

/** The language of the page, else of the browser. */
export const pageLocale = (): Locale => localeOf(document.documentElement.lang) ?? localeOf(navigator.language) ?? 'en';
