import { GraphLabel, GraphRelation } from '@zhike/contracts';

/** `moment`: written as a date, 2026-10-01 or with a time; compared as such. */
export type PropertyType = 'text' | 'number' | 'moment';

/** What may be asked of each kind of node. Never null, but a version's end. */
export const PROPERTIES: Readonly<Record<GraphLabel, Readonly<Record<string, PropertyType>>>> = {
  // A policy's title is that of its newest version in view.
  Policy: { id: 'text', title: 'text' },
  Version: { id: 'text', title: 'text', version: 'number', locale: 'text', startsAt: 'moment', endsAt: 'moment' },
  Clause: { id: 'text', key: 'text', position: 'number', heading: 'text', text: 'text', locale: 'text' },
  Fact: { id: 'text', position: 'number', entity: 'text', relation: 'text', value: 'text', locale: 'text' },
  Entity: { name: 'text', locale: 'text' },
};

/** From what to what each relation leads. LEADS_TO goes from a fact to the entity that its value names, and is stored nowhere. */
export const ENDS: Readonly<Record<GraphRelation, readonly [from: GraphLabel, to: GraphLabel]>> = {
  HAS_VERSION: ['Policy', 'Version'],
  HAS_CLAUSE: ['Version', 'Clause'],
  HAS_FACT: ['Version', 'Fact'],
  ABOUT: ['Fact', 'Entity'],
  LEADS_TO: ['Fact', 'Entity'],
  NEXT: ['Clause', 'Clause'],
  REFERS_TO: ['Clause', 'Clause'],
};

/** Relations from a kind of node to the same kind: only these can be walked several times over. */
export const WALKED: ReadonlySet<GraphRelation> = new Set(['NEXT', 'REFERS_TO']);

/** What names one node of its kind (an entity: one in each language). */
export const NAMED_BY: Readonly<Record<GraphLabel, string>> = {
  Policy: 'id',
  Version: 'id',
  Clause: 'id',
  Fact: 'id',
  Entity: 'name',
};

/** Bounds of one search. */
export const MOST_EDGES = 8;
export const MOST_STEPS = 5;
export const MOST_CONDITIONS = 20;
export const MOST_COLUMNS = 8;
export const MOST_DEPTH = 8;
export const MOST_SKIPPED = 10_000;
export const LONGEST_TEXT = 300;

export const isLabel = (name: string): name is GraphLabel => GraphLabel.options.some((label) => label === name);
export const isRelation = (name: string): name is GraphRelation =>
  GraphRelation.options.some((relation) => relation === name);

export function typeOf(label: GraphLabel, property: string): PropertyType | undefined {
  const known = PROPERTIES[label];
  return Object.hasOwn(known, property) ? known[property] : undefined;
}
