export { KnowledgeAwayError } from './graph.errors.js';
export { GraphProjector } from './graph.projector.js';
export { GraphRetriever } from './graph.retriever.js';
export type {
  ClauseHit,
  ClauseVector,
  EntityMention,
  GraphClause,
  GraphCounts,
  GraphFact,
  GraphPolicy,
  GraphScope,
  GraphSource,
  GraphStore,
  WeightedText,
} from './graph.store.js';
export { Neo4jGraphStore, type Neo4jGraphOptions } from './neo4j.graph-store.js';
export { SqlGraphStore } from './sql.graph-store.js';
