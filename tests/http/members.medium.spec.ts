import type { AccountSession, AuditPage, Entrance, Me, MemberLink, WorkspaceMember } from '@zhike/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApi, startApi } from './api.harness.js';
import type { ConsoleClient, Refusal } from './console.client.js';

const LU = { name: '陆遥', email: 'luyao@example.com', role: 'reviewer' };
const PASSWORD = 'violet kettle drum';
const OWNERS = 'correct horse battery';

let api: RunningApi;
let owner: ConsoleClient;
let link: MemberLink;

beforeAll(async () => {
  api = await startApi();
  owner = api.console();
  await owner.setUp(await api.product.identity.issueSetupCode());
});
afterAll(() => api.close());

describe('a new member', () => {
  it('is invited with a link that an owner hands over', async () => {
    const { status, body } = await owner.post<MemberLink>('members', LU);
    expect(status).toBe(201);
    link = body;
    const listed = await owner.get<WorkspaceMember[]>('members');
    expect(listed.body.map(({ name, isInvited }) => [name, isInvited])).toEqual([
      ['店主', false],
      ['陆遥', true],
    ]);
    expect(JSON.stringify(listed.body)).not.toContain(link.code);
  });

  it('reads whom the link is for, chooses a password, and works in their role', async () => {
    const browser = api.console();
    const { body: entrance } = await browser.post<Entrance>('entry/look', { code: link.code });
    expect(entrance).toEqual({ name: LU.name, email: LU.email, workspaceName: '小店', isInvited: true });
    const short = await browser.post<Refusal>('entry', { code: link.code, password: 'short' });
    expect(short).toMatchObject({ status: 400, body: { details: [{ field: 'password' }] } });
    const easy = await browser.post('entry', { code: link.code, password: 'iloveyou2026' });
    expect(easy).toMatchObject({ status: 422, body: { code: 'password-easy' } });
    const entered = await browser.post<Me>('entry', { code: link.code, password: PASSWORD });
    expect(entered).toMatchObject({ status: 200, body: { name: LU.name, role: 'reviewer' } });
    expect((await browser.get<Me>('me')).body).toEqual(entered.body);
    expect((await browser.get('members')).status).toBe(403);
    const again = await api.console().post('entry', { code: link.code, password: PASSWORD });
    expect(again).toMatchObject({ status: 403, body: { code: 'link-not-valid' } });
  });

  it('in a browser where somebody else was logged in takes the place of that session', async () => {
    const browser = api.console();
    await browser.post('login', { email: LU.email, password: PASSWORD });
    const former = browser.cookie;
    const { body } = await owner.post<MemberLink>('members', { ...LU, name: '钟灵', email: 'zhong@example.com' });
    await browser.post('entry', { code: body.code, password: 'quiet marble otter' });
    expect((await browser.get<Me>('me')).body.name).toBe('钟灵');
    browser.cookie = former;
    expect((await browser.get('me')).status).toBe(401);
  });

  it.each([
    ['without a name', { ...LU, name: ' ' }, 400],
    ['with an e-mail that is none', { ...LU, email: 'luyao' }, 400],
    ['in a role that is not there', { ...LU, role: 'root' }, 400],
    ['with an e-mail that somebody has', LU, 409],
  ])('is refused %s', async (_, input, status) => {
    expect((await owner.post('members', input)).status).toBe(status);
  });
});

describe('an owner', () => {
  it('gives another role, ends sessions and removes, and reads later who did what', async () => {
    const lu = api.console();
    await lu.post('login', { email: LU.email, password: PASSWORD });
    const changed = await owner.send<WorkspaceMember>('PATCH', `members/${link.memberId}`, { role: 'agent' });
    expect(changed.body.role).toBe('agent');
    expect((await lu.get<Me>('me')).body.role).toBe('agent');
    expect((await owner.post(`members/${link.memberId}/log-out`)).status).toBe(204);
    expect((await lu.get('me')).status).toBe(401);
    expect((await owner.send('DELETE', `members/${link.memberId}`, {})).status).toBe(204);
    expect((await lu.post('login', { email: LU.email, password: PASSWORD })).status).toBe(401);
    const { items } = (await owner.get<AuditPage>('audit?about=member')).body;
    expect(items.slice(0, 3).map(({ action }) => action)).toEqual([
      'member.removed',
      'member.logged-out',
      'member.role-changed',
    ]);
    expect(items[0]).toMatchObject({ memberName: '店主', details: { name: '陆遥' } });
  });

  it('is told what cannot be', async () => {
    const { memberId } = (await owner.get<Me>('me')).body;
    expect(await owner.send('DELETE', `members/${memberId}`, {})).toMatchObject({ body: { code: 'not-yourself' } });
    expect(await owner.post(`members/${link.memberId}/link`)).toMatchObject({ status: 404 });
    expect(await owner.get('audit?cursor=nonsense')).toMatchObject({
      status: 400,
      body: { code: 'audit-cursor-wrong' },
    });
    expect((await owner.get('audit?about=A*')).status).toBe(400);
  });
});

describe('the own account', () => {
  it('shows where one is logged in, changes the password, and stays logged in here alone', async () => {
    const phone = api.console();
    await phone.ask('POST', '/api/admin/login', {
      headers: { 'content-type': 'application/json', 'user-agent': 'A phone' },
      body: JSON.stringify({ email: 'owner@example.com', password: OWNERS }),
    });
    const { body: sessions } = await owner.get<AccountSession[]>('account/sessions');
    expect(sessions.map(({ isThis }) => isThis)).toEqual([true, false]);
    expect(sessions[1]?.agent).toBe('A phone');

    const wrong = await owner.post('account/password', { current: 'not it', next: PASSWORD });
    expect(wrong).toMatchObject({ status: 403, body: { code: 'password-wrong' } });
    const before = owner.cookie;
    expect((await owner.post('account/password', { current: OWNERS, next: PASSWORD })).status).toBe(204);
    expect(owner.cookie).not.toBe(before);
    expect((await owner.get('me')).status).toBe(200);
    expect((await phone.get('me')).status).toBe(401);
  });

  it('ends other sessions, one by one or all', async () => {
    const others = await Promise.all(
      [1, 2, 3].map(async () => {
        const browser = api.console();
        await browser.post('login', { email: 'owner@example.com', password: PASSWORD });
        return browser;
      }),
    );
    const { body } = await owner.get<AccountSession[]>('account/sessions');
    expect((await owner.send('DELETE', `account/sessions/${body[1]?.id ?? ''}`, {})).status).toBe(204);
    expect((await owner.send('DELETE', `account/sessions/${body[1]?.id ?? ''}`, {})).status).toBe(404);
    expect((await owner.send('DELETE', 'account/sessions', {})).status).toBe(204);
    for (const browser of others) expect((await browser.get('me')).status).toBe(401);
    expect((await owner.get<AccountSession[]>('account/sessions')).body).toHaveLength(1);
  });
});
