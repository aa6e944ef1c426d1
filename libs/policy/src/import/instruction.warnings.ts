import type { InstructionFinder } from '@zhike/ports';
import type { ImportedPolicy } from '../policy.importing.js';
import { type ImportWarning, shownText } from './import.content.js';

/** A document full of them is not listed sentence by sentence. */
const MOST = 50;

/** Sentences of clauses and facts that speak to a machine. They stay in the draft, where the editor can see and mend them. */
export function warningsOfInstructions(
  policies: readonly ImportedPolicy[],
  find: InstructionFinder,
  file: string,
): ImportWarning[] {
  const texts = policies.flatMap(({ clauses, facts }) => [
    ...clauses.map(({ heading, text }) => ({ place: heading, text })),
    ...facts.map(({ entity, relation, value }) => ({ place: `${entity} · ${relation}`, text: value })),
  ]);
  const warnings: ImportWarning[] = [];
  for (const { place, text } of texts) {
    for (const { start, end, isCertain } of find(text))
      warnings.push(warningOf(file, place, text.slice(start, end), isCertain));
    if (warnings.length >= MOST) break;
  }
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
