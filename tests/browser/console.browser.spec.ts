import type { PolicySummary } from '@zhike/contracts';
import { describeWithService } from '@zhike/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { zh } from '../../apps/admin/src/text/zh.js';
import type { ConsoleClient } from '../http/console.client.js';
import { type ConsolePage, OWNER } from './console.page.js';
import { openConsole, RETURNS, type ConsoleShop } from './console.shop.js';
import { chromiumCheck } from './page.harness.js';

/** One member at one browser, from the first start on: each test goes on where the one before it stopped. */
describeWithService('the console from the first start to an answer', chromiumCheck, () => {
  let shop: ConsoleShop;
  let member: ConsolePage;
  let elsewhere: ConsoleClient;
  beforeAll(async () => {
    shop = await openConsole();
    ({ member, elsewhere } = shop);
  });
  afterAll(() => shop.close());

  it('makes the owner with the code of the terminal, and keeps what was typed when the code is wrong', async () => {
    const code = (await shop.api.product.identity.issueSetupCode()) ?? '';
    await member.open('/policies');
    await member.setUp('WRONG-CODE');
    expect(await member.alert.innerText()).toContain(zh.errors['setup-code-wrong']);
    expect(await member.field(zh.door.email).inputValue()).toBe(OWNER.email);
    expect(await member.field(zh.door.password).inputValue()).toBe(OWNER.password);

    await member.setUp(code);
    await member.page.getByText(zh.policies.emptyTitle).waitFor();
    expect(await member.page.locator('.rail').innerText()).toContain(OWNER.shop);
    await elsewhere.post('login', { email: OWNER.email, password: OWNER.password });
  });

  it('warns on every page that search stays lexical while there are no models', async () => {
    await member.page.getByText(zh.health.embeddingsMissing).waitFor();
    await member.page.getByRole('link', { name: zh.health.details }).click();
    await member.page.getByText('npm run models -- pull', { exact: true }).waitFor();
    expect(await member.page.locator('[data-part-state="ok"]').count()).toBe(2);
  });

  it('says of a CSV that cannot be read which line is wrong, and that nothing was kept', async () => {
    await member.open('/policies?dialog=import');
    await member.choose({ name: '商品.csv', content: 'entity,relation,value\n云杉杯,容量,500 毫升\n雪松杯,容量\n' });
    await member.button(zh.import.start).click();
    const problem = member.dialog.getByRole('alert');
    await problem.waitFor();
    expect(await problem.innerText()).toContain(zh.errors['csv-row-invalid']);
    expect(await problem.innerText()).toContain('商品.csv:3');
    expect(await member.dialog.innerText()).toContain(zh.import.failed);
    expect((await elsewhere.get<PolicySummary[]>('policies')).body).toEqual([]);
  });

  it('says at once that a kind of file cannot be imported', async () => {
    await member.choose({ name: '政策.pptx', content: 'x' });
    await member.dialog.getByText(zh.import.badKind).waitFor();
    await member.button(zh.import.removeFile('政策.pptx')).click();
    await member.button(zh.import.removeFile('商品.csv')).click();
  });

  it('imports Markdown as a draft and leads to it', async () => {
    await member.choose({ name: '退换货政策.md', content: RETURNS });
    await member.button(zh.import.start).click();
    await member.dialog.getByRole('link', { name: '退换货政策' }).click();
    await member.page.getByRole('option').first().waitFor();
    expect(await member.page.getByRole('option').allInnerTexts()).toHaveLength(3);
    expect(await member.field(zh.clauses.heading).inputValue()).toBe('退货期限');
    expect(await member.state('draft').count()).toBe(1);
  });

  it('edits a clause, moves it by keyboard, and takes a deletion back', async () => {
    await member.field(zh.clauses.text).fill('自签收之日起 30 天内，商品保持完好可以申请无理由退货。');
    await member.page.locator('.save-state.is-dirty').waitFor();

    const list = member.page.getByRole('listbox', { name: zh.clauses.list });
    await list.press('ArrowDown');
    expect(await member.field(zh.clauses.heading).inputValue()).toBe('需要提供的材料');
    await list.press('Alt+ArrowDown');
    await member.button(zh.clauses.remove).click();
    expect(await member.page.getByRole('option').count()).toBe(2);
    await member.button(zh.act.undo).click();

    await member.button(zh.act.save).click();
    await member.saved();
    const { clauses } = await shop.stored('退换货');
    expect(clauses.map(({ heading }) => heading)).toEqual(['退货期限', '退款时间', '需要提供的材料']);
    expect(clauses[0]?.text).toContain('30 天');
  });

  it('submits, approves and publishes, and says each time what follows', async () => {
    expect(await member.take('submit')).toContain(zh.lifecycle.effects['locks']);
    await member.state('in-review').first().waitFor();
    expect(await member.field(zh.clauses.text).count()).toBe(0);
    expect(await member.take('approve')).toContain(zh.lifecycle.effects['customers-unchanged']);
    await member.state('approved').first().waitFor();
    expect(await member.take('publish')).toContain(zh.lifecycle.effects['settled-for-good']);
    await member.state('live').first().waitFor();
  });

  it('answers a test question with the clause it stands on, and shows why', async () => {
    await shop.projected();
    await member.go('try');
    const answer = await member.ask('退货期限是多久？');
    expect(await answer.innerText()).toContain('30 天');
    const chip = answer.locator('.citation').first();
    expect(await chip.innerText()).toContain('退换货政策 · 退货期限 · 第 1 版');

    const trace = member.page.getByRole('region', { name: zh.ask.trace });
    const cited = trace.getByRole('row').filter({ has: member.page.locator('[data-fate="cited"]') });
    expect(await cited.first().innerText()).toContain('退货期限');
    expect(await trace.locator('[data-step="retrieve"]').count()).toBe(1);
    await cited.first().getByRole('button').click();
    await trace.getByText(zh.trace.parts).waitFor();
  });

  it('takes the earlier turns along, and keeps the panel over a reload', async () => {
    const answer = await member.ask('那需要什么材料？');
    expect(await answer.innerText()).toContain('购买凭证');
    const parts = member.page.getByRole('list', { name: zh.trace.parts_ }).getByRole('listitem');
    expect(await parts.count()).toBe(2);
    expect(await parts.last().innerText()).toContain('退货期限是多久');
    await member.page.reload();
    await member.page.locator('.turn').nth(1).waitFor();
    await member.button(zh.ask.clear).click();
    await member.page.getByText(zh.ask.empty, { exact: true }).waitFor();
  });

  it('lists what customers asked, and opens the trace at an address of its own', async () => {
    const chat = await shop.customer();
    await chat.question('退货期限是多久？');
    await chat.question('你们老板的生日是哪一天？');

    await member.go('conversations');
    await member.page.locator('[data-outcome="refused"]').waitFor();
    await member.page.getByRole('link', { name: '退货期限是多久？' }).click();
    await member.dialog.locator('[data-fate="cited"]').first().waitFor();
    await member.page.reload();
    await member.dialog.locator('[data-step="plan"]').waitFor();
    await member.page.goBack();
    await member.dialog.waitFor({ state: 'detached' });
  });

  it('shows the secret of a new webhook once, and logs what is sent there', async () => {
    await member.go('webhooks');
    await member.page.getByText(zh.webhooks.emptyTitle).waitFor();
    await member.button(zh.webhooks.create).click();
    await member.field(zh.webhooks.url).fill('nowhere');
    await member.press(zh.webhooks.ok);
    await member.dialog.getByText(zh.webhooks.urlWrong).waitFor();
    await member.field(zh.webhooks.url).fill(`${shop.api.url}/receives-nothing`);
    await member.press(zh.webhooks.ok);
    const secret = await member.page.getByRole('textbox', { name: zh.webhooks.secretLabel }).inputValue();
    expect(secret).toMatch(/^whsec_/);
    await member.press(zh.webhooks.secretKept);
    await member.page.getByText(zh.webhooks.active).waitFor();
    expect(await member.page.content()).not.toContain(secret);

    const chat = await shop.customer();
    await chat.question('退货期限是多久？');
    await member.page.getByRole('link', { name: zh.webhooks.deliveries }).click();
    await expect.poll(() => member.page.getByText('HTTP 404').count(), { timeout: 20_000 }).toBeGreaterThan(0);
    await member.button(zh.act.show).first().click();
    await member.dialog.getByText('"turn.answered"').waitFor();
    await member.page.keyboard.press('Escape');
    await member.button(zh.webhooks.pause).click();
    await member.page.getByText(zh.webhooks.paused).waitFor();
  });

  it('says before an endpoint is deleted what depends on it', async () => {
    await member.button(zh.act.remove).click();
    expect(await member.dialog.innerText()).toContain('/receives-nothing');
    await member.press(zh.act.remove);
    await member.page.getByText(zh.webhooks.emptyTitle).waitFor();
  });

  it('logs out, and after the login shows the page that was asked for', async () => {
    await member.page.getByRole('button', { name: OWNER.name }).click();
    await member.button(zh.rail.logOut).click();
    await member.heading(zh.door.logInTitle).waitFor();
    await member.open('/system');
    await member.field(zh.door.email).fill(OWNER.email);
    await member.field(zh.door.password).fill('not the password');
    await member.button(zh.door.logIn).click();
    expect(await member.alert.innerText()).toContain(zh.errors['login-failed']);
    await member.logIn();
    await member.heading(zh.system.title).waitFor();
  });

  it('never asked for anything its own security policy forbids, and no script of it failed', () => {
    const expected = /Failed to load resource/;
    expect(shop.pages.complaints.filter((complaint) => !expected.test(complaint))).toEqual([]);
  });
});
