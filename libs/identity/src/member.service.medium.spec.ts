import type { Me } from '@zhike/contracts';
import type { TypeOrmDatabase } from '@zhike/platform';
import { openTestDatabase } from '@zhike/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AccountService } from './account.service.js';
import { AuditReader } from './audit.reader.js';
import { IdentityService } from './identity.service.js';
import { MemberEntry } from './member.entry.js';
import { MemberService } from './member.service.js';
import { WorkspaceService } from './workspace.service.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const visit = { address: '192.0.2.7', agent: 'Firefox on a laptop' };
const PASSWORD = 'correct horse battery';
const OTHER = 'violet kettle drum';
const bo = { name: 'Bo', email: 'bo@example.com', role: 'agent' } as const;

let database: TypeOrmDatabase;
let identity: IdentityService;
let members: MemberService;
let entry: MemberEntry;
let account: AccountService;
let audit: AuditReader;
let ana: Me;
let anasToken: string;
let now = new Date();
const clock = { now: () => now };
const pass = (ms: number) => (now = new Date(now.getTime() + ms));
const refusedAs = (code: string) => ({ code, name: 'IdentityError' });
const memberIn = (id: string) => members.list(ana).then((all) => all.find((one) => one.id === id));
const actions = async () => (await audit.page(ana.workspace.id, {})).items.map(({ action }) => action);

beforeAll(async () => {
  database = await openTestDatabase();
  identity = new IdentityService(database, clock);
  members = new MemberService(database, clock);
  entry = new MemberEntry(database, clock);
  account = new AccountService(database, clock);
  audit = new AuditReader(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  now = new Date('2026-07-01T12:00:00.000Z');
  for (const table of ['workspaces', 'setup_codes', 'login_failures']) await database.query(`delete from ${table}`);
  const setupCode = (await identity.issueSetupCode()) ?? '';
  const owner = { name: 'Ana', email: 'ana@example.com', password: PASSWORD, workspaceName: 'Tea', setupCode };
  ({ me: ana, token: anasToken } = await identity.setUpOwner(owner, visit.agent));
});

describe('a member who is invited', () => {
  it('chooses a password by the link, once, and is logged in with their role', async () => {
    const { code, memberId, expiresAt } = await members.invite(ana, bo);
    expect(expiresAt).toBe('2026-07-08T12:00:00.000Z');
    expect(await memberIn(memberId)).toMatchObject({ isInvited: true, linkExpiresAt: expiresAt });
    expect(await entry.look(code)).toEqual({ name: 'Bo', email: bo.email, workspaceName: 'Tea', isInvited: true });
    expect(await identity.countMembers(ana.workspace.id)).toBe(1);

    const { me, token } = await entry.enter({ code, password: OTHER }, 'Chrome');
    expect(me).toMatchObject({ memberId, role: 'agent', workspace: ana.workspace });
    expect(await identity.whoIs(token)).toEqual(me);
    expect(await identity.countMembers(ana.workspace.id)).toBe(2);
    const known = await memberIn(memberId);
    expect(known).toMatchObject({ isInvited: false, seenAt: now.toISOString() });
    expect(known).not.toHaveProperty('linkExpiresAt');
    for (const again of [entry.look(code), entry.enter({ code, password: OTHER }, '')])
      await expect(again).rejects.toMatchObject(refusedAs('link-not-valid'));
    expect(await actions()).toEqual(['member.entered', 'member.invited']);
  });

  it('can do nothing before that, and not with a link that is too old, replaced or made up', async () => {
    const { code, memberId } = await members.invite(ana, bo);
    const login = { email: bo.email, password: '' };
    await expect(identity.logIn(login, visit)).rejects.toMatchObject(refusedAs('login-failed'));
    const newer = await members.renewLink(ana, memberId);
    for (const wrong of [code, 'made up', ''])
      await expect(entry.look(wrong)).rejects.toMatchObject(refusedAs('link-not-valid'));
    pass(7 * DAY_MS);
    await expect(entry.look(newer.code)).rejects.toMatchObject(refusedAs('link-not-valid'));
  });

  it('has an e-mail that no one else has, and a name that a database keeps', async () => {
    await expect(members.invite(ana, { ...bo, email: 'ANA@example.com' })).rejects.toMatchObject(
      refusedAs('email-taken'),
    );
    await expect(members.invite(ana, { ...bo, name: 'B\0' })).rejects.toMatchObject(refusedAs('text-not-storable'));
    expect(await members.list(ana)).toHaveLength(1);
  });

  it('is one person, when two use the link at once', async () => {
    const { code } = await members.invite(ana, bo);
    const both = await Promise.allSettled(
      [OTHER, 'quiet marble otter'].map((password) => entry.enter({ code, password }, '')),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('a member', () => {
  it('who forgot the password gets in by a link of a day, and every session before it ends', async () => {
    const { code, memberId } = await members.invite(ana, bo);
    const earlier = await entry.enter({ code, password: OTHER }, '');
    const reset = await members.renewLink(ana, memberId);
    expect(reset.expiresAt).toBe('2026-07-02T12:00:00.000Z');
    expect(await entry.look(reset.code)).toMatchObject({ isInvited: false });
    await entry.enter({ code: reset.code, password: 'quiet marble otter' }, '');
    expect(await identity.whoIs(earlier.token)).toBeUndefined();
    await expect(identity.logIn({ email: bo.email, password: OTHER }, visit)).rejects.toMatchObject(
      refusedAs('login-failed'),
    );
    expect(await actions()).toEqual(['member.password-reset', 'member.link-made', 'member.entered', 'member.invited']);
  });

  it('gets another role, is logged out everywhere, and is removed, each time at once', async () => {
    const { code, memberId } = await members.invite(ana, bo);
    const { token } = await entry.enter({ code, password: OTHER }, '');
    expect(await members.change(ana, memberId, { role: 'editor' })).toMatchObject({ role: 'editor' });
    expect(await identity.whoIs(token)).toMatchObject({ role: 'editor' });
    await members.logOut(ana, memberId);
    expect(await identity.whoIs(token)).toBeUndefined();
    const later = await identity.logIn({ email: bo.email, password: OTHER }, visit);
    await members.remove(ana, memberId);
    expect(await identity.whoIs(later.token)).toBeUndefined();
    await expect(members.remove(ana, memberId)).rejects.toMatchObject(refusedAs('member-not-found'));
    const [removed] = (await audit.page(ana.workspace.id, { about: 'member' })).items;
    expect(removed).toMatchObject({
      ...{ action: 'member.removed', memberName: 'Ana', subject: memberId },
      details: { name: 'Bo', email: bo.email, role: 'editor' },
    });
  });

  it('of another workspace is nobody here', async () => {
    const coffee = await new WorkspaceService(database).ensure('coffee', 'Coffee');
    const other = await identity.addMember(coffee.id, { ...bo, role: 'owner', password: OTHER });
    for (const refused of [
      members.renewLink(ana, other.memberId),
      members.change(ana, other.memberId, { role: 'agent' }),
      members.logOut(ana, other.memberId),
      members.remove(ana, other.memberId),
    ])
      await expect(refused).rejects.toMatchObject(refusedAs('member-not-found'));
    expect(await members.list(other)).toMatchObject([{ name: 'Bo', role: 'owner' }]);
    expect((await audit.page(coffee.id, {})).items).toEqual([]);
  });
});

describe('an owner', () => {
  it('changes nothing about themselves, so that one is always left', async () => {
    for (const refused of [
      members.change(ana, ana.memberId, { role: 'agent' }),
      members.remove(ana, ana.memberId),
      members.renewLink(ana, ana.memberId),
    ])
      await expect(refused).rejects.toMatchObject(refusedAs('not-yourself'));
  });

  it('is left, when two owners remove each other at once', async () => {
    const { code } = await members.invite(ana, { ...bo, role: 'owner' });
    const { me } = await entry.enter({ code, password: OTHER }, '');
    const both = await Promise.allSettled([members.remove(ana, me.memberId), members.remove(me, ana.memberId)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const left = await database.query<{ role: string }>(`select role from members`);
    expect(left).toEqual([{ role: 'owner' }]);
  });
});

describe('an owner whom nobody can help', () => {
  it('gets a link from whoever runs the product, and the log says so', async () => {
    const { code } = await members.linkForOperator(' Ana@Example.com');
    const { me } = await entry.enter({ code, password: OTHER }, '');
    expect(me).toEqual(ana);
    const [, made] = (await audit.page(ana.workspace.id, {})).items;
    expect(made).toMatchObject({ action: 'member.link-made', memberName: 'operator', subject: ana.memberId });
    await expect(members.linkForOperator('nobody@example.com')).rejects.toMatchObject(refusedAs('member-not-found'));
  });
});

describe('the own password', () => {
  it('is changed with the former one; this browser goes on under a new token, others do not', async () => {
    const elsewhere = await identity.logIn({ email: ana.email, password: PASSWORD }, visit);
    const wrong = account.changePassword(ana, { current: 'not it', next: OTHER }, visit);
    await expect(wrong).rejects.toMatchObject(refusedAs('password-wrong'));
    const { token } = await account.changePassword(ana, { current: PASSWORD, next: OTHER }, visit);
    expect(await identity.whoIs(token)).toEqual(ana);
    for (const former of [anasToken, elsewhere.token]) expect(await identity.whoIs(former)).toBeUndefined();
    expect((await identity.logIn({ email: ana.email, password: OTHER }, visit)).me).toEqual(ana);
    expect(await actions()).toEqual(['member.password-changed']);
  });

  it('makes links to another one serve no more', async () => {
    const second = await members.invite(ana, { ...bo, role: 'owner' });
    const { me } = await entry.enter({ code: second.code, password: OTHER }, '');
    const { code } = await members.renewLink(me, ana.memberId);
    await account.changePassword(ana, { current: PASSWORD, next: 'quiet marble otter' }, visit);
    await expect(entry.look(code)).rejects.toMatchObject(refusedAs('link-not-valid'));
  });

  it('cannot be guessed at by whoever sits at an open browser', async () => {
    const guess = () => account.changePassword(ana, { current: 'a guess', next: OTHER }, visit);
    for (let count = 0; count < 5; count++) await expect(guess()).rejects.toMatchObject(refusedAs('password-wrong'));
    await expect(guess()).rejects.toMatchObject(refusedAs('too-many-attempts'));
  });

  it('is not one that is guessed first', async () => {
    const refused = account.changePassword(ana, { current: PASSWORD, next: 'iloveyou2026' }, visit);
    await expect(refused).rejects.toMatchObject(refusedAs('password-easy'));
    expect(await identity.whoIs(anasToken)).toEqual(ana);
  });
});

describe('sessions', () => {
  it('are shown with the browser and the last visit, the own one first, and can be ended', async () => {
    pass(60_000);
    const phone = await identity.logIn({ email: ana.email, password: PASSWORD }, { ...visit, agent: 'A phone\0' });
    pass(60 * 60_000);
    await identity.whoIs(anasToken);
    const shown = await account.sessions(ana, phone.token);
    expect(shown.map(({ agent, isThis, seenAt }) => [agent, isThis, seenAt])).toEqual([
      ['A phone', true, '2026-07-01T12:01:00.000Z'],
      [visit.agent, false, '2026-07-01T13:01:00.000Z'],
    ]);
    expect(JSON.stringify(shown)).not.toContain(phone.token);
    const other = shown[1]?.id ?? '';
    await account.endSession(ana, other);
    expect(await identity.whoIs(anasToken)).toBeUndefined();
    await expect(account.endSession(ana, other)).rejects.toMatchObject(refusedAs('session-not-found'));
  });

  it('of others are not theirs to end; all others can be ended in one go', async () => {
    const { code } = await members.invite(ana, bo);
    const bos = await entry.enter({ code, password: OTHER }, '');
    const [session] = await account.sessions(bos.me, bos.token);
    await expect(account.endSession(ana, session?.id ?? '')).rejects.toMatchObject(refusedAs('session-not-found'));
    const phone = await identity.logIn({ email: ana.email, password: PASSWORD }, visit);
    await account.endOthers(ana, phone.token);
    expect(await identity.whoIs(anasToken)).toBeUndefined();
    expect(await identity.whoIs(phone.token)).toEqual(ana);
    expect(await identity.whoIs(bos.token)).toEqual(bos.me);
  });
});

describe('what was changed', () => {
  it('is read page by page, by member and by what it is about', async () => {
    for (let count = 0; count < 60; count++) {
      pass(count % 3);
      await members.invite(ana, { ...bo, email: `bo${count}@example.com` });
    }
    const first = await audit.page(ana.workspace.id, {});
    const second = await audit.page(ana.workspace.id, { cursor: first.next ?? '' });
    expect([first.items.length, second.items.length, second.next]).toEqual([50, 10, undefined]);
    const emails = [...first.items, ...second.items].map(({ details }) => details['email']);
    expect(new Set(emails).size).toBe(60);
    expect((await audit.page(ana.workspace.id, { member: ana.memberId })).items).toHaveLength(50);
    expect((await audit.page(ana.workspace.id, { member: 'nobody' })).items).toEqual([]);
    expect((await audit.page(ana.workspace.id, { about: 'model' })).items).toEqual([]);
    await expect(audit.page(ana.workspace.id, { cursor: 'x' })).rejects.toMatchObject(refusedAs('audit-cursor-wrong'));
  });
});
