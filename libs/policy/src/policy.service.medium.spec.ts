import { Outbox, type OutboxWriter } from '@zhike/platform';
import { openTestDatabase } from '@zhike/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PolicyService, type ActingMember } from './policy.service.js';
import { SqlPolicyStore } from './policy.store.js';
import { SqlPublishedPolicies } from './published-policies.store.js';

const ana: ActingMember = { workspaceId: 'w', memberId: 'ana', name: 'Ana', mayReviewOwnWork: false };
const bo: ActingMember = { ...ana, memberId: 'bo', name: 'Bo' };
const stranger: ActingMember = { ...bo, workspaceId: 'other' };
const clause = { key: '1', heading: 'Period', path: ['Returns'], text: 'You may return goods within 30 days.' };

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let now = new Date('2026-07-01T12:00:00.000Z');
const clock = { now: () => now };
let service: PolicyService;

function serviceWith(outboxOf: (db: ConstructorParameters<typeof Outbox>[0]) => OutboxWriter) {
  return new PolicyService(
    (work) => database.transaction((db) => work({ policies: new SqlPolicyStore(db), outbox: outboxOf(db) })),
    clock,
  );
}

beforeAll(async () => {
  database = await openTestDatabase();
  service = serviceWith((db) => new Outbox(db));
});
afterAll(() => database.close());
beforeEach(async () => {
  now = new Date('2026-07-01T12:00:00.000Z');
  await database.query(`delete from workspaces`);
  await database.query(`insert into workspaces (id, slug, name) values ('w', 'w', 'W'), ('other', 'other', 'Other')`);
});

async function draft(title = 'Returns', effectiveFrom?: string) {
  const created = await service.createPolicy({ title, locale: 'en', ...(effectiveFrom ? { effectiveFrom } : {}) }, ana);
  return service.saveDraft(
    created.id,
    { effectiveFrom: created.effectiveFrom, clauses: [clause], basedOn: created.updatedAt },
    ana,
  );
}

async function publish(versionId: string) {
  await service.takeAction(versionId, 'submit', ana);
  await service.takeAction(versionId, 'approve', bo);
  return service.takeAction(versionId, 'publish', bo);
}

async function publishNext(policyId: string, effectiveFrom: string, effectiveTo?: string) {
  const next = await service.openDraft(policyId, ana);
  await service.saveDraft(
    next.id,
    { effectiveFrom, effectiveTo: effectiveTo ?? null, clauses: next.clauses, basedOn: next.updatedAt },
    ana,
  );
  return publish(next.id);
}

const news = () => database.query<{ key: string; data: object }>(`select key, data from outbox order by id`);

describe('a policy', () => {
  it('begins with an empty draft, gets content and a readable slug of its own', async () => {
    const first = await draft('退换货 政策!');
    await service.createPolicy({ title: '退换货 政策', locale: 'zh' }, ana);
    expect(first).toMatchObject({
      version: 1,
      state: 'draft',
      authorName: 'Ana',
      policyTitle: '退换货 政策!',
      clauses: [clause],
    });
    const listed = await service.listPolicies('w');
    expect(listed.map(({ slug }) => slug).sort()).toEqual(['退换货-政策', '退换货-政策-2']);
    expect(listed.find(({ id }) => id === first.policyId)).toMatchObject({
      clauseCount: 1,
      newest: { version: 1, state: 'draft' },
    });
  });

  it('is found by words of its title, by kind, and shows what is live beside what is newest', async () => {
    const { policyId, id } = await draft('Returns 100%');
    await publish(id);
    await service.openDraft(policyId, bo);
    await service.createPolicy({ title: 'Kettles', kind: 'catalogue', locale: 'en' }, ana);
    expect(await service.listPolicies('w', { search: ' RETURNS 1' })).toMatchObject([
      { live: { version: 1 }, newest: { version: 2, state: 'draft' } },
    ]);
    expect(await service.listPolicies('w', { search: '100_' })).toEqual([]);
    expect((await service.listPolicies('w', { kind: 'catalogue' })).map(({ title }) => title)).toEqual(['Kettles']);
  });

  it('has one open version at a time', async () => {
    const { policyId } = await draft();
    await expect(service.openDraft(policyId, bo)).rejects.toMatchObject({
      code: 'draft-already-open',
      message: expect.stringContaining('Ana'),
    });
    await expect(
      database.query(
        `insert into policy_versions (id, policy_id, workspace_id, version, title, status, effective_from, author_id, author_name, writer_ids)
                      values ('x', $1, 'w', 7, 't', 'approved', now(), 'a', 'A', '{a}')`,
        [policyId],
      ),
    ).rejects.toThrow(/policy_versions_one_open_idx/);
  });

  it('is copied into the next draft with its clauses and facts', async () => {
    const first = await draft();
    const fact = { entity: 'Kettle', relation: 'price', value: '30 €' };
    await service.saveDraft(
      first.id,
      {
        effectiveFrom: first.effectiveFrom,
        effectiveTo: '2027-01-01T00:00:00Z',
        clauses: [clause],
        facts: [fact],
        basedOn: first.updatedAt,
      },
      ana,
    );
    await publish(first.id);
    const next = await service.openDraft(first.policyId, bo);
    expect(next).toMatchObject({ version: 2, authorId: 'bo', state: 'draft', clauses: [clause], facts: [fact] });
    expect(next.effectiveTo).toBeUndefined();
    expect(next.clauses[0]?.id).not.toBe(first.clauses[0]?.id);
  });

  it('keeps the name customers see until the draft that renames it is published', async () => {
    const first = await publish((await draft('Returns')).id);
    const next = await service.openDraft(first.policyId, ana);
    await service.saveDraft(
      next.id,
      {
        title: 'Returns and refunds',
        effectiveFrom: next.effectiveFrom,
        clauses: next.clauses,
        basedOn: next.updatedAt,
      },
      ana,
    );
    expect((await service.detailPolicy('w', first.policyId)).title).toBe('Returns');
    await publish(next.id);
    expect((await service.detailPolicy('w', first.policyId)).title).toBe('Returns and refunds');
  });
});

describe('saving a draft', () => {
  it('refuses when someone saved in between, even within the same millisecond', async () => {
    const read = await draft();
    const input = { effectiveFrom: read.effectiveFrom, clauses: [clause], basedOn: read.updatedAt };
    await service.saveDraft(read.id, input, bo);
    await expect(service.saveDraft(read.id, { ...input, clauses: [] }, ana)).rejects.toMatchObject({
      code: 'draft-changed',
    });
    expect((await service.detailVersion('w', read.id)).clauses).toHaveLength(1);
  });

  it.each([
    ['clause-key-twice', { clauses: [clause, { ...clause, heading: 'Other' }] }],
    ['effective-dates-invalid', { effectiveTo: '2020-01-01T00:00:00Z' }],
    ['text-not-storable', { clauses: [{ ...clause, text: 'broken\0text' }] }],
    ['text-not-storable', { title: 'half \ud83d' }],
  ])('refuses with %s and changes nothing', async (code, wrong) => {
    const read = await draft();
    const input = { effectiveFrom: read.effectiveFrom, clauses: [], basedOn: read.updatedAt, ...wrong };
    await expect(service.saveDraft(read.id, input, ana)).rejects.toMatchObject({ code });
    expect(await service.detailVersion('w', read.id)).toEqual(read);
  });

  it('is over once the draft has gone to review, and the database itself says so', async () => {
    const read = await draft();
    const submitted = await service.takeAction(read.id, 'submit', ana);
    const input = { effectiveFrom: read.effectiveFrom, clauses: [], basedOn: submitted.updatedAt };
    await expect(service.saveDraft(read.id, input, ana)).rejects.toMatchObject({ code: 'draft-not-open' });
    for (const sql of [
      `update policy_clauses set text = 'x'`,
      `delete from policy_clauses`,
      `insert into policy_clauses select 'x', version_id, workspace_id, 9, 'x', '', '[]', 'x' from policy_clauses`,
    ])
      await expect(database.query(sql)).rejects.toThrow(/only a draft/);
  });
});

describe('review', () => {
  it('refuses an empty draft', async () => {
    const { id } = await service.createPolicy({ title: 'Empty', locale: 'en' }, ana);
    await expect(service.takeAction(id, 'submit', ana)).rejects.toMatchObject({ code: 'draft-empty' });
  });

  it('is not for those who wrote, unless the caller says the shop has nobody else', async () => {
    const read = await draft();
    await service.saveDraft(
      read.id,
      { effectiveFrom: read.effectiveFrom, clauses: [clause], basedOn: read.updatedAt },
      bo,
    );
    await service.takeAction(read.id, 'submit', ana);
    for (const writer of [ana, bo])
      await expect(service.takeAction(read.id, 'approve', writer)).rejects.toMatchObject({
        code: 'reviewer-is-author',
      });
    const approved = await service.takeAction(read.id, 'approve', { ...ana, mayReviewOwnWork: true });
    expect(approved).toMatchObject({ status: 'approved', reviewerId: 'ana' });
  });

  it('asked for changes gives the draft back and forgets the approval', async () => {
    const { id } = await draft();
    await service.takeAction(id, 'submit', ana);
    await service.takeAction(id, 'approve', bo);
    const back = await service.takeAction(id, 'request-changes', bo);
    expect(back.status).toBe('draft');
    expect(back.reviewerId).toBeUndefined();
  });
});

describe('publication', () => {
  it('puts a version in force and tells it once, by version', async () => {
    const { id, policyId } = await publish((await draft('Returns', '2020-01-01T00:00:00.000Z')).id);
    expect(await service.detailVersion('w', id)).toMatchObject({
      state: 'live',
      effectiveFrom: '2020-01-01T00:00:00.000Z',
    });
    const data = { policyId, versionId: id, version: 1, title: 'Returns', effectiveFrom: '2020-01-01T00:00:00.000Z' };
    expect(await news()).toEqual([{ key: id, data }]);
    await expect(service.takeAction(id, 'publish', bo)).rejects.toMatchObject({ code: 'policy-action-not-allowed' });
    expect(await news()).toHaveLength(1);
  });

  it('leaves everything as it was when the news cannot be appended', async () => {
    const first = await publish((await draft()).id);
    const next = await service.openDraft(first.policyId, ana);
    await service.takeAction(next.id, 'submit', ana);
    await service.takeAction(next.id, 'approve', bo);
    const before = await service.detailPolicy('w', first.policyId);
    const failing = serviceWith(() => ({ append: () => Promise.reject(new Error('outbox away')) }));
    await expect(failing.takeAction(next.id, 'publish', bo)).rejects.toThrow('outbox away');
    expect(await service.detailPolicy('w', first.policyId)).toEqual(before);
    expect(await news()).toHaveLength(1);
  });

  it('lets the successor begin where the predecessor ends, and history stand', async () => {
    const first = await publish((await draft('Returns', '2026-01-01T00:00:00.000Z')).id);
    await publishNext(first.policyId, '2026-02-01T00:00:00.000Z');
    const { versions } = await service.detailPolicy('w', first.policyId);
    expect(versions).toMatchObject([
      { version: 2, state: 'live', effectiveFrom: now.toISOString() },
      {
        version: 1,
        state: 'expired',
        status: 'published',
        effectiveFrom: '2026-01-01T00:00:00.000Z',
        effectiveTo: now.toISOString(),
      },
    ]);
  });

  it('supersedes scheduled versions that would begin later', async () => {
    const first = await publish((await draft()).id);
    await publishNext(first.policyId, '2026-09-01T00:00:00.000Z');
    await publishNext(first.policyId, '2026-08-01T00:00:00.000Z');
    const states = async () => (await service.detailPolicy('w', first.policyId)).versions.map(({ state }) => state);
    expect(await states()).toEqual(['scheduled', 'superseded', 'live']);
    now = new Date('2026-08-01T00:00:00.000Z');
    expect(await states()).toEqual(['live', 'superseded', 'expired']);
    expect((await service.listPolicies('w'))[0]?.live).toMatchObject({ version: 3 });
  });

  it('replaces a scheduled version that begins at the same moment', async () => {
    const first = await publish((await draft()).id);
    await publishNext(first.policyId, '2026-09-01T00:00:00.000Z');
    await publishNext(first.policyId, '2026-09-01T00:00:00.000Z');
    const { versions } = await service.detailPolicy('w', first.policyId);
    expect(versions.map(({ state }) => state)).toEqual(['scheduled', 'superseded', 'live']);
  });
});

describe('SqlPublishedPolicies', () => {
  it('gives the published versions by beginning, with what stands in them, and nothing else', async () => {
    const first = await publish((await draft()).id);
    await publishNext(first.policyId, '2026-09-01T00:00:00.000Z');
    await service.openDraft(first.policyId, ana);
    const unpublished = await draft('Shipping');
    const port = new SqlPublishedPolicies(database);
    const versions = await port.versionsOf(first.policyId);
    expect(versions.map(({ version }) => version)).toEqual([1, 2]);
    expect(versions[0]).toMatchObject({
      workspaceId: 'w',
      policyTitle: 'Returns',
      kind: 'policy',
      locale: 'en',
      effectiveFrom: now,
      effectiveTo: new Date('2026-09-01T00:00:00.000Z'),
    });
    expect(versions[1]?.clauses).toEqual([{ id: expect.any(String), position: 0, ...clause }]);
    expect(versions[1]).not.toHaveProperty('effectiveTo');
    expect(await port.versionsOf(unpublished.policyId)).toEqual([]);
    expect(await port.policyIds()).toEqual([first.policyId]);
    expect(await port.policyIds('other')).toEqual([]);
  });
});

describe('workspaces', () => {
  it('never cross: a foreign id is not found, whatever is asked', async () => {
    const { id, policyId, updatedAt, effectiveFrom } = await draft();
    const asked = [
      () => service.detailVersion('other', id),
      () => service.saveDraft(id, { effectiveFrom, basedOn: updatedAt }, stranger),
      () => service.takeAction(id, 'submit', stranger),
    ];
    for (const ask of asked) await expect(ask()).rejects.toMatchObject({ code: 'version-not-found' });
    for (const ask of [() => service.detailPolicy('other', policyId), () => service.openDraft(policyId, stranger)])
      await expect(ask()).rejects.toMatchObject({ code: 'policy-not-found' });
    expect(await service.listPolicies('other')).toEqual([]);
    expect(await service.detailVersion('w', id)).toMatchObject({ status: 'draft', updatedAt });
  });

  it('may use the same slug, and a version cannot be hung on another workspace', async () => {
    const { policyId } = await draft();
    await service.createPolicy({ title: 'Returns', locale: 'en' }, stranger);
    expect((await service.listPolicies('other')).map(({ slug }) => slug)).toEqual(['returns']);
    await expect(
      database.query(`update policy_versions set workspace_id = 'other' where policy_id = $1`, [policyId]),
    ).rejects.toThrow(/foreign key/);
  });
});
