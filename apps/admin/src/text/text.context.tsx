import { Locale } from '@zhike/contracts';
import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo, useState } from 'react';
import { keepChoice, readChoice } from '../look/stored.choice.js';
import { en } from './en.js';
import { type Text, zh } from './zh.js';

const TEXTS: Readonly<Record<Locale, Text>> = { zh, en };

interface LanguageState {
  readonly locale: Locale;
  readonly text: Text;
  choose(locale: Locale): void;
}

const LanguageContext = createContext<LanguageState>({ locale: 'zh', text: zh, choose: () => {} });
export const useLanguage = () => useContext(LanguageContext);
export const useText = (): Text => useContext(LanguageContext).text;

/** The language of the console: as chosen here, or as the browser prefers. It never depends on the language of the policies. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [locale, setLocale] = useState<Locale>(() => readChoice('locale', Locale.options) ?? preferred());
  const text = TEXTS[locale];
  useLayoutEffect(() => {
    document.documentElement.lang = locale === 'zh' ? 'zh-Hans' : 'en';
  }, [locale]);

  const state = useMemo(
    () => ({
      locale,
      text,
      choose: (next: Locale) => {
        keepChoice('locale', next);
        setLocale(next);
      },
    }),
    [locale, text],
  );
  return <LanguageContext value={state}>{children}</LanguageContext>;
}

const preferred = (): Locale => (navigator.languages.some((language) => language.startsWith('zh')) ? 'zh' : 'en');
