import type { GraphStore } from '../graph.store.js';

/** Shops whose size is remembered. */
const MOST_KEPT = 256;

/** How many clauses a shop has; counted again only when its knowledge has changed. */
export class ShopSizes {
  private readonly known = new Map<string, { readonly revision: string; readonly clauses: number }>();

  constructor(private readonly graph: GraphStore) {}

  async of(workspaceId: string): Promise<number> {
    const revision = await this.graph.revision(workspaceId);
    const before = this.known.get(workspaceId);
    if (before?.revision === revision) return before.clauses;
    const { clauses } = await this.graph.count(workspaceId);
    this.known.delete(workspaceId);
    this.known.set(workspaceId, { revision, clauses });
    const [oldest] = this.known.keys();
    if (this.known.size > MOST_KEPT && oldest !== undefined) this.known.delete(oldest);
    return clauses;
  }
}
