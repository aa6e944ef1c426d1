import { openTestDatabase } from '@zhike/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPlain } from '../query.ast.js';
import { parseQuery } from '../query.parser.js';
import { queryText } from '../query.text.js';
import { RandomQueries } from '../random.query.fake.js';
import { QueryChecker } from './query.checker.js';

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let checker: QueryChecker;
beforeAll(async () => {
  database = await openTestDatabase();
  checker = new QueryChecker(database);
});
afterAll(() => database.close());

const kinds = async (text: string) =>
  (await checker.check(parseQuery(text))).map(({ kind, about, isPassed }) => [kind, about, isPassed]);

describe('examples made from a search', () => {
  it('are found, and not found when a relation, a condition, the workspace or the time is another one', async () => {
    expect(
      await kinds(`MATCH (e:Entity { name: '青禾小院' })<-[:ABOUT]-(f:Fact { relation: '周边餐厅' })-[:LEADS_TO]->(r:Entity)<-[:ABOUT]-(g:Fact)
        WHERE g.relation = '主厨' OR g.relation = '电话' RETURN r.name, g.value`),
    ).toEqual([
      ['found', '', true],
      ['relation', '(f:Fact)-[:ABOUT]->(e:Entity)', true],
      ['relation', '(f:Fact)-[:LEADS_TO]->(r:Entity)', true],
      ['relation', '(g:Fact)-[:ABOUT]->(r:Entity)', true],
      ['condition', "e.name = '青禾小院'", true],
      ['condition', "f.relation = '周边餐厅'", true],
      ['condition', "g.relation = '主厨' OR g.relation = '电话'", true],
      ['workspace', '', true],
      ['ended', '', true],
    ]);
  });

  it('are made for walks, counts, bounds, beginnings and ends', async () => {
    for (const text of [
      `MATCH (v:Version)-[:HAS_CLAUSE]->(c:Clause)-[:NEXT*2..3]->(d:Clause) WHERE c.position >= 4 AND d.text ENDS WITH '天' RETURN v.title, d`,
      `MATCH (c:Clause)-[:REFERS_TO*2]->(d:Clause) WHERE NOT d.heading CONTAINS '运费' RETURN count(*)`,
      `MATCH (p:Policy)-[:HAS_VERSION]->(v:Version) WHERE p.title STARTS WITH '退货' AND v.startsAt >= '2026-10-01' AND v.endsAt < '2027-01-01' RETURN v`,
      `MATCH (f:Fact)-[:ABOUT]->(e:Entity)<-[:ABOUT]-(g:Fact) WHERE f.value < g.value AND f.relation = g.relation RETURN e.name, count(g)`,
      `MATCH (p:Policy) RETURN p`,
      `MATCH (e:Entity) WHERE e.name CONTAINS '帐篷' AND e.name STARTS WITH '远行' AND e.name ENDS WITH '2' RETURN e LIMIT 3`,
    ]) {
      const checks = await checker.check(parseQuery(text));
      expect(checks.length, text).toBeGreaterThan(1);
      expect(
        checks.filter(({ isPassed }) => !isPassed),
        text,
      ).toEqual([]);
    }
  });

  it('cannot be made for what can never be', async () => {
    for (const text of [
      `MATCH (f:Fact) WHERE f.relation = '价格' AND f.relation = '电话' RETURN f`,
      `MATCH (c:Clause)-[:NEXT]->(d:Clause)-[:NEXT]->(c) RETURN c`,
      `MATCH (v:Version)-[:HAS_CLAUSE]->(c:Clause)<-[:HAS_CLAUSE]-(w:Version) RETURN c`,
      `MATCH (e:Entity { locale: 'fr' }) RETURN e`,
      `MATCH (c:Clause) WHERE c.text CONTAINS '甲' AND NOT c.text CONTAINS '甲' RETURN c`,
    ])
      expect(await kinds(text), text).toEqual([]);
  });

  it('come out as they must for whatever search, and leave no trace in the shop’s tables', async () => {
    const random = new RandomQueries(31);
    let made = 0;
    for (let count = 0; count < 40; count++) {
      const query = random.query();
      const checks = await checker.check(query);
      if (checks.length) made++;
      expect(
        checks.filter(({ isPassed }) => !isPassed),
        `${isPlain(query)} ${queryText(query)}`,
      ).toEqual([]);
    }
    expect(made).toBeGreaterThan(15);
    const [row] = await database.query<{ count: string }>(`select count(*) from graph_versions`);
    expect(Number(row?.count)).toBe(0);
  }, 180_000);

  it('tell when what is run is not what was asked', async () => {
    const broken = {
      ...database,
      engine: database.engine,
      close: async () => {},
      query: database.query.bind(database),
    };
    const forgetful = new QueryChecker({
      ...broken,
      transaction: (work) =>
        database.transaction((db) =>
          work({
            query: (sql, params) => db.query(sql.replace(/v\.workspace_id = \$1/u, '($1::text is not null)'), params),
          }),
        ),
    });
    const checks = await forgetful.check(parseQuery(`MATCH (f:Fact { relation: '价格' }) RETURN f`));
    expect(checks.filter(({ isPassed }) => !isPassed).map(({ kind }) => kind)).toEqual(['workspace']);
  });
});
