import { splitSentences } from '@zhike/platform';
import type { ClauseEvidence, Evidence, FactEvidence } from '@zhike/ports';
import { roughTokens } from '../chat/rough.tokens.js';
import { groupFacts } from '../fact.sentences.js';

/** What a model may name by one number: a clause, or the facts of one entity and relation, which are one statement. */
export interface NumberedSource {
  readonly number: number;
  readonly heading: string;
  readonly text: string;
  readonly evidence: readonly Evidence[];
}

/**
 * The evidence as it is shown to a model, best first, as far as it fits into the budget. The first source is always there,
 * shortened by whole sentences where it alone is too long.
 */
export function numberSources(evidence: readonly Evidence[], budgetTokens: number): readonly NumberedSource[] {
  const sources: NumberedSource[] = [];
  let left = budgetTokens;
  for (const source of unnumbered(evidence)) {
    const fitting = sources.length ? source : { ...source, text: shorten(source.text, left) };
    const cost = roughTokens(fitting.heading) + roughTokens(fitting.text);
    if (sources.length && cost > left) continue;
    sources.push({ ...fitting, number: sources.length + 1 });
    left -= cost;
  }
  return sources;
}

/** As the prompt has it and as the decoder's constraint reads it. */
export const writtenSource = ({ number, heading, text }: NumberedSource): string => `[${number}] ${heading}\n${text}`;

function unnumbered(evidence: readonly Evidence[]): Omit<NumberedSource, 'number'>[] {
  const facts = evidence.filter((one): one is FactEvidence => one.kind === 'fact');
  const clauses = evidence.filter((one): one is ClauseEvidence => one.kind === 'clause');
  return [
    ...groupFacts(facts).map((group) => ({
      heading: `${group[0]?.entity ?? ''} · ${group[0]?.relation ?? ''}`,
      text: group.map(({ value }) => value).join('、'),
      evidence: group,
    })),
    ...clauses.map((clause) => ({
      heading: `${clause.citation.policyTitle} · ${clause.citation.label}`,
      text: clause.text,
      evidence: [clause],
    })),
  ];
}

function shorten(text: string, budgetTokens: number): string {
  if (roughTokens(text) <= budgetTokens) return text;
  const kept: string[] = [];
  let left = budgetTokens;
  for (const sentence of splitSentences(text)) {
    left -= roughTokens(sentence);
    if (left < 0 && kept.length) break;
    kept.push(sentence);
  }
  return kept.join('\n');
}
