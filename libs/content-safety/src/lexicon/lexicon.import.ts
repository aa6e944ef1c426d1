import { CsvError, parse } from 'csv-parse/sync';
import { foldTable, unitAt, widthOf } from '../folding/fold.table.js';
import { isGap } from '../folding/unit.kinds.js';
import { LexiconImportError, type LexiconProblem } from './lexicon.errors.js';
import { type LexiconEntry, SEVERITIES, type Severity } from './lexicon.entry.js';

/** Longer lines are sentences or broken files. */
const LONGEST_WORD = 100;
const LONGEST_CATEGORY = 40;

export interface LexiconList {
  readonly text: string;
  /** `words`: one a line, `#` begins a remark. `csv`, `tsv`: word, category, severity, expires; a first line `word,…` is a heading. */
  readonly format: 'words' | 'csv' | 'tsv';
  readonly owner: string;
  /** For what a line does not say. */
  readonly category: string;
  readonly severity: Severity;
}

interface Line {
  readonly line: number;
  readonly word: string;
  readonly category?: string;
  readonly severity?: string;
  readonly expires?: string;
}

/** A line as it was read; what it does not say is left out. */
export interface ListedEntry extends Partial<Omit<LexiconEntry, 'word' | 'owner'>> {
  readonly word: string;
}

export interface LexiconReading {
  /** A word that comes twice is taken once. */
  readonly words: readonly ListedEntry[];
  readonly repeated: number;
  /** Every bad line. */
  readonly problems: readonly LexiconProblem[];
}

/** Reads an operator's list. Throws `LexiconImportError` with every bad line. */
export function readLexiconList(list: LexiconList): LexiconEntry[] {
  const { words, problems } = inspectLexiconList(list);
  if (problems.length) throw new LexiconImportError(problems);
  const { category, severity, owner } = list;
  return words.map((word) => ({ category, severity, owner, ...word }));
}

/** Reads what can be read, and tells what cannot. */
export function inspectLexiconList({ text, format }: Pick<LexiconList, 'text' | 'format'>): LexiconReading {
  const { lines, problems } = linesOf(text, format);
  const words = new Map<string, ListedEntry>();
  let repeated = 0;
  for (const line of lines) {
    const entry = entryOf(line);
    if (typeof entry === 'string') problems.push({ line: line.line, reason: entry });
    else if (words.has(entry.word)) repeated++;
    else words.set(entry.word, entry);
  }
  return { words: [...words.values()], repeated, problems };
}

function linesOf(text: string, format: LexiconList['format']): { lines: Line[]; problems: LexiconProblem[] } {
  if (format === 'words') return { lines: wordLines(text), problems: [] };
  try {
    return { lines: tableLines(text, format), problems: [] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
    return { lines: [], problems: [{ line, reason: error.message }] };
  }
}

function wordLines(text: string): Line[] {
  const lines = text.replace(/^\ufeff/u, '').split(/\r\n|\r|\n/u);
  return lines
    .map((line, at) => ({ line: at + 1, word: line.trim() }))
    .filter(({ word }) => word && !word.startsWith('#'));
}

function tableLines(text: string, format: 'csv' | 'tsv'): Line[] {
  const form = format === 'tsv' ? { delimiter: '\t', quote: false } : {};
  const options = { bom: true, trim: true, info: true, relax_column_count: true, skip_empty_lines: true, ...form };
  const rows = parse(text, options) as unknown as { record: string[]; info: { lines: number } }[];
  return rows
    .map(({ record, info }) => {
      const [word = '', category = '', severity = '', expires = ''] = record;
      return { line: info.lines, word, category, severity, expires };
    })
    .filter(({ word }, at) => !(at === 0 && word.toLowerCase() === 'word'));
}

/** The entry, or why the line is none. */
function entryOf({ word, category, severity, expires }: Line): ListedEntry | string {
  const flaw = flawOf(word) ?? flawOfCategory(category) ?? flawOfSeverity(severity) ?? flawOfDate(expires);
  if (flaw !== undefined) return flaw;
  const [known, expiresAt] = [severityOf(severity), expires ? dateOf(expires) : undefined];
  return {
    word,
    ...(category ? { category } : {}),
    ...(known ? { severity: known } : {}),
    ...(expiresAt ? { expiresAt } : {}),
  };
}

const severityOf = (asked = '') => SEVERITIES.find((known) => known === asked.toLowerCase());
const flawOfSeverity = (asked: string | undefined) =>
  asked && !severityOf(asked) ? `“${asked}” is no severity; ${SEVERITIES.join(', ')} are` : undefined;
const flawOfCategory = (category = '') =>
  category.length > LONGEST_CATEGORY || /\p{Cc}/u.test(category)
    ? `a category has ${LONGEST_CATEGORY} characters at most, without control characters`
    : undefined;
const flawOfDate = (asked: string | undefined) =>
  asked && !dateOf(asked) ? `“${asked}” is no date; write it as 2026-12-31 or 2026-12-31T18:00:00Z` : undefined;

/** Why a word cannot be looked for; undefined when it can. */
export function flawOf(word: string): string | undefined {
  if (!word) return 'there is no word';
  if (word.length > LONGEST_WORD) return `the word has ${word.length} characters; ${LONGEST_WORD} are allowed`;
  if (/\p{Cc}/u.test(word)) return `“${word.replaceAll(/\p{Cc}/gu, '·')}” holds a tab or another control character`;
  return hasLetter(word) ? undefined : `“${word}” holds neither letter nor digit`;
}

const DATE = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/u;

/** A day alone begins it: from then on the word finds nothing. `2026-02-30` is none. */
function dateOf(text: string): Date | undefined {
  const date = DATE.test(text) ? new Date(text) : undefined;
  if (!date || Number.isNaN(date.getTime())) return undefined;
  const day = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  return day.toISOString().startsWith(text.slice(0, 10)) ? date : undefined;
}

function hasLetter(word: string): boolean {
  const { kind } = foldTable();
  for (let at = 0; at < word.length;) {
    const unit = unitAt(word, at);
    if (!isGap(kind[unit] ?? 0)) return true;
    at += widthOf(unit);
  }
  return false;
}
