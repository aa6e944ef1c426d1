import type { Locale } from './turn-events.js';

/** The language a text is written in: Chinese when at least a fifth of its letters are Han. */
export function detectLocale(text: string, otherwise: Locale = 'en'): Locale {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (!han && !latin) return otherwise;
  return han * 4 >= latin ? 'zh' : 'en';
}
