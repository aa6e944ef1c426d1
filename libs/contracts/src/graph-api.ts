import { z } from 'zod';
import { Locale } from './turn-events.js';

export const GraphLabel = z.enum(['Policy', 'Version', 'Clause', 'Fact', 'Entity']);
export type GraphLabel = z.infer<typeof GraphLabel>;
export const GraphRelation = z.enum([
  'HAS_VERSION',
  'HAS_CLAUSE',
  'HAS_FACT',
  'ABOUT',
  'LEADS_TO',
  'NEXT',
  'REFERS_TO',
]);
export type GraphRelation = z.infer<typeof GraphRelation>;

/** Longest search that is read, and rows that are shown at most. */
export const LONGEST_GRAPH_QUERY = 2_000;
export const MOST_GRAPH_ROWS = 200;

/** Why a search is not run; `found` and `expected` name what stands there and what may. */
export const GraphProblemKind = z.enum([
  'writes',
  'unsupported',
  'comment',
  'backtick',
  'parameter',
  'several-statements',
  'escape',
  'text-not-closed',
  'sign',
  'unexpected',
  'unknown-label',
  'unknown-relation',
  'unknown-property',
  'unknown-variable',
  'label-missing',
  'label-twice',
  'relation-ends',
  'length-unbounded',
  'length-not-here',
  'not-connected',
  'too-large',
  'number-range',
  'type-mismatch',
  'date-expected',
  'property-first',
  'name-taken',
  'order-unknown',
  'too-wide',
  'plan-writes',
  'plan-too-wide',
]);
export type GraphProblemKind = z.infer<typeof GraphProblemKind>;

/** Lines and columns count from 1; both are 1 where the search as a whole is meant. */
export const GraphProblem = z.object({
  kind: GraphProblemKind,
  line: z.int(),
  column: z.int(),
  found: z.string(),
  expected: z.string(),
  /** The same in an English sentence. */
  message: z.string(),
});
export type GraphProblem = z.infer<typeof GraphProblem>;

const Query = z.string().trim().min(1).max(LONGEST_GRAPH_QUERY);

/** `POST graph/run` → `GraphResult`; 422 `graph-query-refused` with a `GraphProblem` in `details`. */
export const RunGraphQuery = z.object({
  cypher: Query,
  /** Only what is in force now; else every published version. */
  inForce: z.boolean().default(true),
});
export type RunGraphQuery = z.input<typeof RunGraphQuery>;

/** `value`: a text, a number or a moment (ISO 8601); null where a version has no end. `node`: key of one of the nodes. */
export const GraphCell = z.union([
  z.object({ kind: z.literal('value'), value: z.union([z.string(), z.number(), z.null()]) }),
  z.object({ kind: z.literal('node'), node: z.string() }),
]);
export type GraphCell = z.infer<typeof GraphCell>;

/** A node with what it says and where it stands. */
export const GraphNode = z.object({
  key: z.string(),
  label: GraphLabel,
  /** Heading, relation, title or name. */
  title: z.string(),
  text: z.string(),
  locale: Locale.optional(),
  policyId: z.string().optional(),
  policyTitle: z.string().optional(),
  versionId: z.string().optional(),
  version: z.int().optional(),
});
export type GraphNode = z.infer<typeof GraphNode>;

export const GraphResult = z.object({
  /** As it was read, rendered anew. */
  cypher: z.string(),
  columns: z.array(z.string()),
  rows: z.array(z.array(GraphCell)),
  /** Nodes of the rows, each once; also those whose properties were returned. */
  nodes: z.array(GraphNode),
  /** There were more rows than are shown. */
  isCut: z.boolean(),
  engine: z.enum(['sql', 'neo4j']),
  tookMs: z.number(),
});
export type GraphResult = z.infer<typeof GraphResult>;

/** `POST graph/ask` → `GraphOffer`. */
export const AskGraph = z.object({
  question: z.string().trim().min(1).max(500),
  by: z.enum(['rules', 'model']).default('rules'),
});
export type AskGraph = z.input<typeof AskGraph>;

/** What an example made from the query tries: that it is found, and that what differs in one thing is not. */
export const GraphCheckKind = z.enum(['found', 'relation', 'condition', 'workspace', 'ended']);
export type GraphCheckKind = z.infer<typeof GraphCheckKind>;
export const GraphCheck = z.object({
  kind: GraphCheckKind,
  /** The part of the query that the example breaks. */
  about: z.string(),
  isPassed: z.boolean(),
});
export type GraphCheck = z.infer<typeof GraphCheck>;

/** A query that was written and not offered, and why. */
export const GraphAttempt = z.object({
  cypher: z.string(),
  problem: GraphProblem.optional(),
  /** Checks it did not pass. */
  failed: z.array(GraphCheck).default([]),
});
export type GraphAttempt = z.infer<typeof GraphAttempt>;

export const GraphOffer = z.object({
  question: z.string(),
  by: z.enum(['rules', 'model']),
  /** Absent: nothing is offered, and `because` says why. */
  cypher: z.string().optional(),
  because: z.enum(['not-understood', 'never-valid', 'checks-failed', 'no-example', 'model-away']).optional(),
  checks: z.array(GraphCheck),
  attempts: z.array(GraphAttempt),
  /** A demand of the question that the rules cannot write, as the question says it. */
  leftOut: z.string().optional(),
  tookMs: z.number(),
});
export type GraphOffer = z.infer<typeof GraphOffer>;

/** `GET graph` → what can be searched. */
export const GraphSetting = z.object({
  engine: z.enum(['sql', 'neo4j']),
  policies: z.int(),
  clauses: z.int(),
  facts: z.int(),
  /** The chat model that can write queries. */
  model: z.string().optional(),
  /** Questions about things of this workspace. */
  examples: z.array(z.string()),
  labels: z.array(z.object({ label: GraphLabel, properties: z.array(z.string()) })),
  relations: z.array(z.object({ relation: GraphRelation, from: GraphLabel, to: GraphLabel })),
});
export type GraphSetting = z.infer<typeof GraphSetting>;
