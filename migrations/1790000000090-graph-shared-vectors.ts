import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A question in one language is compared with clauses in the other by a model that both share. Its vectors stand beside the
 * clause's own and not among them: they are there only where that model is, and most shops are asked in their own language.
 */
export class GraphSharedVectors1790000000090 implements MigrationInterface {
  name = 'GraphSharedVectors1790000000090';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table graph_shared_vectors (
         clause_id text primary key references graph_clauses (id) on delete cascade,
         model     text not null,
         vector    bytea not null,
         sentences bytea
       )`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table graph_shared_vectors`);
  }
}
