import type { GraphLabel } from '@zhike/contracts';
import type { GraphQuery } from './query.ast.js';

/** Where a search looks. Unlike a customer's question it sees what is for any audience, in both languages. */
export interface QueryScope {
  readonly workspaceId: string;
  /** Only what was in force then; absent: every published version. */
  readonly at?: Date;
  /** Whoever asked has gone: nothing waits any longer. */
  readonly signal?: AbortSignal;
}

/** What stands for a node in a row: its id, of an entity its language and name. */
export interface NodeKey {
  readonly label: GraphLabel;
  readonly key: string;
}

export type QueryCell =
  | { readonly kind: 'value'; readonly value: string | number | null }
  | { readonly kind: 'node'; readonly node: NodeKey };

export interface QueryRow {
  readonly cells: readonly QueryCell[];
  /** Nodes whose properties were returned, where each row stands for one match. */
  readonly behind: readonly NodeKey[];
}

export interface FoundNode extends NodeKey {
  readonly title: string;
  readonly text: string;
  readonly locale?: string;
  readonly policyId?: string;
  readonly policyTitle?: string;
  readonly versionId?: string;
  readonly version?: number;
}

/**
 * Runs searches that members write. Each adapter writes its own statement from what was understood: the workspace and the
 * moment are conditions of every node, values are parameters, and what the text says is never part of a statement. Equal
 * searches of equal graphs give equal rows in equal order. One contract suite holds for both adapters.
 *
 * Throws `GraphQueryError` for a search that is refused, `KnowledgeAwayError` when the store does not answer in time.
 */
export interface GraphQueries {
  readonly engine: 'sql' | 'neo4j';
  /** Refuses a search that the store would have to write for, or that would combine too much. Nothing is read for it but a plan. */
  examine(query: GraphQuery, scope: QueryScope): Promise<void>;
  /** Rows in order, `most` of them at most. Examine it first. */
  rows(query: GraphQuery, scope: QueryScope, most: number): Promise<readonly QueryRow[]>;
  /** What the nodes say, as far as they stand in this workspace; in no order. */
  nodes(scope: QueryScope, keys: readonly NodeKey[]): Promise<readonly FoundNode[]>;
}

/** An entity's language and its name. */
export const entityKey = (locale: string, name: string) => `${locale} ${name}`;
export function readEntityKey(key: string): { readonly locale: string; readonly name: string } {
  const space = key.indexOf(' ');
  return { locale: key.slice(0, space), name: key.slice(space + 1) };
}
