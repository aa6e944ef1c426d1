import { Lexicon } from '../lexicon/lexicon.js';
import { type LexiconEntry, SEVERITIES, type Severity } from '../lexicon/lexicon.entry.js';
import { CHINESE_WORDS } from './zh.lexicon.data.js';
import { ENGLISH_WORDS } from './en.lexicon.data.js';

const OWNER = 'zhike';
const LINE = /^(\S+) (\S+): (.+)$/u;
const WORDS = /(~?)(?:"([^"]+)"|(\S+))/gu;

/** The lexicon of the house, as entries: to be built together with an operator's own. */
export const defaultEntries = (): LexiconEntry[] => [CHINESE_WORDS, ENGLISH_WORDS].flatMap(readWords);

function readWords(list: string): LexiconEntry[] {
  return list
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [, category = '', severity = '', words = ''] = LINE.exec(line) ?? [];
      return [...words.matchAll(WORDS)].map(([, initials, quoted, plain]) => ({
        ...{ word: quoted ?? plain ?? '', category, severity: severityOf(severity, line), owner: OWNER },
        ...(initials ? { byInitials: true } : {}),
      }));
    });
}

function severityOf(word: string, line: string): Severity {
  const severity = SEVERITIES.find((known) => known === word);
  if (!severity) throw new Error(`the default lexicon has no severity “${word}”: ${line}`);
  return severity;
}

let built: Lexicon | undefined;

/** Built when it is first asked for, once in a process: about a fifth of a second, most of it for the tables of folding. */
export const defaultLexicon = (): Lexicon => (built ??= Lexicon.of(defaultEntries()));
