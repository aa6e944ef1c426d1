import type { Database } from '@zhike/platform';
import { GraphRows } from './graph.rows.store.js';
import type { GraphScope } from './graph.store.js';
import { WorkspaceIndex } from './workspace.index.js';

/** Shops whose indexes are kept in memory; the one asked longest ago is forgotten first and read again when it is asked. */
const MOST_INDEXES = 64;
/** Policies read in one go. */
const BATCH = 100;

interface Held {
  readonly index: WorkspaceIndex;
  revision: number;
  /** One reader at a time; whoever asks meanwhile waits for it. */
  refreshing: Promise<void> | undefined;
}

/**
 * The search indexes of this process. Each question costs one look at the workspace's revision; when that has moved, only the
 * policies that changed are read again, so a publication is searched at once by every process.
 */
export class WorkspaceIndexes {
  private readonly held = new Map<string, Held>();
  /** What a question has already been given. Forgotten with the question. */
  private readonly given = new WeakMap<GraphScope, Promise<WorkspaceIndex>>();
  private readonly rows: GraphRows;

  constructor(database: Database) {
    this.rows = new GraphRows(database);
  }

  /** The searches of one question, which share its scope, look once. */
  of(scope: GraphScope): Promise<WorkspaceIndex> {
    const known = this.given.get(scope);
    if (known) return known;
    const current = this.current(scope.workspaceId);
    this.given.set(scope, current);
    current.catch(() => this.given.delete(scope));
    return current;
  }

  /** One shop after another, beginning with those that publish the most; questions come in between. */
  async readAhead(): Promise<void> {
    for (const workspaceId of await this.rows.liveliest(MOST_INDEXES)) await this.current(workspaceId);
  }

  private async current(workspaceId: string): Promise<WorkspaceIndex> {
    const held = this.touch(workspaceId);
    const revision = await this.rows.revision(workspaceId);
    while (held.revision < revision) await (held.refreshing ??= this.refresh(workspaceId, held, revision));
    return held.index;
  }

  private async refresh(workspaceId: string, held: Held, revision: number): Promise<void> {
    try {
      const changed = await this.rows.changedSince(workspaceId, held.revision);
      for (let start = 0; start < changed.length; start += BATCH)
        await this.readAgain(workspaceId, held.index, changed.slice(start, start + BATCH));
      held.revision = revision;
    } finally {
      held.refreshing = undefined;
    }
  }

  private async readAgain(workspaceId: string, index: WorkspaceIndex, policyIds: readonly string[]): Promise<void> {
    const policies = await this.rows.indexed(workspaceId, policyIds, index.clauses.hasRoom);
    const standing = new Set(policies.map(({ policyId }) => policyId));
    for (const policyId of policyIds) if (!standing.has(policyId)) index.remove(policyId);
    for (const policy of policies) index.replace(policy);
  }

  private touch(workspaceId: string): Held {
    const held = this.held.get(workspaceId) ?? { index: new WorkspaceIndex(), revision: 0, refreshing: undefined };
    this.held.delete(workspaceId);
    this.held.set(workspaceId, held);
    const [oldest] = this.held.keys();
    if (this.held.size > MOST_INDEXES && oldest !== undefined) this.held.delete(oldest);
    return held;
  }
}
