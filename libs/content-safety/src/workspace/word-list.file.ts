import { decodeBytes } from '@zhike/platform';
import type { ReadWordList, WordListReading } from '@zhike/ports';
import { inspectLexiconList, type LexiconList } from '../lexicon/lexicon.import.js';

const FORMATS: Readonly<Record<string, LexiconList['format']>> = { txt: 'words', csv: 'csv', tsv: 'tsv' };

/** Reads a file of words by its ending. What cannot be a list at all has one problem, at its first line. */
export const readWordListFile: ReadWordList = ({ name, bytes }) => {
  const format = FORMATS[/\.(\w+)$/u.exec(name)?.[1]?.toLowerCase() ?? ''];
  if (!format) return refused(`“${name}” does not end with .txt, .csv or .tsv`);
  const decoded = decodeBytes(bytes);
  if (!decoded) return refused('the file is not readable text; save it again as UTF-8');
  const reading = inspectLexiconList({ text: decoded.text, format });
  if (!reading.words.length && !reading.problems.length) return refused('the file holds no words');
  return reading;
};

const refused = (reason: string): WordListReading => ({ words: [], repeated: 0, problems: [{ line: 1, reason }] });
