import { describe, expect, it } from 'vitest';
import { LexiconImportError } from './lexicon.errors.js';
import { type LexiconList, readLexiconList } from './lexicon.import.js';

const list = (text: string, format: LexiconList['format'] = 'words'): LexiconList => ({
  ...{ text, format, owner: 'import 7', category: 'other', severity: 'watch' },
});

describe('an imported list', () => {
  it('is one word a line; empty lines, remarks and repetitions count for nothing', () => {
    expect(readLexiconList(list('\ufeff甲乙\r\n\r\n# remark\n甲乙\n buy weed \n'))).toEqual([
      { word: '甲乙', category: 'other', severity: 'watch', owner: 'import 7' },
      { word: 'buy weed', category: 'other', severity: 'watch', owner: 'import 7' },
    ]);
  });

  it('or a table of word, category and severity', () => {
    const entries = readLexiconList(list('word,category,severity\n甲乙,drugs,block\n"a, b",,ALLOW\n丙丁\n', 'csv'));
    expect(entries.map(({ word, category, severity }) => [word, category, severity])).toEqual([
      ['甲乙', 'drugs', 'block'],
      ['a, b', 'other', 'allow'],
      ['丙丁', 'other', 'watch'],
    ]);
  });

  it('may say of each word until when it holds, and have its columns set apart by tabs', () => {
    const rows =
      'word,category,severity,expires\n甲乙,drugs,block,2026-12-31\n丙丁,,,2026-12-31T18:00:00+08:00\n戊己,,,\n';
    const expiries = [new Date('2026-12-31T00:00:00Z'), new Date('2026-12-31T10:00:00Z'), undefined];
    expect(readLexiconList(list(rows, 'csv')).map(({ expiresAt }) => expiresAt)).toEqual(expiries);
    expect(readLexiconList(list(rows.replaceAll(',', '\t'), 'tsv'))).toEqual(readLexiconList(list(rows, 'csv')));
    expect(() => readLexiconList(list('甲乙,,,2026-02-30\n丙丁,,,tomorrow\n', 'csv'))).toThrow(
      /line 1: “2026-02-30” is no date.*line 2: “tomorrow” is no date/,
    );
  });

  it('is refused as a whole, with every line that is wrong', () => {
    const read = () =>
      readLexiconList(list(`好词,drugs,block\n甲乙,drugs,deny\n***,,\n${'长'.repeat(101)},,\n`, 'csv'));
    expect(read).toThrow(LexiconImportError);
    expect(read).toThrow(
      /line 2: “deny” is no severity; block, watch, allow are; line 3: .*neither letter nor digit; line 4: the word has 101/,
    );
    expect(() => readLexiconList(list('a,"b\n', 'csv'))).toThrow(/line \d/);
  });
});
