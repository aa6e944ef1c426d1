import type { Health } from '@zhike/contracts';
import type { GraphStore } from '@zhike/knowledge-graph';
import type { OwnModelService } from '@zhike/generation';
import { type Database, Outbox } from '@zhike/platform';
import type { Embedder } from '@zhike/ports';

const ANSWER_WITHIN_MS = 3_000;

export interface HealthParts {
  readonly database: Database;
  readonly graph: GraphStore;
  readonly embedder: Embedder;
  readonly ownModels: Pick<OwnModelService, 'countUnreadable'>;
}

/**
 * Asks each part now. Whatever does not answer in time is away; this never throws and never hangs. Of one workspace's own
 * settings it tells only where that workspace is named.
 */
export async function checkHealth(parts: HealthParts, workspaceId?: string): Promise<Health> {
  const { database, graph, embedder, ownModels } = parts;
  const [databaseState, away, pendingEvents, unreadableKeys] = await Promise.all([
    inTime(database.query('select 1')).then(
      () => 'ok' as const,
      () => 'away' as const,
    ),
    inTime(graph.ping()).then(() => undefined, reasonOf),
    inTime(new Outbox(database).countPending('policy.published')).catch(() => 0),
    workspaceId === undefined ? 0 : inTime(ownModels.countUnreadable(workspaceId)).catch(() => 0),
  ]);
  return {
    database: { state: databaseState, engine: database.engine },
    graph: {
      state: away ? 'away' : 'ok',
      engine: graph.engine,
      pendingEvents,
      ...(away ? { message: away } : {}),
    },
    embeddings: embedder
      .status()
      .map(({ model, state, message }) => ({ model, state, ...(message ? { message } : {}) })),
    ...(unreadableKeys ? { unreadableKeys } : {}),
  };
}

function inTime<Result>(work: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer in time')), ANSWER_WITHIN_MS);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
