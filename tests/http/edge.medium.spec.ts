import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogIn, Me } from '@zhike/contracts';
import type { Logger } from '@zhike/platform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../apps/api/src/app.js';
import { describedRoutes } from '../../apps/api/src/openapi.document.js';
import { type RunningApi, startApi } from './api.harness.js';
import type { ConsoleClient, Refusal } from './console.client.js';

const PASSWORD = 'another long password';
const lines: { level: string; text: string }[] = [];
const heard = (level: string) => (fields: object, message: string) =>
  void lines.push({ level, text: JSON.stringify({ ...fields, message }) });
const logger: Logger = { debug: heard('debug'), info: heard('info'), warn: heard('warn'), error: heard('error') };
const logged = (text: string) => lines.filter((line) => line.text.includes(text));

let dist = '';
let api: RunningApi;
let owner: ConsoleClient;
let workspace: Me['workspace'];
let routes: string[] = [];

beforeAll(async () => {
  dist = mkdtempSync(join(tmpdir(), 'zhike-dist-'));
  for (const [folder, file] of [
    ['admin/assets', 'page-12345678.js'],
    ['widget', 'zhike-widget.js'],
  ] as const) {
    mkdirSync(join(dist, folder), { recursive: true });
    writeFileSync(join(dist, folder, file), '');
  }
  writeFileSync(join(dist, 'admin/index.html'), '<!doctype html>');
  api = await startApi({ TRUST_PROXY: '1' }, { dist, logger });
  owner = api.console();
  ({ workspace } = await owner.setUp(await api.product.identity.issueSetupCode()));
  routes = await registeredRoutes();
});
afterAll(async () => {
  await api.close();
  rmSync(dist, { recursive: true });
});

/** As the router has them, whatever any document says. */
async function registeredRoutes(): Promise<string[]> {
  const app = await createApp(api.product, { dist });
  await app.init();
  const { router } = app.getHttpAdapter().getInstance() as {
    router: { stack: { route?: { path: string; methods: Record<string, boolean> } }[] };
  };
  return router.stack.flatMap(({ route }) =>
    Object.keys(route?.methods ?? {}).map((method) => `${method.toUpperCase()} ${route?.path ?? ''}`),
  );
}

const OPEN = ['GET setup', 'POST setup', 'POST login', 'POST logout', 'POST entry', 'POST entry/look'].map((route) =>
  route.replace(' ', ' /api/admin/'),
);
const guarded = () => routes.filter((route) => route.includes(' /api/admin') && !OPEN.includes(route));
const split = (route: string): [string, string] => {
  const [method = '', path = ''] = route.split(' ');
  return [method, path.replaceAll(/:\w+/g, 'unknown')];
};

async function as(role: Me['role']): Promise<ConsoleClient> {
  const login = { email: `${role}@example.com`, password: PASSWORD };
  await api.product.identity.addMember(workspace.id, { name: role, role, ...login });
  const client = api.console();
  await client.post('login', login);
  return client;
}

/** As from behind a proxy that speaks TLS with the browser. */
const overHttps = (path: string, init: RequestInit = {}) =>
  fetch(`${api.url}${path}`, { ...init, headers: { ...init.headers, 'x-forwarded-proto': 'https' } });
const logInBy = (login: LogIn, headers: Record<string, string> = {}) =>
  fetch(`${api.url}/api/admin/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-requested-with': 'zhike', ...headers },
    body: JSON.stringify(login),
  });

describe('every answer', () => {
  it.each(['/admin/', '/admin/policies', '/api/admin/me', '/api/openapi.json', '/health/live', '/nowhere'])(
    'tells browsers what may be done with it: %s',
    async (path) => {
      const { headers } = await fetch(`${api.url}${path}`);
      const policy = headers.get('content-security-policy');
      for (const part of ["script-src 'self';", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
        expect(policy).toContain(part);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('content-type')).toMatch(/^(?:application\/json|text\/html); charset=utf-8$/i);
      expect([headers.get('x-powered-by'), headers.get('server')]).toEqual([null, null]);
      if (path.startsWith('/api/')) expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('strict-transport-security')).toBeNull();
    },
  );

  it('that came over https asks for https for a year', async () => {
    const { headers } = await overHttps('/admin/');
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
  });

  it('lists no folder, and repeats no request', async () => {
    for (const path of ['/admin/assets/', '/widget/', '/admin/assets'])
      expect(await (await fetch(`${api.url}${path}`)).text()).not.toMatch(/12345678|zhike-widget/);
    const traced = await new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
      const asked = request(`${api.url}/admin/`, { method: 'TRACE', headers: { cookie: 'a-secret' } }, (response) => {
        let body = '';
        response.on('data', (part: Buffer) => (body += part.toString()));
        response.on('end', () => resolve({ status: response.statusCode, body }));
      });
      asked.on('error', reject).end();
    });
    expect(traced.status).toBe(404);
    expect(traced.body).not.toContain('a-secret');
  });

  it('says nothing of the inside when something breaks there, and the log does', async () => {
    await api.product.database.query('alter table webhook_endpoints rename to hidden_endpoints');
    const broken = await owner.get('webhooks');
    await api.product.database.query('alter table hidden_endpoints rename to webhook_endpoints');
    expect(broken).toMatchObject({ status: 500, body: { code: 'internal-error' } });
    expect(JSON.stringify(broken.body)).not.toMatch(/webhook_endpoints|select|\.[jt]s/);
    expect(logged('webhook_endpoints').map(({ level }) => level)).toContain('error');
    expect((await owner.get('webhooks')).status).toBe(200);
  });
});

describe('other sites', () => {
  it('may read what a shop shows to everyone, and nothing of the console', async () => {
    const headers = { origin: 'https://elsewhere.example' };
    for (const path of [`/api/chat/${workspace.slug}/welcome`, '/widget/zhike-widget.js']) {
      const shown = await fetch(`${api.url}${path}`, { headers });
      expect(shown.headers.get('access-control-allow-origin')).toBe('*');
      expect(shown.headers.get('access-control-allow-credentials')).toBeNull();
    }
    for (const method of ['GET', 'OPTIONS'])
      for (const path of ['/api/admin/me', '/api/admin/policies', '/admin/']) {
        const kept = await fetch(`${api.url}${path}`, { method, headers });
        expect(kept.headers.get('access-control-allow-origin')).toBeNull();
      }
  });
});

describe('the session’s cookie', () => {
  it('is for the server alone and for this site alone, and the token stands nowhere else', async () => {
    const { email } = (await owner.get<Me>('me')).body;
    const answer = await logInBy({ email, password: 'correct horse battery' });
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^zhike_session=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/; Max-Age=\d+$/);
    expect(await answer.text()).not.toContain(cookie.slice('zhike_session='.length).split(';')[0]);
  });

  it('over https is Secure and of this host alone; one that a neighbour could plant counts for nothing', async () => {
    const { email } = (await owner.get<Me>('me')).body;
    const answer = await logInBy({ email, password: 'correct horse battery' }, { 'x-forwarded-proto': 'https' });
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-zhike_session=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/; Max-Age=\d+; Secure$/);
    const [own = ''] = cookie.split(';');
    const me = (sent: string) => overHttps('/api/admin/me', { headers: { cookie: sent } });
    expect((await me(own)).status).toBe(200);
    expect((await me(own.replace('__Host-', ''))).status).toBe(401);
  });
});

describe('a new login', () => {
  it('ends the session that the same browser had', async () => {
    const { email } = (await owner.get<Me>('me')).body;
    const browser = api.console();
    await browser.post('login', { email, password: 'correct horse battery' });
    const former = browser.cookie;
    expect((await browser.post('login', { email, password: 'correct horse battery' })).status).toBe(200);
    expect((await browser.get('me')).status).toBe(200);
    browser.cookie = former;
    expect((await browser.get('me')).status).toBe(401);
    expect((await owner.get('me')).status).toBe(200);
  });
});

describe('every address of the console', () => {
  it('is told of in the description, and the description tells of no other', () => {
    const real = routes.filter((route) => / \/(?:api\/(?:admin|chat)|health)/.test(route));
    const described = describedRoutes().map((route) => route.replaceAll(/\{(\w+)\}/g, ':$1'));
    expect(real.length).toBeGreaterThan(40);
    expect([...real].sort()).toEqual([...described].sort());
  });

  it('is shut to whoever has not logged in', async () => {
    const stranger = api.console();
    for (const route of guarded()) {
      const [method, path] = split(route);
      expect(await stranger.ask(method, path), route).toMatchObject({ status: 401, body: { code: 'not-logged-in' } });
    }
  });

  it('changes nothing without the header that no other site can send', async () => {
    const changing = guarded().filter((route) => !route.startsWith('GET '));
    expect(changing.length).toBeGreaterThan(20);
    for (const route of changing) {
      const [method, path] = split(route);
      const forged = await fetch(`${api.url}${path}`, { method, headers: { cookie: owner.cookie } });
      expect(((await forged.json()) as Refusal).code, route).toBe('csrf-header-missing');
    }
  });

  it('lets an agent change nothing, and says so in the log', async () => {
    const agent = await as('agent');
    const open: string[] = [];
    for (const route of guarded().filter((each) => !each.startsWith('GET '))) {
      const [method, path] = split(route);
      const { status } = await agent.send(method, path.slice('/api/admin/'.length), { action: 'publish' });
      if (status !== 403) open.push(route);
    }
    expect(open).toContain('POST /api/admin/test-questions');
    // Each of these asks and keeps nothing; a new one has to be named here.
    const ASKING = ['test-questions', 'curated-answers/check', 'studio/check', 'safety/projection', 'safety/try'];
    const isAsking = (route: string) =>
      [...ASKING, 'graph/run', 'graph/ask'].some((end) => route === `POST /api/admin/${end}`);
    const isOwn = (route: string) => route.includes(' /api/admin/account/');
    expect(open.filter((route) => !isAsking(route) && !isOwn(route))).toEqual([]);
    expect(logged('role-not-allowed').at(-1)?.text).toContain(workspace.id);
  });

  it('keeps secrets, endpoints and settings to the owner', async () => {
    const others = await Promise.all([as('editor'), as('reviewer')]);
    for (const path of ['webhooks', 'customer-secret', 'members', 'audit'])
      for (const member of others) expect((await member.get(path)).status, path).toBe(403);
  });
});

describe('a conversation', () => {
  it('takes twenty messages a minute, and says so of the next', async () => {
    const chat = api.chat(workspace.slug);
    await chat.open({ locale: 'zh' });
    for (let sent = 0; sent < 20; sent++) expect((await chat.send('你好')).ok).toBe(true);
    expect(await chat.send('你好')).toMatchObject({ ok: false, code: 'too-many-messages' });
    const other = api.chat(workspace.slug);
    await other.open({ locale: 'zh' });
    expect((await other.send('你好')).ok).toBe(true);
  });
});

describe('logins', () => {
  it('are written down with where they came from, and never what was typed', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.9' };
    expect((await logInBy({ email: 'typed@example.com', password: 'typed password' }, headers)).status).toBe(401);
    expect((await logInBy({ email: 'agent@example.com', password: PASSWORD }, headers)).status).toBe(200);
    const [refused, done] = [logged('login-failed').at(-1), logged('a member logged in').at(-1)];
    expect(refused).toMatchObject({ level: 'warn', text: expect.stringContaining('203.0.113.9') });
    expect(done).toMatchObject({ level: 'info', text: expect.stringContaining('203.0.113.9') });
    expect(done?.text).toContain('memberId');
    expect(JSON.stringify(lines)).not.toMatch(/typed|another long|correct horse/);
  });

  it('begin with a password of ten signs at least, of whatever kind', async () => {
    const owned = { setupCode: 'x', name: 'A', email: 'a@example.com' };
    const tooShort = await api.console().post<Refusal>('setup', { ...owned, password: 'nine sign' });
    expect(tooShort).toMatchObject({ status: 400, body: { details: [{ field: 'password' }] } });
    for (const password of ['密码密码密码密码密码', 'a'.repeat(200)])
      expect((await api.console().post('setup', { ...owned, password })).status).toBe(409);
  });

  it('from one address are stopped after thirty in a minute, for whatever account', { timeout: 60_000 }, async () => {
    const headers = { 'x-forwarded-for': '203.0.113.77' };
    const statuses: number[] = [];
    for (let tries = 0; tries < 31; tries++)
      statuses.push((await logInBy({ email: 'guess@example.com', password: 'guess' }, headers)).status);
    expect(statuses.slice(0, 5)).toEqual([401, 401, 401, 401, 401]);
    const last = await logInBy({ email: 'someone.else@example.com', password: 'guess' }, headers);
    expect(last.status).toBe(429);
    expect(last.headers.get('retry-after')).toBe('60');
    expect((await logInBy({ email: 'agent@example.com', password: PASSWORD })).status).toBe(200);
  });
});
