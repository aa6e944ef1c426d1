import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo, useState } from 'react';
import { useMedia } from './media.js';
import { keepChoice, readChoice } from './stored.choice.js';
import { asProperties, PALETTES, type Scheme } from './tokens.js';

export const SCHEME_CHOICES = ['system', 'light', 'dark'] as const;
export type SchemeChoice = (typeof SCHEME_CHOICES)[number];

interface SchemeState {
  readonly scheme: Scheme;
  readonly choice: SchemeChoice;
  choose(choice: SchemeChoice): void;
}

const SchemeContext = createContext<SchemeState>({ scheme: 'light', choice: 'system', choose: () => {} });
export const useScheme = () => useContext(SchemeContext);

/** Light or dark, as chosen here or as the system says. */
export function SchemeProvider({ children }: { readonly children: ReactNode }) {
  const [choice, setChoice] = useState<SchemeChoice>(() => readChoice('scheme', SCHEME_CHOICES) ?? 'system');
  const isSystemDark = useMedia('(prefers-color-scheme: dark)');
  const scheme = choice === 'system' ? (isSystemDark ? 'dark' : 'light') : choice;
  useLayoutEffect(() => paint(scheme), [scheme]);

  const state = useMemo(
    () => ({
      scheme,
      choice,
      choose: (next: SchemeChoice) => {
        keepChoice('scheme', next);
        setChoice(next);
      },
    }),
    [scheme, choice],
  );
  return <SchemeContext value={state}>{children}</SchemeContext>;
}

function paint(scheme: Scheme): void {
  const { style } = document.documentElement;
  style.colorScheme = scheme;
  for (const [name, value] of asProperties(PALETTES[scheme])) style.setProperty(name, value);
}
