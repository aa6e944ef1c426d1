import type { ImportFinding, ImportReport, Locale } from '@zhike/contracts';
import type { ImportedPolicy } from '../policy.importing.js';

export interface ImportFile {
  /** With or without folders; the ending says how it is read. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ImportOptions {
  /** Of the policies; read off the text when left out. */
  readonly locale?: Locale | undefined;
  /** Of the policy, when the file makes one. */
  readonly title?: string | undefined;
  /** Wins over the date a file names; otherwise the import itself is the beginning. */
  readonly effectiveFrom?: Date | undefined;
}

export type ImportWarning = ImportReport['warnings'][number];

/** What a reader made of a file. */
export interface ImportContent {
  readonly policies: readonly ImportedPolicy[];
  readonly warnings: readonly ImportWarning[];
}

/** Says what is odd, and, where something was hidden or speaks to a machine, what it is. */
export type Warn = (message: string, line?: number, finding?: ImportFinding) => void;

/** A text file on its way through a reader: what was found to be odd so far travels with it. */
export interface TextFile {
  /** Without folders. */
  readonly name: string;
  readonly text: string;
  readonly warn: Warn;
}

/** `退换货政策.md` → 退换货政策; `product-catalogue.csv` → Product catalogue. */
export function titleOfFile(name: string): string {
  const stem = name
    .replace(/\.[^.]*$/u, '')
    .replaceAll(/[-_\s]+/gu, ' ')
    .trim();
  return stem.charAt(0).toUpperCase() + stem.slice(1) || name;
}

/** A finding is shown; a novel in white on white is not shown whole. */
const LONGEST_SHOWN = 300;
export function shownText(text: string): string {
  const signs = [...text.replaceAll(/\s+/gu, ' ').trim()];
  return signs.length > LONGEST_SHOWN ? `${signs.slice(0, LONGEST_SHOWN).join('')}…` : signs.join('');
}
