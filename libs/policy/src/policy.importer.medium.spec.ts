import { Outbox, type OutboxWriter } from '@zhike/platform';
import { openTestDatabase } from '@zhike/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PolicyImporter } from './policy.importer.js';
import { PolicyService, type ActingMember } from './policy.service.js';
import { SqlPolicyStore } from './policy.store.js';

type TestDatabase = Awaited<ReturnType<typeof openTestDatabase>>;

const ana: ActingMember = { workspaceId: 'w', memberId: 'ana', name: 'Ana', mayReviewOwnWork: true };
const now = new Date('2026-11-01T12:00:00.000Z');
const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
const returns = (period = '7 天') =>
  file(
    '退换货政策.md',
    `---\neffectiveFrom: 2026-10-01\n---\n# 退换货政策\n\n签收后 ${period}内可退。\n\n## 运费\n由我们承担。\n`,
  );
const lines = (...rows: object[]) => rows.map((row) => JSON.stringify(row)).join('\n');
const PACK = {
  clauses: lines(
    { id: 'visa#0', documentId: 'visa', title: 'Visas', text: 'A visa is needed.', locale: 'en' },
    { id: 'tax#0', documentId: 'tax', title: 'Visas', text: 'A tax is due.', locale: 'en' },
    { id: 'visa#1', documentId: 'visa', title: 'Visas', text: 'It costs 60 euros.', locale: 'en' },
  ),
  facts: lines({ head: '颐和园', relation: '门票', tail: '30 元', domain: '景点' }),
};

let database: TestDatabase;
let service: PolicyService;
let importer: PolicyImporter;

function serviceWith(outboxOf: (db: ConstructorParameters<typeof Outbox>[0]) => OutboxWriter) {
  return new PolicyService(
    (work) => database.transaction((db) => work({ policies: new SqlPolicyStore(db), outbox: outboxOf(db) })),
    { now: () => now },
  );
}

beforeAll(async () => {
  database = await openTestDatabase();
  service = serviceWith((db) => new Outbox(db));
  importer = new PolicyImporter(service, { find: () => [] });
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.query(`delete from workspaces`);
  await database.query(`insert into workspaces (id, slug, name) values ('w', 'w', 'W'), ('other', 'other', 'Other')`);
});

async function publish(versionId: string) {
  for (const action of ['submit', 'approve', 'publish'] as const) await service.takeAction(versionId, action, ana);
}
const rowsIn = async (table: string) =>
  Number((await database.query<{ n: string }>(`select count(*) as n from ${table}`))[0]?.n);
const everything = () =>
  Promise.all(['policies', 'policy_versions', 'policy_clauses', 'policy_facts', 'outbox'].map(rowsIn));

describe('importing a file', () => {
  it('makes a draft with its clauses, dates and language, and reports it', async () => {
    const { policies, warnings } = await importer.importFile(returns(), {}, ana);
    expect(policies).toEqual([
      { policyId: expect.any(String), versionId: expect.any(String), title: '退换货政策', clauses: 2, facts: 0 },
    ]);
    expect(warnings).toEqual([]);
    expect(await service.detailVersion('w', policies[0]?.versionId ?? '')).toMatchObject({
      version: 1,
      status: 'draft',
      locale: 'zh',
      kind: 'policy',
      authorName: 'Ana',
      effectiveFrom: '2026-10-01T00:00:00.000Z',
      clauses: [
        { key: '退换货政策', path: [] },
        { key: '运费', text: '由我们承担。' },
      ],
    });
    expect(await rowsIn('outbox')).toBe(0);
  });

  it('again opens the next version of the policy, and not a second policy', async () => {
    const first = await importer.importFile(returns(), {}, ana);
    await publish(first.policies[0]?.versionId ?? '');
    const second = await importer.importFile(returns('15 天'), {}, ana);
    expect(second.policies[0]?.policyId).toBe(first.policies[0]?.policyId);
    const [summary, ...others] = await service.listPolicies('w');
    expect(others).toEqual([]);
    expect(summary).toMatchObject({ live: { version: 1 }, newest: { version: 2, state: 'draft' } });
    const draft = await service.detailVersion('w', second.policies[0]?.versionId ?? '');
    expect(draft.clauses[0]?.text).toBe('签收后 15 天内可退。');
  });

  it('is refused while a version of the policy is on its way', async () => {
    await importer.importFile(returns(), {}, ana);
    const before = await everything();
    await expect(importer.importFile(returns('15 天'), {}, ana)).rejects.toMatchObject({ code: 'draft-already-open' });
    expect(await everything()).toEqual(before);
  });

  it('keeps one title in two languages, as policy and as catalogue, and in two shops apart — and finds each again', async () => {
    const guide = file('guide.md', '# Guide\n\nText.');
    const facts = file('guide.csv', 'entity,relation,value\nTent,weight,2 kg\n');
    const imports = [
      () => importer.importFile(guide, { locale: 'en' }, ana),
      () => importer.importFile(guide, { locale: 'zh' }, ana),
      () => importer.importFile(facts, { locale: 'en' }, ana),
      () => importer.importFile(guide, { locale: 'en' }, { ...ana, workspaceId: 'other' }),
    ];
    const ids: string[] = [];
    for (const run of imports) ids.push((await run()).policies[0]?.policyId ?? '');
    expect(new Set(ids).size).toBe(4);
    const listed = await service.listPolicies('w');
    expect(listed.map(({ slug, kind, locale }) => [slug, kind, locale])).toEqual(
      expect.arrayContaining([
        ['guide', 'policy', 'en'],
        ['guide-zh', 'policy', 'zh'],
        ['guide-en', 'catalogue', 'en'],
      ]),
    );
    for (const { newest } of listed) await publish(newest.versionId);
    const again: string[] = [];
    for (const run of imports.slice(0, 3)) again.push((await run()).policies[0]?.policyId ?? '');
    expect(again).toEqual(ids.slice(0, 3));
  });

  it('leaves nothing behind when the file is wrong, or a single one of its policies is', async () => {
    await expect(importer.importFile(file('a.csv', 'entity,value\nx,y\n'), {}, ana)).rejects.toMatchObject({
      name: 'ImportError',
      code: 'csv-columns-wrong',
    });
    expect(await everything()).toEqual([0, 0, 0, 0, 0]);

    const single = { ...PACK, clauses: PACK.clauses.split('\n')[1] ?? '', facts: '' };
    await importer.importPack(single, {}, ana);
    const before = await everything();
    await expect(importer.importPack(PACK, {}, ana)).rejects.toMatchObject({ code: 'draft-already-open' });
    expect(await everything()).toEqual(before);
  });

  it('refuses an end that has passed before the beginning', async () => {
    const ended = file('a.md', '---\neffectiveTo: 2026-10-01\n---\n# A\n\ntext');
    await expect(importer.importFile(ended, {}, ana)).rejects.toMatchObject({ code: 'effective-dates-invalid' });
    expect(await everything()).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('importing a pack', () => {
  const effectiveFrom = new Date('2026-01-01T00:00:00.000Z');

  it('leaves drafts unless publication is asked for', async () => {
    const { policies } = await importer.importPack(PACK, { effectiveFrom }, ana);
    expect(policies).toMatchObject([
      { title: 'Visas', clauses: 2, facts: 0 },
      { title: 'Visas', clauses: 1, facts: 0 },
      { title: '景点', clauses: 0, facts: 1 },
    ]);
    const states = (await service.listPolicies('w')).map(({ newest }) => newest.state);
    expect(states).toEqual(['draft', 'draft', 'draft']);
    expect(await rowsIn('outbox')).toBe(0);
  });

  it('puts everything in force with its news, like publishing by hand', async () => {
    const { policies } = await importer.importPack(PACK, { publish: true, effectiveFrom }, ana);
    const listed = await service.listPolicies('w');
    expect(listed).toHaveLength(3);
    for (const { live } of listed)
      expect(live).toMatchObject({ version: 1, effectiveFrom: effectiveFrom.toISOString() });
    const news = await database.query<{ key: string }>(`select type, key, workspace_id, data from outbox order by key`);
    const published = policies.toSorted((left, right) => (left.versionId < right.versionId ? -1 : 1));
    expect(news).toEqual(
      published.map(({ policyId, versionId, title }) => ({
        type: 'policy.published',
        key: versionId,
        workspace_id: 'w',
        data: { policyId, versionId, version: 1, title, effectiveFrom: effectiveFrom.toISOString() },
      })),
    );
    const version = await service.detailVersion('w', policies[0]?.versionId ?? '');
    expect(version).toMatchObject({
      status: 'published',
      reviewerId: 'ana',
      clauses: [{ key: 'visa#0' }, { key: 'visa#1' }],
    });
  });

  it('again succeeds the versions in force', async () => {
    await importer.importPack(PACK, { publish: true, effectiveFrom }, ana);
    const { policies } = await importer.importPack(PACK, { publish: true }, ana);
    const versions = await Promise.all(policies.map(({ policyId }) => service.detailPolicy('w', policyId)));
    for (const {
      versions: [newest, older],
    } of versions) {
      expect(newest).toMatchObject({ version: 2, state: 'live' });
      expect(older).toMatchObject({ version: 1, state: 'expired', effectiveTo: now.toISOString() });
    }
    expect(await rowsIn('outbox')).toBe(6);
  });

  it('is published by no one who may not review own work', async () => {
    const importing = importer.importPack(PACK, { publish: true }, { ...ana, mayReviewOwnWork: false });
    await expect(importing).rejects.toMatchObject({ code: 'reviewer-is-author' });
    expect(await everything()).toEqual([0, 0, 0, 0, 0]);
  });

  it('leaves nothing behind when its news cannot be kept', async () => {
    let told = 0;
    const failing = new PolicyImporter(
      serviceWith(() => ({
        append: async () => {
          if (++told > 2) throw new Error('outbox full');
        },
      })),
      { find: () => [] },
    );
    await expect(failing.importPack(PACK, { publish: true }, ana)).rejects.toThrow('outbox full');
    expect(await everything()).toEqual([0, 0, 0, 0, 0]);
  });

  it(
    'of seventy thousand facts and two thousand clauses is in force within a minute',
    { timeout: 120_000 },
    async () => {
      const clauses = Array.from({ length: 2_000 }, (_, n) => ({
        id: `c${n}`,
        documentId: `d${n % 900}`,
        title: `Document ${n % 900}`,
        text: `Clause ${n}. ${'It says what holds and what does not. '.repeat(12)}`,
        locale: 'en',
      }));
      const facts = Array.from({ length: 72_000 }, (_, n) => ({
        head: `h${n % 5_000}`,
        relation: `r${n % 30}`,
        tail: `v${n}`,
        domain: `x${n % 9}`,
      }));
      const started = performance.now();
      const { policies } = await importer.importPack(
        { clauses: lines(...clauses), facts: lines(...facts) },
        { publish: true },
        ana,
      );
      expect(performance.now() - started).toBeLessThan(60_000);
      expect(policies).toHaveLength(909);
      expect(await everything()).toEqual([909, 909, 2_000, 72_000, 909]);
    },
  );
});
