import { migrations } from '@zhike/migrations';
import {
  DatabaseError,
  newId,
  openDatabase,
  Outbox,
  OutboxRelay,
  silentLogger,
  type TypeOrmDatabase,
} from '@zhike/platform';
import { type ActingMember, PolicyService, SqlPolicyStore, SqlPublishedPolicies } from '@zhike/policy';
import { checkPostgres, describeWithService, startPostgres, type TestServer } from '@zhike/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const SHOP = 'w';
const event = (key: string) => ({ type: 'policy.published', key, workspaceId: SHOP, data: { key } });
const ana: ActingMember = { workspaceId: SHOP, memberId: 'ana', name: 'Ana', mayReviewOwnWork: true };

describeWithService('the product on PostgreSQL', checkPostgres(), () => {
  let server: TestServer;
  let here: TypeOrmDatabase;
  let there: TypeOrmDatabase;
  const open = (url = server.url) => openDatabase({ url, migrations });

  beforeAll(async () => {
    server = await startPostgres();
    [here, there] = await Promise.all([open(), open()]);
    await here.query(`insert into workspaces (id, slug, name) values ($1, $1, 'W')`, [SHOP]);
  });
  afterAll(async () => {
    await here?.close();
    await there?.close();
    await server?.stop();
  });
  beforeEach(() => here.query(`delete from outbox`));

  describe('migrations', () => {
    const landed = (database: TypeOrmDatabase) =>
      database.query<{ name: string }>(`select name from migrations order by id`);

    it('run once, however often the database is opened', async () => {
      const before = await landed(here);
      expect(before.map(({ name }) => name)).toEqual(migrations.map(({ name }) => name));
      const again = await open();
      expect(await landed(again)).toEqual(before);
      await again.close();
    });

    it('run once when many processes begin at the same time on an empty database', async () => {
      await here.query(`create database together`);
      const url = server.url.replace(/\/postgres$/, '/together');
      const databases = await Promise.all(Array.from({ length: 4 }, () => open(url)));
      for (const database of databases) expect(await landed(database)).toHaveLength(migrations.length);
      await Promise.all(databases.map((database) => database.close()));
    });
  });

  describe('the outbox', () => {
    it('hands each event to one of two relays that claim at the same time', async () => {
      for (let at = 0; at < 60; at++) await new Outbox(here).append(event(`e${at}`));
      const told: string[] = [];
      const relays = [here, there].map(
        (database) => new OutboxRelay(database, { '*': [async ({ key }) => void told.push(key)] }, silentLogger),
      );
      while ((await Promise.all(relays.map((relay) => relay.drain()))).some((taken) => taken));
      expect(told).toHaveLength(60);
      expect(new Set(told).size).toBe(60);
    });

    it('does not wait for a relay that is still claiming: it takes what is free', async () => {
      for (const key of ['a', 'b', 'c', 'd']) await new Outbox(here).append(event(key));
      const claimed = await here.transaction(async (db) => {
        const first = await new Outbox(db).claim(2, 30);
        const second = await new Outbox(there).claim(10, 30);
        return [...first, ...second].map(({ key }) => key);
      });
      expect(claimed.sort()).toEqual(['a', 'b', 'c', 'd']);
    });
  });

  describe('a publication', () => {
    const serviceOn = (database: TypeOrmDatabase) =>
      new PolicyService(
        (work) => database.transaction((db) => work({ policies: new SqlPolicyStore(db), outbox: new Outbox(db) })),
        { now: () => new Date('2026-07-01T12:00:00.000Z') },
      );

    async function approved(): Promise<{ id: string; policyId: string }> {
      const service = serviceOn(here);
      const created = await service.createPolicy({ title: `退换货 ${newId()}`, locale: 'zh' }, ana);
      const clauses = [{ key: '1', heading: '期限', path: ['退货'], text: '七天内可以退货。' }];
      await service.saveDraft(
        created.id,
        { effectiveFrom: created.effectiveFrom, clauses, basedOn: created.updatedAt },
        ana,
      );
      await service.takeAction(created.id, 'submit', ana);
      await service.takeAction(created.id, 'approve', ana);
      return created;
    }

    it('is seen by every process, with the news of it', async () => {
      const { id, policyId } = await approved();
      await serviceOn(here).takeAction(id, 'publish', ana);
      const [version] = await new SqlPublishedPolicies(there).versionsOf(policyId);
      expect(version).toMatchObject({
        versionId: id,
        clauses: [{ heading: '期限', path: ['退货'], text: '七天内可以退货。' }],
      });
      expect((await new Outbox(there).claim(10, 30)).map(({ key }) => key)).toEqual([id]);
    });

    it('by two members at once happens once', async () => {
      const { id, policyId } = await approved();
      const tries = await Promise.allSettled(
        [here, there].map((database) => serviceOn(database).takeAction(id, 'publish', ana)),
      );
      expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { code: 'policy-action-not-allowed' },
      });
      expect(await new SqlPublishedPolicies(there).versionsOf(policyId)).toHaveLength(1);
      expect(await new Outbox(here).countPending()).toBe(1);
    });
  });

  describe('a server that is killed', () => {
    it('keeps what it acknowledged, and the same process goes on when it is back', async () => {
      const acknowledged: string[] = [];
      const write = async () => {
        for (let at = 0; ; at++) {
          await new Outbox(here).append(event(`k${at}`));
          acknowledged.push(`k${at}`);
        }
      };
      const writing = write().catch((error: unknown) => error);
      while (acknowledged.length < 50) await new Promise((resolve) => setTimeout(resolve, 5));
      await server.kill();
      expect(await writing).toBeInstanceOf(Error);
      await expect(open()).rejects.toThrow(DatabaseError);
      await server.restart();
      const rows = await here.query<{ key: string }>(`select key from outbox`);
      expect(rows.map(({ key }) => key)).toEqual(expect.arrayContaining(acknowledged));
      await there.query(`select 1`);
    });

    it('is named without its password when it cannot be reached', async () => {
      for (const url of [
        server.url.replace(/:\d+\//, ':1/'),
        server.url.replace('only-for-tests', 'not-the-password'),
      ]) {
        const error: unknown = await open(url).catch((reason: unknown) => reason);
        expect(error).toBeInstanceOf(DatabaseError);
        expect(String(error)).not.toMatch(/only-for-tests|not-the-password/);
      }
    });
  });
});
