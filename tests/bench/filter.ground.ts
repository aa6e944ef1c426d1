import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchSettings } from './bench.part.js';
import { seeded } from './bench.timing.js';
import { FOLDER_OF } from './grown.corpus.js';

/** Sets of other people's data lie beside the packs; where they are missing, something is made of the packs. */
const setFile = ({ packs }: BenchSettings, name: string) => join(packs, '../sets', name);

const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim());

const fieldOf = (file: string, field: string) =>
  linesOf(file).map((line) => String((JSON.parse(line) as Record<string, unknown>)[field] ?? ''));

/** Clauses of the Chinese pack, what filters are measured on. */
export const filterTexts = ({ packs }: BenchSettings): string[] =>
  fieldOf(join(packs, FOLDER_OF.zh, 'clauses.jsonl'), 'text');

/** So many different words in random order: of a list that people filter with, else cut from the texts. */
export function filterWords(settings: BenchSettings, count: number): string[] {
  const random = seeded(11);
  const file = setFile(settings, 'lexicons_zh/lexicon.tsv');
  const known = existsSync(file)
    ? linesOf(file).map((line) => line.split('\t')[0]?.trim() ?? '')
    : cutWords(filterTexts(settings), random, 3 * count);
  const words = [...new Set(known)].filter((word) => /[\p{L}\p{N}]/u.test(word));
  return words
    .map((word) => ({ word, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, count)
    .map(({ word }) => word);
}

function cutWords(texts: readonly string[], random: () => number, count: number): string[] {
  const all = texts.join('');
  return Array.from({ length: count }, () => {
    const start = Math.floor(random() * (all.length - 6));
    return all.slice(start, start + 2 + Math.floor(random() * 4));
  });
}

/** What customers write who mean no harm; the questions of the packs where the sets are missing. */
export function benignLines(settings: BenchSettings): string[] {
  const sets = ['bitext_cs', 'banking77', 'crosswoz_acts_zh'].map((name) => setFile(settings, `${name}/intents.jsonl`));
  if (sets.every((file) => existsSync(file))) return sets.flatMap((file) => fieldOf(file, 'text'));
  return Object.values(FOLDER_OF).flatMap((folder) =>
    fieldOf(join(settings.packs, folder, 'questions.jsonl'), 'question'),
  );
}

export interface LabelledText {
  readonly text: string;
  readonly spans: readonly { readonly type: string; readonly start: number; readonly end: number }[];
}

/** Texts in which people marked what is personal; none where the set is missing. */
export function labelledTexts(settings: BenchSettings): LabelledText[] {
  const file = setFile(settings, 'presidio_pii/pii.jsonl');
  return existsSync(file) ? linesOf(file).map((line) => JSON.parse(line) as LabelledText) : [];
}
