import { Locale } from '@zhike/contracts';
import { Segmented } from 'antd';
import { SCHEME_CHOICES, useScheme } from '../look/scheme.context.js';
import { useLanguage } from '../text/text.context.js';

/** Each language is named in itself: whoever needs the switch may not read the other one. */
const NAMES: Readonly<Record<Locale, string>> = { zh: '中文', en: 'EN' };

export function LanguageSwitch() {
  const { locale, text, choose } = useLanguage();
  const options = Locale.options.map((value) => ({ value, label: NAMES[value] }));
  return (
    <Segmented<Locale>
      aria-label={text.rail.language}
      size="small"
      options={options}
      value={locale}
      onChange={choose}
    />
  );
}

export function SchemeSwitch() {
  const { text } = useLanguage();
  const { choice, choose } = useScheme();
  const options = SCHEME_CHOICES.map((value) => ({ value, label: text.schemes[value] }));
  return <Segmented aria-label={text.rail.scheme} size="small" options={options} value={choice} onChange={choose} />;
}
