import { useCallback, useSyncExternalStore } from 'react';

/** What the system prefers, now and whenever it changes. */
export function useMedia(query: string): boolean {
  const watch = useCallback(
    (heard: () => void) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', heard);
      return () => media.removeEventListener('change', heard);
    },
    [query],
  );
  return useSyncExternalStore(watch, () => window.matchMedia(query).matches);
}
