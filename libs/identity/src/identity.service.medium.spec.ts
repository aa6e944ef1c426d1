import type { SetUpOwner } from '@zhike/contracts';
import type { TypeOrmDatabase } from '@zhike/platform';
import { openTestDatabase } from '@zhike/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { IdentityService } from './identity.service.js';
import { WorkspaceService } from './workspace.service.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const HOME = '192.0.2.7';
const PASSWORD = 'correct horse battery';
const ana = { email: 'ana@example.com', password: PASSWORD };

let database: TypeOrmDatabase;
let identity: IdentityService;
let workspaces: WorkspaceService;
let now = new Date();
const clock = { now: () => now };
const pass = (ms: number) => (now = new Date(now.getTime() + ms));

beforeAll(async () => {
  database = await openTestDatabase();
  identity = new IdentityService(database, clock);
  workspaces = new WorkspaceService(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  now = new Date('2026-07-01T12:00:00.000Z');
  for (const table of ['workspaces', 'setup_codes', 'login_failures']) await database.query(`delete from ${table}`);
});

async function ownerWith(input: Partial<SetUpOwner> = {}) {
  const setupCode = input.setupCode ?? (await identity.issueSetupCode()) ?? '';
  return identity.setUpOwner({ name: 'Ana', ...ana, workspaceName: 'Tea', ...input, setupCode });
}

const from = (address: string) => ({ address, agent: '' });
const wrong = (email = ana.email, address = HOME) =>
  identity.logIn({ email, password: 'a wrong password' }, from(address));
const refusedAs = (code: string) => ({ code, name: 'IdentityError' });
const count = async (table: string) => (await database.query(`select 1 from ${table}`)).length;
const codeOf = (outcome: PromiseSettledResult<unknown>) =>
  outcome.status === 'fulfilled' ? 'ok' : (outcome.reason as { code: string }).code;

describe('the first owner', () => {
  it('is made with the code of the terminal, once, and is logged in', async () => {
    expect(await identity.setupNeeded()).toBe(true);
    const { token, me } = await ownerWith({ email: ' Ana@Example.com' });
    expect(me).toEqual({
      memberId: expect.any(String),
      name: 'Ana',
      email: 'ana@example.com',
      role: 'owner',
      workspace: { id: expect.any(String), slug: 'tea', name: 'Tea' },
    });
    expect(await identity.whoIs(token)).toEqual(me);
    expect(await identity.countMembers(me.workspace.id)).toBe(1);

    expect(await identity.setupNeeded()).toBe(false);
    expect(await identity.issueSetupCode()).toBeUndefined();
    await expect(ownerWith({ setupCode: 'any' })).rejects.toMatchObject(refusedAs('already-set-up'));
  });

  it('is not made with a wrong code, with a former code, or with none issued', async () => {
    await expect(ownerWith({ setupCode: 'guess' })).rejects.toMatchObject(refusedAs('setup-code-wrong'));
    const former = (await identity.issueSetupCode()) ?? '';
    const current = (await identity.issueSetupCode()) ?? '';
    for (const setupCode of ['guess', '', former, current.slice(0, -1)])
      await expect(ownerWith({ setupCode })).rejects.toMatchObject(refusedAs('setup-code-wrong'));
    expect(await count('members')).toBe(0);
    expect(await count('workspaces')).toBe(0);

    const afterRestart = new IdentityService(database, clock);
    const { me } = await afterRestart.setUpOwner({ ...ana, name: 'Ana', setupCode: current.toLowerCase() });
    expect(me).toMatchObject({ role: 'owner', workspace: { name: 'My shop', slug: 'my-shop' } });
  });

  it('is one, when two people set up at the same time', async () => {
    const setupCode = (await identity.issueSetupCode()) ?? '';
    const both = await Promise.allSettled([
      ownerWith({ setupCode, email: 'ana@example.com' }),
      ownerWith({ setupCode, email: 'bo@example.com', workspaceName: 'Coffee' }),
    ]);
    expect(both.map(codeOf).sort()).toEqual(['already-set-up', 'ok']);
    expect(await count('members')).toBe(1);
    expect(await count('sessions')).toBe(1);
    expect(await count('workspaces')).toBe(1);
  });

  it('takes over the demo shop: the slug that widgets name stays, the name changes when one is given', async () => {
    const demo = await workspaces.ensure('demo', 'Demo');
    const { me } = await ownerWith({ workspaceName: '小店' });
    expect(me.workspace).toEqual({ ...demo, name: '小店' });
    expect(await workspaces.list()).toEqual([{ ...demo, name: '小店' }]);
  });

  it('takes over the demo shop under its own name when none is given', async () => {
    const demo = await workspaces.ensure('demo', 'Demo');
    const setupCode = (await identity.issueSetupCode()) ?? '';
    const { me } = await identity.setUpOwner({ ...ana, name: 'Ana', setupCode });
    expect(me.workspace).toEqual(demo);
  });

  it('gets a workspace of a slug that is free where there are several', async () => {
    await workspaces.ensure('shop', 'One');
    await workspaces.ensure('shop-2', 'Two');
    const { me } = await ownerWith({ workspaceName: '小店' });
    expect(me.workspace).toMatchObject({ slug: 'shop-3', name: '小店' });
    expect((await workspaces.list()).map(({ name }) => name)).toEqual(['One', 'Two', '小店']);
  });

  it('may not be called what no database keeps, and the code is still good afterwards', async () => {
    const setupCode = (await identity.issueSetupCode()) ?? '';
    for (const input of [{ name: 'A\0' }, { workspaceName: 'T\ud800' }])
      await expect(ownerWith({ setupCode, ...input })).rejects.toMatchObject(refusedAs('text-not-storable'));
    expect((await ownerWith({ setupCode })).me.name).toBe('Ana');
  });
});

describe('a login', () => {
  it('is let in with the right password, whatever the case of the e-mail, each time with a token of its own', async () => {
    const { me, token } = await ownerWith();
    const again = await identity.logIn({ email: 'ANA@example.com ', password: PASSWORD }, from(HOME));
    expect(again).toEqual({ token: expect.any(String), me });
    expect(again.token).not.toBe(token);
    expect(Buffer.from(again.token, 'base64url')).toHaveLength(32);
  });

  it('tells nobody whether it was the e-mail or the password, neither by words nor by time', async () => {
    await ownerWith();
    const known = await fastestFailure(() => wrong());
    const unknown = await fastestFailure(() => wrong('stranger@example.com'));
    expect(unknown.error).toEqual(known.error);
    expect(unknown.error).toMatchObject(refusedAs('login-failed'));
    expect(unknown.ms).toBeGreaterThan(known.ms / 2);
    await expect(wrong('\0')).rejects.toMatchObject(refusedAs('login-failed'));
  });

  it('is refused after five failures, also with the right password, until a quarter of an hour has passed', async () => {
    await ownerWith();
    for (let failure = 0; failure < 5; failure++) {
      await expect(wrong()).rejects.toMatchObject(refusedAs('login-failed'));
      pass(MINUTE_MS);
    }
    const otherProcess = new IdentityService(database, clock);
    await expect(otherProcess.logIn(ana, from(HOME))).rejects.toMatchObject(refusedAs('too-many-attempts'));
    pass(10 * MINUTE_MS - 1);
    await expect(identity.logIn(ana, from(HOME))).rejects.toMatchObject(refusedAs('too-many-attempts'));
    pass(1);
    expect((await identity.logIn(ana, from(HOME))).me.email).toBe(ana.email);
  });

  it('counts failures for this account and address only', async () => {
    await ownerWith();
    for (let failure = 0; failure < 5; failure++) await wrong().catch(() => {});
    await expect(wrong()).rejects.toMatchObject(refusedAs('too-many-attempts'));
    await expect(wrong('bo@example.com')).rejects.toMatchObject(refusedAs('login-failed'));
    expect((await identity.logIn(ana, from('192.0.2.8'))).me.email).toBe(ana.email);
    await expect(identity.logIn(ana, from(HOME))).rejects.toMatchObject(refusedAs('too-many-attempts'));
  });

  it('that succeeds clears the failures before it', async () => {
    await ownerWith();
    for (const round of [1, 2]) {
      for (let failure = 0; failure < 4; failure++)
        await expect(wrong(), `round ${round}`).rejects.toMatchObject(refusedAs('login-failed'));
      await identity.logIn(ana, from(HOME));
      expect(await count('login_failures')).toBe(0);
    }
  });

  it('is counted before the password is looked at, so that many guesses at once get no further', async () => {
    await ownerWith();
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => wrong()));
    const codes = outcomes.map(codeOf);
    expect(codes.filter((code) => code === 'login-failed')).toHaveLength(5);
    expect(codes.filter((code) => code === 'too-many-attempts')).toHaveLength(7);
  });
});

describe('a session', () => {
  it('lasts fourteen days from the last visit', async () => {
    const { token, me } = await ownerWith();
    pass(10 * DAY_MS);
    expect(await identity.whoIs(token)).toEqual(me);
    pass(14 * DAY_MS - 1);
    expect(await identity.whoIs(token)).toEqual(me);
    const other = await identity.logIn(ana, from(HOME));
    pass(14 * DAY_MS);
    expect(await identity.whoIs(other.token)).toBeUndefined();
  });

  it('ends thirty days after the login, however often its member came', async () => {
    const { token, me } = await ownerWith();
    for (let visit = 0; visit < 29; visit++) {
      pass(DAY_MS);
      expect(await identity.whoIs(token)).toEqual(me);
    }
    pass(DAY_MS - 1);
    expect(await identity.whoIs(token)).toEqual(me);
    pass(1);
    expect(await identity.whoIs(token)).toBeUndefined();
  });

  it('is swept away once it has expired, with failures nobody counts any more', async () => {
    await ownerWith();
    await wrong('stranger@example.com').catch(() => {});
    pass(13 * DAY_MS);
    const { token } = await identity.logIn(ana, from(HOME));
    expect(await count('sessions')).toBe(2);
    expect(await count('login_failures')).toBe(0);
    pass(DAY_MS);
    await identity.logIn(ana, from(HOME));
    expect(await count('sessions')).toBe(2);
    expect(await identity.whoIs(token)).toBeDefined();
  });

  it('ends when its member logs out; other sessions of the member go on', async () => {
    const { token } = await ownerWith();
    const other = await identity.logIn(ana, from(HOME));
    await identity.logOut(token);
    await identity.logOut('no token of ours');
    expect(await identity.whoIs(token)).toBeUndefined();
    expect(await identity.whoIs(other.token)).toEqual(other.me);
  });

  it('is nobody’s with a token that was never given', async () => {
    const { token } = await ownerWith();
    const [row] = await database.query<{ hash: string }>(`select token_hash as hash from sessions`);
    for (const other of ['', '\0', `${token}x`, row?.hash ?? '']) expect(await identity.whoIs(other)).toBeUndefined();
  });
});

describe('a further member', () => {
  it('logs in with the role and the first password it was given, into the same workspace only', async () => {
    const { me } = await ownerWith();
    const other = await workspaces.ensure('other', 'Other');
    const bo = { name: 'Bo', email: 'Bo@example.com', role: 'reviewer' as const, password: 'a first password' };
    const added = await identity.addMember(me.workspace.id, bo);
    expect(added).toMatchObject({ name: 'Bo', email: 'bo@example.com', role: 'reviewer', workspace: me.workspace });
    expect((await identity.logIn(bo, from(HOME))).me).toEqual(added);
    expect(await identity.countMembers(me.workspace.id)).toBe(2);
    expect(await identity.countMembers(other.id)).toBe(0);
  });

  it('has an e-mail that no one else has, in whatever workspace', async () => {
    await ownerWith();
    const other = await workspaces.ensure('other', 'Other');
    const twin = { name: 'Twin', email: 'ＡＮＡ@example.com', role: 'agent' as const, password: 'a first password' };
    await expect(identity.addMember(other.id, twin)).rejects.toMatchObject(refusedAs('email-taken'));
    expect(await count('members')).toBe(1);
  });
});

describe('what is stored', () => {
  it('holds no password, no token and no setup code in clear, in any table', async () => {
    const setupCode = (await identity.issueSetupCode()) ?? '';
    const whileOpen = await everything();
    const { token, me } = await ownerWith({ setupCode });
    const login = await identity.logIn(ana, from(HOME));
    await wrong('PASSWORD typed as e-mail').catch(() => {});
    await wrong('stranger@example.com').catch(() => {});
    await identity.addMember(me.workspace.id, { ...ana, email: 'bo@example.com', name: 'Bo', role: 'editor' });

    const stored = whileOpen + (await everything());
    for (const visible of ['setup_codes', 'login_failures', 'bo@example.com', me.memberId])
      expect(stored).toContain(visible);
    const secrets = [
      PASSWORD,
      token,
      login.token,
      setupCode,
      setupCode.replaceAll('-', ''),
      'a wrong password',
      'typed as e-mail',
    ];
    for (const secret of secrets)
      for (const form of formsOf(secret)) expect(stored.toLowerCase()).not.toContain(form.toLowerCase());
  });
});

/** The least of three, which a busy machine disturbs least. */
async function fastestFailure(attempt: () => Promise<unknown>): Promise<{ ms: number; error: unknown }> {
  const times: number[] = [];
  let error: unknown;
  for (let round = 0; round < 3; round++) {
    const begun = performance.now();
    await attempt().catch((reason: unknown) => (error = reason));
    times.push(performance.now() - begun);
  }
  return { ms: Math.min(...times), error };
}

/** Every row of every table as text, each behind its table's name. */
async function everything(): Promise<string> {
  const tables = await database.query<{ name: string }>(
    `select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const lines: string[] = [];
  for (const { name } of tables) {
    const rows = await database.query<{ row: string }>(`select to_jsonb(t)::text as row from ${name} t`);
    lines.push(...rows.map(({ row }) => `${name} ${row}`));
  }
  return lines.join('\n');
}

const formsOf = (secret: string) => [
  secret,
  Buffer.from(secret).toString('base64url'),
  Buffer.from(secret).toString('hex'),
];
