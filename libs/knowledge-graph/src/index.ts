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
export { SqlGraphStore } from './sql.graph-store.js';
