import type { GraphProblem, GraphProblemKind } from '@zhike/contracts';
import { DomainError } from '@zhike/platform';

type Say = (found: string, expected: string) => string;

const SENTENCES: Readonly<Record<GraphProblemKind, Say>> = {
  writes: (found) => `${found} is not allowed here; this search only reads.`,
  unsupported: (found) =>
    `${found} is not part of this search: it knows MATCH, WHERE, RETURN, ORDER BY, SKIP and LIMIT.`,
  comment: () => 'Comments are not allowed here; please leave them out.',
  backtick: () => 'Names in backticks are not allowed here; use letters and digits.',
  parameter: () => 'Parameters ($…) are not known here; write the value itself, in quotes.',
  'several-statements': () => 'One search at a time: nothing may follow the semicolon.',
  escape: (found) => `The escape ${found} is not allowed; write the character itself.`,
  'text-not-closed': () => 'The text in quotes does not end; close it with the same quote.',
  sign: (found) => `${found} has no meaning here.`,
  unexpected: (found, expected) => `${found} stands where ${expected} was expected.`,
  'unknown-label': (found, expected) => `There are no nodes called ${found}; there are ${expected}.`,
  'unknown-relation': (found, expected) => `There is no relation ${found}; there are ${expected}.`,
  'unknown-property': (found, expected) => `There is no property ${found} here; there are ${expected}.`,
  'unknown-variable': (found) => `${found} is not named in MATCH.`,
  'label-missing': (found) => `It is not clear what ${found} is; name its kind, for instance (${found}:Clause).`,
  'label-twice': (found, expected) => `${found} was a ${expected} before; it cannot be two kinds of node.`,
  'relation-ends': (found, expected) => `${found} cannot stand here; it is written ${expected}.`,
  'length-unbounded': (found, expected) => `${found}: a path needs an end, at most ${expected} steps, as in *1..3.`,
  'length-not-here': (found) => `${found} is one step; only NEXT and REFERS_TO can be walked several times.`,
  'not-connected': (found) => `${found} is not connected with the rest; the patterns must share a node.`,
  'too-large': (found, expected) => `Too many ${found}: at most ${expected} in one search.`,
  'number-range': (found, expected) => `${found} is out of range; ${expected}.`,
  'type-mismatch': (found, expected) => `${found} cannot be compared here; ${expected} is needed.`,
  'date-expected': (found) => `${found} is no date; write it as '2026-10-01' or '2026-10-01T08:00Z'.`,
  'property-first': () => 'A comparison begins with a property, such as f.value.',
  'name-taken': (found) => `The name ${found} is already used; give the column another one with AS.`,
  'order-unknown': (found) => `${found} is not returned; what is counted or made distinct can only be ordered by that.`,
  'too-wide': (found, expected) =>
    `This search could combine about ${found} paths, more than the ${expected} that one may; name a thing ({ name: '…' }) or shorten the path.`,
  'plan-writes': (found) => `The database would write (${found}); this search only reads.`,
  'plan-too-wide': (found) =>
    `The database would combine everything with everything (about ${found} rows); connect the patterns or name a thing.`,
};

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A search that is not run. Its message begins with the place, where there is one. */
export class GraphQueryError extends DomainError<'graph-query-refused'> {
  constructor(readonly problem: GraphProblem) {
    super('graph-query-refused', problem.message);
  }
}

export function refuse(kind: GraphProblemKind, place: Place, found = '', expected = ''): GraphQueryError {
  const sentence = SENTENCES[kind](found, expected);
  const message = `line ${place.line}, column ${place.column}: ${sentence}`;
  return new GraphQueryError({ kind, line: place.line, column: place.column, found, expected, message });
}

/** The search as a whole is refused. */
export function refuseWhole(kind: GraphProblemKind, found: string, expected = ''): GraphQueryError {
  return new GraphQueryError({ kind, line: 1, column: 1, found, expected, message: SENTENCES[kind](found, expected) });
}
