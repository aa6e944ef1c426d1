import { createHash } from 'node:crypto';
import { termsOf } from '@zhike/platform';
import type { GraphScope, WeightedText } from '../graph.store.js';
import { ENDLESS, momentText } from './moment.text.js';

/** Lucene refuses more than 1,024 parts; a longer text speaks by its weightiest terms. */
const MOST_TERMS = 256;
const SMALLEST_WEIGHT = 0.0001;

/** What the full-text index reads of a clause. Both sides are cut into terms by `termsOf`, as every comparison of texts here is. */
export function indexedTerms(words: readonly string[]): string {
  return termsOf(words.join('\n')).join(' ');
}

type Bounds = Pick<GraphScope, 'workspaceId' | 'locale' | 'audiences'>;

/**
 * One word for a shop, a language and a group, so that the index itself keeps to them instead of finding what must be dropped
 * again. What is published for everyone carries the word without a group, anything else a word for each of its groups.
 */
export function scopeWords({ audiences, ...bounds }: Bounds): string[] {
  return audiences?.length ? audiences.map((group) => scopeWord(bounds, ` ${group}`)) : [scopeWord(bounds)];
}

function scopeWord({ workspaceId, locale }: Bounds, group = ''): string {
  return `s${createHash('sha256').update(`${locale} ${workspaceId}${group}`).digest('hex').slice(0, 32)}`;
}

/**
 * The question in Lucene's language: the bounds are required and count nothing (^0), each term counts its weight. Terms are
 * letters and digits in quotation marks, so no sign of a customer is ever read as an operator. Undefined when the texts hold no term.
 */
export function luceneQuery(scope: GraphScope, texts: readonly WeightedText[]): string | undefined {
  const weights = new Map<string, number>();
  for (const { text, weight } of texts)
    if (weight > 0) for (const term of termsOf(text)) weights.set(term, (weights.get(term) ?? 0) + weight);
  if (!weights.size) return undefined;

  const weightiest = [...weights].sort(([, a], [, b]) => b - a).slice(0, MOST_TERMS);
  const terms = weightiest.map(
    ([term, weight]) => `terms:${quoted(term)}^${Math.max(weight, SMALLEST_WEIGHT).toFixed(4)}`,
  );
  const at = momentText(scope.at);
  const words = new Set([scopeWord(scope), ...(scope.audiences?.length ? scopeWords(scope) : [])]);
  const reach = `(${[...words].map((word) => `scope:${word}`).join(' ')})`;
  const bounds = [reach, `startsAt:[0 TO ${at}]`, `endsAt:{${at} TO ${ENDLESS}]`];
  return [...bounds.map((bound) => `+${bound}^0`), `+(${terms.join(' ')})`].join(' ');
}

const quoted = (term: string) => `"${term.replace(/[\\"]/g, '\\$&')}"`;
