import { decodeBytes } from '@zhike/platform';
import type { ReadWordList } from '@zhike/ports';
import { LexiconImportError } from '../lexicon/lexicon.errors.js';
import { inspectLexiconList, type LexiconList } from '../lexicon/lexicon.import.js';

const FORMATS: Readonly<Record<string, LexiconList['format']>> = { txt: 'words', csv: 'csv', tsv: 'tsv' };

/** Reads a file of words by its ending. Throws `LexiconImportError` where it cannot be a list at all. */
export const readWordListFile: ReadWordList = ({ name, bytes }) => {
  const format = FORMATS[/\.(\w+)$/u.exec(name)?.[1]?.toLowerCase() ?? ''];
  if (!format) throw refused(`“${name}” does not end with .txt, .csv or .tsv`);
  const decoded = decodeBytes(bytes);
  if (!decoded) throw refused('the file is not readable text; save it again as UTF-8');
  const reading = inspectLexiconList({ text: decoded.text, format });
  if (!reading.words.length && !reading.problems.length) throw refused('the file holds no words');
  return reading;
};

const refused = (reason: string) => new LexiconImportError([{ line: 1, reason }]);
