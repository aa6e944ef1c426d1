export { BestDocuments } from './best.documents.js';
export { EmbeddingsAwayError, KnowledgeAwayError } from './graph.errors.js';
export { GraphProjector } from './graph.projector.js';
export {
  ClauseRanker,
  type QuestionTeacher,
  type RankedClause,
  type RankedClauses,
  type RankingParts,
} from './clause.ranker.js';
export { GraphRetriever, scopeOf } from './graph.retriever.js';
export {
  crossValidate,
  crossValidateConfidence,
  type HeldOut,
  type LearnedRanking,
  type RankingQuestion,
  SILENT_SHARE,
  trainRanking,
  untaught,
} from './ranking/ranking.trainer.js';
export { readRanking, type ReadRanking } from './ranking/ranking.file.js';
export { FUSION_BY_PLACE, type Ranking, RankingBook, RankingWeights, writeUsual } from './ranking/ranking.weights.js';
export type {
  CatalogueRelation,
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
export { embedQuestion, type QuestionVectors } from './question.vectors.js';
export { LexicalIndex } from './lexical.index.js';
export { Neo4jGraphStore, type Neo4jGraphOptions } from './neo4j.graph-store.js';
export { SqlGraphStore } from './sql.graph-store.js';
export { VectorIndex } from './vector.index.js';
export { CentredEmbedder } from './cross-lingual/centred.embedder.js';
export { CrossLingualRetriever } from './cross-lingual/cross-lingual.retriever.js';
export {
  entityKey,
  type FoundNode,
  type GraphQueries,
  type NodeKey,
  type QueryCell,
  type QueryRow,
  type QueryScope,
} from './query/graph.queries.js';
export type { GraphQuery } from './query/query.ast.js';
export { parseQuery } from './query/query.parser.js';
export { GraphQueryError } from './query/query.problem.js';
export { queryText } from './query/query.text.js';
export { GraphDesk, GraphDeskError, type GraphDeskParts } from './query/desk/graph.desk.js';
export { QueryChecker } from './query/checks/query.checker.js';
