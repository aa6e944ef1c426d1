import type { Locale } from '@zhike/contracts';

const cache = new Map<string, Intl.DateTimeFormat>();

/** Building a formatter costs more than using it a hundred times. */
function formatter(locale: Locale, zone: string, part: 'day' | 'moment'): Intl.DateTimeFormat {
  const key = `${locale} ${zone} ${part}`;
  const known = cache.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: zone,
    dateStyle: 'medium',
    ...(part === 'moment' ? { timeStyle: 'short' } : {}),
  });
  cache.set(key, made);
  return made;
}

export const formatDay = (at: string, locale: Locale, zone: string) =>
  formatter(locale, zone, 'day').format(new Date(at));
export const formatMoment = (at: string, locale: Locale, zone: string) =>
  formatter(locale, zone, 'moment').format(new Date(at));

export function formatSize(bytes: number): string {
  const megabytes = bytes / (1024 * 1024);
  return megabytes >= 1 ? `${megabytes.toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;
}
