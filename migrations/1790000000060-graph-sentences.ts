import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A question often meets one sentence of a clause and not the rest of it, so the graph keeps vectors of the sentences beside
 * the clause's own: signed bytes, one vector after the other, behind their length. And a version may be published for
 * some groups of customers only; every search looks at its groups, so they stand with its dates. Both come with the next
 * projection of a policy; until then its clauses have no sentence vectors and are for everyone, as they were.
 */
export class GraphSentences1790000000060 implements MigrationInterface {
  name = 'GraphSentences1790000000060';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table graph_clauses add column sentences bytea`);
    await runner.query(`alter table graph_versions add column audiences text[] not null default '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table graph_versions drop column audiences`);
    await runner.query(`alter table graph_clauses drop column sentences`);
  }
}
