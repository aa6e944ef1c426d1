import { useEffect } from 'react';

const open = new Set<symbol>();

/** Whether some page holds text that the server does not have yet. */
export const hasUnsaved = () => open.size > 0;

/** Announces unsaved text, and lets the browser ask before it is closed over it. */
export function useUnsaved(isDirty: boolean): void {
  useEffect(() => {
    if (!isDirty) return undefined;
    const mark = Symbol('unsaved');
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    open.add(mark);
    window.addEventListener('beforeunload', ask);
    return () => {
      open.delete(mark);
      window.removeEventListener('beforeunload', ask);
    };
  }, [isDirty]);
}
