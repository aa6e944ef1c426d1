import type { Db } from '@zhike/platform';

/** One shop. Its slug is what widgets name and never changes; its name is what customers read. */
export interface Workspace {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** Owns `workspaces`. */
export class SqlWorkspaceStore {
  constructor(private readonly db: Db) {}

  async findBySlug(slug: string): Promise<Workspace | undefined> {
    const sql = `select id, slug, name from workspaces where slug = $1`;
    return (await this.db.query<Workspace>(sql, [slug]))[0];
  }

  /** Oldest first. */
  list(): Promise<Workspace[]> {
    return this.db.query<Workspace>(`select id, slug, name from workspaces order by created_at, id`);
  }

  /** False when the slug is taken. */
  async insert({ id, slug, name }: Workspace): Promise<boolean> {
    const rows = await this.db.query(
      `insert into workspaces (id, slug, name) values ($1, $2, $3) on conflict (slug) do nothing returning id`,
      [id, slug, name],
    );
    return rows.length > 0;
  }

  async rename(id: string, name: string): Promise<void> {
    await this.db.query(`update workspaces set name = $2 where id = $1`, [id, name]);
  }
}
