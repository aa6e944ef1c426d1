import type { ImportReport, Locale } from '@zhike/contracts';

/** Why a file is not even sent. */
export type Unfit = 'kind' | 'size' | 'empty';

export type ImportState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'sending'; readonly share: number }
  | { readonly kind: 'imported'; readonly report: ImportReport }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'unfit'; readonly because: Unfit };

export interface ImportItem {
  readonly id: number;
  readonly file: File;
  readonly locale?: Locale | undefined;
  readonly title?: string | undefined;
  readonly state: ImportState;
}

export const MOST_BYTES = 10 * 1024 * 1024;
export const ACCEPTED = ['.md', '.docx', '.html', '.htm', '.csv', '.json', '.jsonl'];

/** What can be known without the server is said at once, before ten megabytes are on their way. */
export function unfitnessOf({ name, size }: Pick<File, 'name' | 'size'>): Unfit | undefined {
  if (!ACCEPTED.some((ending) => name.toLowerCase().endsWith(ending))) return 'kind';
  if (size === 0) return 'empty';
  return size > MOST_BYTES ? 'size' : undefined;
}

let made = 0;

export function asItem(file: File): ImportItem {
  const because = unfitnessOf(file);
  return { id: ++made, file, state: because ? { kind: 'unfit', because } : { kind: 'waiting' } };
}

/** A file that is chosen again takes the place of its earlier try, so that a corrected file does not stand there twice. */
export function addFiles(items: readonly ImportItem[], files: readonly File[]): ImportItem[] {
  const names = new Set(files.map(({ name }) => name));
  const kept = items.filter(
    ({ file, state }) => !names.has(file.name) || state.kind === 'sending' || state.kind === 'imported',
  );
  return [...kept, ...files.map(asItem)];
}

export function settle(items: readonly ImportItem[], id: number, state: ImportState): ImportItem[] {
  return items.map((item) => (item.id === id ? { ...item, state } : item));
}
