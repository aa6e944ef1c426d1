import { CsvError, parse } from 'csv-parse/sync';
import { foldTable, unitAt, widthOf } from '../folding/fold.table.js';
import { isGap } from '../folding/unit.kinds.js';
import { LexiconImportError, type LexiconProblem } from './lexicon.errors.js';
import { type LexiconEntry, SEVERITIES, type Severity } from './lexicon.entry.js';

/** Longer lines are sentences or broken files. */
const LONGEST_WORD = 100;

export interface LexiconList {
  readonly text: string;
  /** `words`: one a line, `#` begins a remark. `csv`: word, category, severity; a first line `word,…` is a heading. */
  readonly format: 'words' | 'csv';
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
}

/** Reads an operator's list; a word that comes twice is taken once. Throws `LexiconImportError` with every bad line. */
export function readLexiconList(list: LexiconList): LexiconEntry[] {
  const lines = list.format === 'csv' ? csvLines(list.text) : wordLines(list.text);
  const problems: LexiconProblem[] = [];
  const entries = new Map<string, LexiconEntry>();
  for (const line of lines) {
    const entry = entryOf(line, list);
    if (typeof entry === 'string') problems.push({ line: line.line, reason: entry });
    else if (!entries.has(entry.word)) entries.set(entry.word, entry);
  }
  if (problems.length) throw new LexiconImportError(problems);
  return [...entries.values()];
}

function wordLines(text: string): Line[] {
  const lines = text.replace(/^\ufeff/u, '').split(/\r\n|\r|\n/u);
  return lines
    .map((line, at) => ({ line: at + 1, word: line.trim() }))
    .filter(({ word }) => word && !word.startsWith('#'));
}

function csvLines(text: string): Line[] {
  const rows = readCsv(text);
  return rows
    .map(({ record, info }) => {
      const [word = '', category = '', severity = ''] = record;
      return { line: info.lines, word, category, severity };
    })
    .filter(({ word }, at) => !(at === 0 && word.toLowerCase() === 'word'));
}

function readCsv(text: string): { record: string[]; info: { lines: number } }[] {
  try {
    const options = { bom: true, trim: true, info: true, relax_column_count: true, skip_empty_lines: true } as const;
    return parse(text, options) as unknown as { record: string[]; info: { lines: number } }[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
    throw new LexiconImportError([{ line, reason: error.message }]);
  }
}

/** The entry, or why the line is none. */
function entryOf(line: Line, list: LexiconList): LexiconEntry | string {
  const { word } = line;
  if (!word) return 'there is no word';
  if (word.length > LONGEST_WORD) return `the word has ${word.length} characters; ${LONGEST_WORD} are allowed`;
  if (!hasLetter(word)) return `“${word}” holds neither letter nor digit`;
  const asked = line.severity || list.severity;
  const severity = SEVERITIES.find((known) => known === asked.toLowerCase());
  if (!severity) return `“${asked}” is no severity; ${SEVERITIES.join(', ')} are`;
  return { word, category: line.category || list.category, severity, owner: list.owner };
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
