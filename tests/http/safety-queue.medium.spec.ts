import type {
  Allowance,
  SafetyEvent,
  SafetyEventPage,
  SafetyEventText,
  SafetyExample,
  SafetyFigures,
  SafetyOverview,
  SafetyRule,
  SafetyTrial,
} from '@zhike/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from './api.harness.js';
import type { ConsoleClient, Refusal } from './console.client.js';
import { draft, METRICS_TOKEN, SafetyShop } from './safety.shop.js';

let shop: SafetyShop;
beforeAll(async () => {
  shop = await SafetyShop.open();
});
afterAll(() => shop.api.close());

describe('a false positive', () => {
  it('is put on the allow-list with one click, the next customer passes, and it can be undone', async () => {
    const text = '冰毒试纸多少钱';
    expect(await shop.outcome(text)).toMatch(/^blocked/);
    const { id } = await shop.eventOf('冰毒试纸');
    expect(await shop.review(id, { decision: 'false-positive', allow: ['毒试'] })).toMatchObject({
      ...{ status: 422, body: { code: 'allowance-covers-nothing' } },
    });
    const { body } = await shop.review(id, { decision: 'false-positive', allow: ['冰毒试纸'] });
    expect(body).toMatchObject({ status: 'false-positive', handledBy: '店主', allowed: ['冰毒试纸'] });
    expect(await shop.outcome(text)).not.toContain('blocked');
    expect(await shop.outcome('哪里能买冰毒')).toMatch(/^blocked/);
    expect(await shop.review<Refusal>(id, { decision: 'confirm' })).toMatchObject({
      ...{ status: 409, body: { code: 'safety-event-handled' } },
    });
    const { body: figures } = await shop.owner.get<SafetyFigures>('safety/figures');
    expect(figures.rules.find(({ rule: key }) => key === 'lexicon:zhike')?.total.falsePositives).toBe(1);

    expect((await shop.owner.post<SafetyEvent>(`safety/events/${id}/reopen`)).body).toMatchObject({
      status: 'open',
      allowed: [],
    });
    expect(await shop.outcome(text)).toMatch(/^blocked/);
    expect((await shop.owner.post(`safety/events/${id}/reopen`)).status).toBe(409);
    expect(await shop.audited(id)).toEqual(['safety-event.reopened', 'safety-event.reviewed']);
  });

  it('takes the matched words as they were written', async () => {
    await shop.rule(['紫水晶']);
    expect(await shop.outcome('紫　水晶好看吗')).toMatch(/^blocked/);
    const { id } = await shop.eventOf('紫　水晶');
    expect((await shop.review(id, { decision: 'false-positive', allow: 'matched' })).body.allowed).toEqual([
      '紫　水晶',
    ]);
    expect(await shop.outcome('紫　水晶好看吗')).not.toContain('blocked');
  });

  it('becomes a training example without personal data, to be had as a file', async () => {
    await shop.rule(['绿翡翠']);
    expect(await shop.outcome('绿翡翠，我的电话是 13800138000')).toMatch(/^blocked/);
    const { id } = await shop.eventOf('绿翡翠');
    expect((await shop.review(id, { decision: 'false-positive', asExample: true })).body.isExample).toBe(true);
    const file = await fetch(`${shop.api.url}/api/admin/safety/examples/export`, {
      headers: { cookie: shop.owner.cookie },
    });
    expect(file.headers.get('content-type')).toContain('ndjson');
    const body = await file.text();
    const [example] = body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as SafetyExample);
    expect(example).toMatchObject({ text: '绿翡翠，我的电话是 138****8000', label: 'clean', category: 'competitors' });
    expect((await shop.owner.send('DELETE', `safety/examples/${example?.id}`, {})).status).toBe(204);
    expect((await shop.owner.get<SafetyExample[]>('safety/examples')).body).toEqual([]);
  });

  it('needs no event: a word is allowed by hand and no longer', async () => {
    const { body: allowance } = await shop.owner.post<Allowance>('safety/allowances', { word: '海洛因的危害' });
    expect(await shop.outcome('海洛因的危害有哪些')).not.toContain('blocked');
    expect((await shop.owner.post('safety/allowances', { word: '海洛因的危害' })).status).toBe(409);
    expect((await shop.owner.post('safety/allowances', { word: '***' })).status).toBe(422);
    expect((await shop.owner.send('DELETE', `safety/allowances/${allowance.id}`, {})).status).toBe(204);
    expect(await shop.outcome('海洛因的危害有哪些')).toMatch(/^blocked/);
  });
});

describe('the queue', () => {
  it('is read page by page, and by what is asked for', async () => {
    const all = await shop.events('?status=all&limit=100');
    const first = (await shop.owner.get<SafetyEventPage>('safety/events?status=all&limit=2')).body;
    const second = (await shop.owner.get<SafetyEventPage>(`safety/events?status=all&limit=2&cursor=${first.next}`))
      .body;
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all.slice(0, 4).map(({ id }) => id));
    expect((await shop.events('?status=handled')).every(({ status }) => status !== 'open')).toBe(true);
    expect((await shop.events('?verdict=shadow')).every(({ verdict }) => verdict === 'shadow')).toBe(true);
    expect((await shop.events('?rule=lexicon:zhike')).length).toBeGreaterThan(0);
    expect((await shop.owner.get('safety/events?cursor=nonsense')).status).toBe(400);
  });

  it('keeps nothing of test questions and of trying a text', async () => {
    await shop.rule(['琥珀色']);
    const { body } = await shop.owner.post<{ outcome: string }>('test-questions', { question: '琥珀色有吗' });
    expect(body.outcome).toBe('blocked');
    const trial = await shop.owner.post<SafetyTrial>('safety/try', { text: '琥珀色', direction: 'input' });
    expect(trial.body).toMatchObject({ verdict: 'blocked', reason: 'workspace-rule', hits: [{ ruleName: '琥珀色' }] });
    await shop.outcome('还有琥 珀 色吗');
    await shop.eventOf('琥 珀 色');
    expect((await shop.events('?status=all&limit=100')).filter(({ excerpt }) => excerpt.includes('琥珀色'))).toEqual(
      [],
    );
  });

  it('forgets texts after ninety days, and not the counts', async () => {
    const counted = async () => (await shop.owner.get<SafetyFigures>('safety/figures?days=30')).body.rules.length;
    const before = await counted();
    const { database } = shop.api.product;
    await database.query(`update safety_events set at = $1`, [new Date(shop.now.getTime() - 91 * 86_400_000)]);
    shop.api.product.safetyRoom.start();
    await until(async () => (await shop.events('?status=all')).length === 0);
    expect(await counted()).toBe(before);
  });

  it('and the rules are counted for whoever watches the process', async () => {
    const figures = await fetch(`${shop.api.url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
    const text = await figures.text();
    expect(text).toMatch(/zhike_safety_screened_total\{direction="input",verdict="blocked"\} [1-9]/);
    expect(text).toMatch(/zhike_safety_hits_total\{of="workspace",effect="blocked"\} [1-9]/);
  });
});

describe('who may do what with the filter', () => {
  async function as(role: 'editor' | 'agent' | 'reviewer', workspace = shop.me.workspace.id): Promise<ConsoleClient> {
    const login = { email: `${role}-${workspace}@example.com`, password: 'another long password' };
    await shop.api.product.identity.addMember(workspace, { name: role, role, ...login });
    const client = shop.api.console();
    await client.post('login', login);
    return client;
  }

  it('lets owners and reviewers run it and read what customers wrote, and writes down that they did', async () => {
    await shop.rule(['墨玉镯']);
    await shop.outcome('墨玉镯，我的电话是 13800138000');
    const { id, excerpt } = await shop.eventOf('墨玉镯');
    expect(excerpt).toContain('138****8000');
    const reviewer = await as('reviewer');
    expect((await reviewer.get<SafetyOverview>('safety')).body).toMatchObject({
      mayEdit: true,
      maySeeText: true,
      keptDays: 90,
    });
    const { body } = await reviewer.post<SafetyEventText>(`safety/events/${id}/reveal`);
    expect(body.text).toBe('墨玉镯，我的电话是 13800138000');
    expect(await shop.audited(id)).toEqual(['safety-text.read']);
  });

  it('lets editors and agents look on, with personal data masked', async () => {
    const { id } = await shop.eventOf('墨玉镯');
    for (const role of ['editor', 'agent'] as const) {
      const client = await as(role);
      expect((await client.get<SafetyOverview>('safety')).body).toMatchObject({ mayEdit: false, maySeeText: false });
      expect((await shop.events('', client))[0]?.excerpt).not.toContain('13800138000');
      expect((await client.post('safety/rules', draft(['x词']))).status).toBe(403);
      expect((await client.post(`safety/events/${id}/reveal`)).status).toBe(403);
      expect((await shop.review(id, { decision: 'confirm' }, client)).status).toBe(403);
      expect((await client.post('safety/allowances', { word: '词' })).status).toBe(403);
      expect((await client.get('safety/examples/export')).status).toBe(403);
      expect((await client.post('safety/lists/preview')).status).toBe(403);
    }
  });

  it('shows and does nothing to another shop', async () => {
    const lotus = await shop.api.product.workspaces.ensure('lotus', '莲');
    const client = await as('reviewer', lotus.id);
    const [own] = (await shop.owner.get<SafetyRule[]>('safety/rules')).body;
    const [event] = await shop.events();
    expect((await client.get('safety/rules')).body).toEqual([]);
    expect(await shop.events('?status=all', client)).toEqual([]);
    expect((await client.get('safety/allowances')).body).toEqual([]);
    expect((await client.get<SafetyFigures>('safety/figures')).body.rules).toEqual([]);
    expect((await client.post(`safety/rules/${own?.id}/mode`, { mode: 'off', revision: own?.revision })).status).toBe(
      404,
    );
    expect((await client.send('DELETE', `safety/rules/${own?.id}`, {})).status).toBe(404);
    expect((await client.post(`safety/events/${event?.id}/reveal`)).status).toBe(404);
    expect((await shop.review(event?.id ?? '', { decision: 'confirm' }, client)).status).toBe(404);
    expect((await client.post('safety/projection', { ruleId: own?.id })).status).toBe(404);
    expect(await shop.outcome('墨玉镯', 'lotus')).not.toContain('blocked');
    await shop.rule(['白莲花'], {}, client);
    expect(await shop.outcome('白莲花', 'lotus')).toBe('blocked/workspace-rule');
    expect(await shop.outcome('白莲花')).not.toContain('blocked');
  });
});
