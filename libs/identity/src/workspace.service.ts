import { type Database, newId } from '@zhike/platform';
import { SqlWorkspaceStore, type Workspace } from './workspace.store.js';

export class WorkspaceService {
  constructor(private readonly database: Database) {}

  /** Slugs come from addresses, where anything can stand; SQL refuses a NUL instead of not finding it. */
  async findBySlug(slug: string): Promise<Workspace | undefined> {
    return slug.includes('\0') ? undefined : this.store().findBySlug(slug);
  }

  /** The workspace of this slug, made if there is none. One that is there keeps its name: its owner may have changed it. */
  async ensure(slug: string, name: string): Promise<Workspace> {
    const store = this.store();
    await store.insert({ id: newId(), slug, name });
    const workspace = await store.findBySlug(slug);
    if (!workspace) throw new Error(`workspace ${slug} has gone`);
    return workspace;
  }

  /** Oldest first. */
  list(): Promise<Workspace[]> {
    return this.store().list();
  }

  private store(): SqlWorkspaceStore {
    return new SqlWorkspaceStore(this.database);
  }
}
