import type { GraphLabel } from '@zhike/contracts';
import { momentText } from '../neo4j/moment.text.js';
import type { Comparison, Equality, Literal } from './query.ast.js';
import { type Place, refuse } from './query.problem.js';
import { PROPERTIES, type PropertyType, typeOf } from './query.schema.js';
import type { Token } from './query.tokens.js';

const MOST_NUMBER = 2_147_483_647;
const DATE = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/u;
const ONLY_TEXT: ReadonlySet<Comparison> = new Set(['CONTAINS', 'STARTS WITH', 'ENDS WITH']);

/** A value as it stands in the text: the token, and whether a minus stood before it. */
export interface WrittenLiteral {
  readonly literal: Token;
  readonly isNegative: boolean;
}

export interface WrittenEquality extends WrittenLiteral {
  readonly property: Token;
}

export function literalOf({ literal, isNegative }: WrittenLiteral): Literal {
  if (literal.kind === 'text' && !isNegative) return { kind: 'text', text: literal.text };
  if (literal.kind !== 'number') throw refuse('unexpected', literal, literal.text || '…', "'…'");
  const number = Number(literal.text);
  if (number > MOST_NUMBER) throw refuse('number-range', literal, literal.text, `0–${MOST_NUMBER}`);
  return { kind: 'number', number: isNegative && number ? -number : number };
}

export function equalityOf(label: GraphLabel, { property, ...written }: WrittenEquality): Equality {
  const type = expectProperty(label, property);
  const literal = literalOf(written);
  checkLiteral(type, literal, written.literal);
  return { property: property.text, literal };
}

export function expectProperty(label: GraphLabel, token: Token): PropertyType {
  const type = typeOf(label, token.text);
  if (!type) throw refuse('unknown-property', token, token.text, Object.keys(PROPERTIES[label]).join(', '));
  return type;
}

/** A moment is written as a text that is a date. */
export function checkLiteral(type: PropertyType, literal: Literal, place: Place): void {
  const written = literal.kind === 'text' ? `'${literal.text}'` : String(literal.number);
  if (literal.kind !== (type === 'number' ? 'number' : 'text'))
    throw refuse('type-mismatch', place, written, type === 'number' ? '1' : "'…'");
  if (type === 'moment' && literal.kind === 'text' && !dateOf(literal.text))
    throw refuse('date-expected', place, written);
}

export function checkComparison(type: PropertyType, comparison: Comparison, place: Place): void {
  if (ONLY_TEXT.has(comparison) && type !== 'text') throw refuse('type-mismatch', place, comparison, "'…'");
}

/** Without a zone UTC is meant, as everywhere in the graph. */
function dateOf(text: string): Date | undefined {
  const found = DATE.exec(text);
  if (!found) return undefined;
  const date = new Date(text.includes('T') && !found[1] ? `${text}Z` : text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** The value that is handed to a database: a moment as both adapters keep it. */
export function storedValue(literal: Literal, type: PropertyType | undefined): string | number {
  if (literal.kind === 'number') return literal.number;
  return type === 'moment' ? momentText(dateOf(literal.text) ?? new Date(0)) : literal.text;
}
