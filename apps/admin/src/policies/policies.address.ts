import { PolicyKind } from '@zhike/contracts';
import { useSearchParams } from 'react-router';

export type PolicyDialog = 'new' | 'import';

export interface PoliciesAddress {
  readonly kind: PolicyKind | undefined;
  readonly search: string;
  readonly dialog: PolicyDialog | undefined;
  filter(change: { kind?: PolicyKind | undefined; search?: string }): void;
  clear(): void;
  openDialog(dialog: PolicyDialog): void;
  closeDialog(): void;
}

/** What the list of policies shows, read from the address and written to it. */
export function usePoliciesAddress(): PoliciesAddress {
  const [params, setParams] = useSearchParams();
  const change = (changes: Record<string, string | undefined>, replace: boolean) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changes))
          if (value) next.set(name, value);
          else next.delete(name);
        return next;
      },
      { replace },
    );
  return {
    kind: PolicyKind.safeParse(params.get('kind')).data,
    search: params.get('search') ?? '',
    dialog: (['new', 'import'] as const).find((name) => name === params.get('dialog')),
    filter: (changes) => change(changes, true),
    clear: () => change({ kind: undefined, search: undefined }, true),
    openDialog: (dialog) => change({ dialog }, false),
    closeDialog: () => change({ dialog: undefined }, true),
  };
}
