import { CuratedStatus } from '@zhike/contracts';
import { useSearchParams } from 'react-router';

/** What the list shows, read from the address and written to it. */
export function useCuratedAddress() {
  const [params, setParams] = useSearchParams();
  return {
    search: params.get('search') ?? '',
    status: CuratedStatus.safeParse(params.get('status')).data,
    isSetting: params.get('dialog') === 'settings',
    filter: (changes: Readonly<Record<string, string | undefined>>) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries(changes))
            if (value) next.set(name, value);
            else next.delete(name);
          return next;
        },
        { replace: true },
      ),
  };
}
