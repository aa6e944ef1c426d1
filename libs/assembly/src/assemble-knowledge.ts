import { join } from 'node:path';
import { EvidenceRail, findInstructions } from '@zhike/content-safety';
import {
  CrossLingualRetriever,
  GraphProjector,
  GraphRetriever,
  type GraphStore,
  Neo4jGraphStore,
  readRanking,
  SqlGraphStore,
} from '@zhike/knowledge-graph';
import { readQueryAdapters } from '@zhike/inference';
import type { Config, Database, Logger } from '@zhike/platform';
import { SqlPublishedPolicies } from '@zhike/policy';
import type { Embedder } from '@zhike/ports';
import { findProductRoot } from './product-root.js';

/** What `models train ranking` wrote, beside the product. */
const RANKING_WEIGHTS = 'models/clause-ranking/weights.json';
/** What `models train query-adapter` wrote. */
const QUERY_ADAPTERS = 'models/query-adapter/weights.json';

export interface KnowledgeParts {
  readonly config: Config;
  readonly database: Database;
  readonly logger: Logger;
  readonly embedder: Embedder;
  /** A model that both languages share, for questions in one language about policies in the other. */
  readonly shared: Embedder | undefined;
}

/** What is published, as a graph, and the search in it. */
export function assembleKnowledge({ config, database, logger, embedder, shared }: KnowledgeParts) {
  const graph = openGraph(config, database);
  const projector = new GraphProjector(graph, new SqlPublishedPolicies(database), embedder, logger, shared);
  const own = new GraphRetriever(graph, embedder, readLearned(logger));
  const found = shared ? new CrossLingualRetriever(own, graph, shared) : own;
  return { graph, projector, retriever: new EvidenceRail(found, findInstructions) };
}

/** What was learned for the search. Without it clauses are ranked by place, and questions keep their own vectors only. */
function readLearned(logger: Logger) {
  const ranking = readRanking(join(findProductRoot(), RANKING_WEIGHTS));
  const teacher = readQueryAdapters(join(findProductRoot(), QUERY_ADAPTERS));
  for (const { problem } of [ranking, teacher])
    if (problem !== undefined) logger.warn({ problem }, 'search does without what was learned');
  return { ranking: ranking.book, teacher: teacher.adapters };
}

/** Without GRAPH_URL the graph lives in SQL beside everything else. */
function openGraph({ GRAPH_URL, GRAPH_USER, GRAPH_PASSWORD }: Config, database: Database): GraphStore {
  if (!GRAPH_URL) return new SqlGraphStore(database);
  return new Neo4jGraphStore({ url: GRAPH_URL, user: GRAPH_USER, password: GRAPH_PASSWORD ?? '' });
}
