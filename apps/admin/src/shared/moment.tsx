import { formatDay, formatMoment } from '../look/format.js';
import { useZone } from '../look/zone.context.js';
import { useLanguage } from '../text/text.context.js';

interface MomentProps {
  readonly at: string;
  readonly show?: 'day' | 'moment';
}

/** A point in time in the chosen zone; the whole of it on pointing. */
export function Moment({ at, show = 'moment' }: MomentProps) {
  const { locale } = useLanguage();
  const { zone } = useZone();
  const whole = `${formatMoment(at, locale, zone)} (${zone})`;
  return (
    <time dateTime={at} title={whole}>
      {show === 'day' ? formatDay(at, locale, zone) : formatMoment(at, locale, zone)}
    </time>
  );
}

/** The same, for sentences that take text. */
export function useFormat() {
  const { locale } = useLanguage();
  const { zone } = useZone();
  return {
    day: (at: string) => formatDay(at, locale, zone),
    moment: (at: string) => formatMoment(at, locale, zone),
    number: (value: number) => new Intl.NumberFormat(locale === 'zh' ? 'zh-CN' : 'en').format(value),
  };
}
