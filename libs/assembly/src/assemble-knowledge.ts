import {
  GraphProjector,
  GraphRetriever,
  type GraphStore,
  Neo4jGraphStore,
  SqlGraphStore,
} from '@zhike/knowledge-graph';
import type { Config, Database, Logger } from '@zhike/platform';
import { SqlPublishedPolicies } from '@zhike/policy';
import type { Embedder } from '@zhike/ports';

export interface KnowledgeParts {
  readonly config: Config;
  readonly database: Database;
  readonly logger: Logger;
  readonly embedder: Embedder;
}

/** What is published, as a graph, and the search in it. */
export function assembleKnowledge({ config, database, logger, embedder }: KnowledgeParts) {
  const graph = openGraph(config, database);
  const projector = new GraphProjector(graph, new SqlPublishedPolicies(database), embedder, logger);
  const retriever = new GraphRetriever(graph, embedder);
  return { graph, projector, retriever };
}

/** Without GRAPH_URL the graph lives in SQL beside everything else. */
function openGraph({ GRAPH_URL, GRAPH_USER, GRAPH_PASSWORD }: Config, database: Database): GraphStore {
  if (!GRAPH_URL) return new SqlGraphStore(database);
  return new Neo4jGraphStore({ url: GRAPH_URL, user: GRAPH_USER, password: GRAPH_PASSWORD ?? '' });
}
