import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { keepChoice, readChoice } from './stored.choice.js';

interface ZoneState {
  readonly zone: string;
  choose(zone: string): void;
}

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
const ZONES: readonly string[] = [...new Set([HERE, 'Asia/Shanghai', 'UTC', ...Intl.supportedValuesOf('timeZone')])];
const ZoneContext = createContext<ZoneState>({ zone: 'UTC', choose: () => {} });

/** In which zone times are shown and entered. They are stored and sent in UTC. */
export const useZone = () => useContext(ZoneContext);
export const allZones = () => ZONES;

export function ZoneProvider({ children }: { readonly children: ReactNode }) {
  const [zone, setZone] = useState(() => readChoice('zone', ZONES) ?? HERE);
  const state = useMemo(
    () => ({
      zone,
      choose: (next: string) => {
        keepChoice('zone', next);
        setZone(next);
      },
    }),
    [zone],
  );
  return <ZoneContext value={state}>{children}</ZoneContext>;
}
