import type { Database } from '@zhike/platform';
import { GraphRows } from './graph.rows.store.js';
import { WorkspaceIndex } from './workspace.index.js';

/** Shops whose indexes are kept in memory; the one asked longest ago is forgotten first and read again when it is asked. */
const MOST_INDEXES = 64;

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
  private readonly rows: GraphRows;

  constructor(database: Database) {
    this.rows = new GraphRows(database);
  }

  async of(workspaceId: string): Promise<WorkspaceIndex> {
    const held = this.touch(workspaceId);
    const revision = await this.rows.revision(workspaceId);
    while (held.revision < revision) await (held.refreshing ??= this.refresh(workspaceId, held, revision));
    return held.index;
  }

  private async refresh(workspaceId: string, held: Held, revision: number): Promise<void> {
    try {
      for (const policyId of await this.rows.changedSince(workspaceId, held.revision)) {
        const policy = await this.rows.indexed(workspaceId, policyId);
        if (policy) held.index.replace(policy);
        else held.index.remove(policyId);
      }
      held.revision = revision;
    } finally {
      held.refreshing = undefined;
    }
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
