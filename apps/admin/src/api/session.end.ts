import { useSyncExternalStore } from 'react';

let isOver = false;
const listeners = new Set<() => void>();

function set(next: boolean): void {
  if (isOver === next) return;
  isOver = next;
  for (const heard of listeners) heard();
}

/** The server no longer knows this session. What is on the page stays; the console asks to log in over it. */
export const endSession = () => set(true);
export const resumeSession = () => set(false);

export function useIsSessionOver(): boolean {
  return useSyncExternalStore(
    (heard) => {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    () => isOver,
  );
}
