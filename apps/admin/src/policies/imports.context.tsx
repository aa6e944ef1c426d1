import { useQueryClient } from '@tanstack/react-query';
import type { Locale } from '@zhike/contracts';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { isSessionOver } from '../api/api.error.js';
import { importFile } from '../api/api.upload.js';
import { forgetPolicies } from '../api/policy.queries.js';
import { endSession } from '../api/session.end.js';
import { addFiles, type ImportItem, type ImportState, settle } from './import.queue.js';

export interface ImportOptions {
  readonly locale?: Locale | undefined;
  readonly title?: string | undefined;
}

interface Imports {
  readonly items: readonly ImportItem[];
  readonly isRunning: boolean;
  add(files: readonly File[]): void;
  remove(id: number): void;
  start(options: ImportOptions): Promise<void>;
  clear(): void;
}

const ImportsContext = createContext<Imports | undefined>(undefined);

export function useImports(): Imports {
  const imports = useContext(ImportsContext);
  if (!imports) throw new Error('imports are asked for outside their provider');
  return imports;
}

const mayStart = ({ state }: ImportItem) => state.kind === 'waiting' || state.kind === 'failed';
const isBusy = ({ state }: ImportItem) => state.kind === 'sending';

/** Imports live above the pages, so that one under way survives a closed dialog and another page. */
export function ImportsProvider({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient();
  const [items, setItems] = useState<readonly ImportItem[]>([]);
  const isRunning = items.some(isBusy);

  const run = useCallback(
    async (item: ImportItem, options: ImportOptions) => {
      const become = (state: ImportState) => setItems((now) => settle(now, item.id, state));
      become({ kind: 'sending', share: 0 });
      try {
        const report = await importFile(item.file, {
          ...options,
          onProgress: (share) => become({ kind: 'sending', share }),
        });
        become({ kind: 'imported', report });
        await forgetPolicies(client);
      } catch (error) {
        if (isSessionOver(error)) endSession();
        become({ kind: 'failed', error });
      }
    },
    [client],
  );

  const imports = useMemo<Imports>(
    () => ({
      items,
      isRunning,
      add: (files) => setItems((now) => addFiles(now, files)),
      remove: (id) => setItems((now) => now.filter((item) => item.id !== id)),
      clear: () => setItems((now) => now.filter(isBusy)),
      // One after the other: each is read in one transaction, and the list fills in the order chosen.
      start: async (options) => {
        for (const item of items.filter(mayStart)) await run(item, options);
      },
    }),
    [items, isRunning, run],
  );
  return <ImportsContext value={imports}>{children}</ImportsContext>;
}
