import { splitSentences } from '@zhike/platform';
import type { InstructionFinder, InstructionJudge } from '@zhike/ports';
import type { ImportedPolicy } from '../policy.importing.js';
import { type ImportWarning, shownText } from './import.content.js';

/** A document full of them is not listed sentence by sentence. */
const MOST = 50;

/** By rules, and by meaning where there are models to judge by. */
export interface InstructionFinders {
  readonly find: InstructionFinder;
  readonly judge?: InstructionJudge | undefined;
}

/** Sentences of a file that are judged by meaning: some seconds of work at most. */
const MOST_JUDGED = 600;

/** Sentences of clauses and facts that speak to a machine. They stay in the draft, where the editor can see and mend them. */
export async function warningsOfInstructions(
  policies: readonly ImportedPolicy[],
  { find, judge }: InstructionFinders,
  file: string,
): Promise<ImportWarning[]> {
  const texts = policies.flatMap(({ clauses, facts }) => [
    ...clauses.map(({ heading, text }) => ({ place: heading, text })),
    ...facts.map(({ entity, relation, value }) => ({ place: `${entity} · ${relation}`, text: value })),
  ]);
  const warnings: ImportWarning[] = [];
  const unsuspected: { place: string; sentence: string }[] = [];
  for (const { place, text } of texts) {
    const found = find(text);
    for (const { start, end, isCertain } of found)
      warnings.push(warningOf(file, place, text.slice(start, end), isCertain));
    if (!found.length) unsuspected.push(...splitSentences(text).map((sentence) => ({ place, sentence })));
    if (warnings.length >= MOST) return warnings.slice(0, MOST);
  }
  const judged = unsuspected.slice(0, MOST_JUDGED);
  const speak = (await judge?.(judged.map(({ sentence }) => sentence))) ?? [];
  const suspected = judged.filter((_, at) => speak[at]);
  warnings.push(...suspected.map(({ place, sentence }) => warningOf(file, place, sentence, false)));
  return warnings.slice(0, MOST);
}

function warningOf(file: string, place: string, sentence: string, isCertain: boolean): ImportWarning {
  const text = shownText(sentence);
  const fate = isCertain
    ? 'It speaks to a machine: no model reads it and no customer is told it. Take it out, or write what customers should know'
    : 'It may speak to a machine. Take it out if it is not meant for customers';
  const kind = isCertain ? ('instruction' as const) : ('possible-instruction' as const);
  return { file, message: `“${place}”: “${text}” ${fate}.`, finding: { kind, text, clause: place } };
}
