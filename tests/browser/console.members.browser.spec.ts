import { join } from 'node:path';
import type { AccountSession } from '@zhike/contracts';
import { describeWithService } from '@zhike/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { en } from '../../apps/admin/src/text/en.js';
import { zh } from '../../apps/admin/src/text/zh.js';
import { ConsolePage, OWNER } from './console.page.js';
import { type ConsoleShop, openOwnedConsole } from './console.shop.js';
import { chromiumCheck } from './page.harness.js';

const SHOTS = process.env['SCREENSHOTS'];
const LU = { name: '陆遥', email: 'luyao@example.com' };
const PASSWORD = 'violet kettle drum';
const { members: text, account, audit, entry, door } = zh;

const shoot = async (page: Page, name: string) => {
  if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
};
const isWider = () => document.documentElement.scrollWidth > document.documentElement.clientWidth;

describeWithService('the console’s members', chromiumCheck, () => {
  let shop: ConsoleShop;
  let owner: ConsolePage;
  let lu: ConsolePage;
  beforeAll(async () => {
    shop = await openOwnedConsole('/members');
    owner = shop.member;
    lu = new ConsolePage(await (await shop.pages.profile()).newPage(), shop.api.url);
  });
  afterAll(() => shop.close());

  /** Whatever link the dialog shows, which is closed then. */
  async function handedOver(title: string): Promise<string> {
    await owner.dialog.getByText(title).waitFor();
    const link = await owner.field(text.link).inputValue();
    expect(await owner.seriousViolations()).toEqual([]);
    await shoot(owner.page, 'members-link');
    await owner.press(text.linkKept);
    await owner.page.getByRole('dialog').waitFor({ state: 'detached' });
    return link;
  }
  const row = (email: string) => owner.page.locator(`[data-member="${email}"]`);
  const act = async (name: string) => {
    await owner.button(text.actionsOf(LU.name)).click();
    await owner.page.getByRole('menuitem', { name }).click();
  };

  it('begin with the owner alone, who hears why two see more', async () => {
    await owner.page.getByText(text.alone).waitFor();
    await shoot(owner.page, 'members-alone');
    expect(await owner.seriousViolations()).toEqual([]);
  });

  it('are invited by a link, choose a password, and find what their role may see', async () => {
    await owner.button(text.invite).click();
    await owner.press(text.inviteOk);
    await owner.dialog.getByText(door.required).first().waitFor();
    await owner.field(text.name).fill(LU.name);
    await owner.field(door.email).fill(LU.email);
    await owner.dialog.getByText(text.roleHelp.reviewer).click();
    await shoot(owner.page, 'members-invite');
    expect(await owner.seriousViolations()).toEqual([]);
    await owner.press(text.inviteOk);
    const link = await handedOver(text.linkTitle(LU.name));
    await row(LU.email).getByText(text.invited).waitFor();

    await lu.page.goto(link);
    await lu.heading(entry.welcome(LU.name, OWNER.shop)).waitFor();
    await lu.field(entry.password).fill('iloveyou2026');
    await lu.button(entry.enter).click();
    await lu.alert.getByText(zh.errors['password-easy'] ?? 'no words').waitFor();
    await shoot(lu.page, 'members-entry');
    expect(await lu.seriousViolations()).toEqual([]);
    await lu.field(entry.password).fill(PASSWORD);
    await lu.button(entry.enter).click();
    await lu.heading(zh.policies.title).waitFor();
    expect(await lu.page.getByRole('navigation').getByText(zh.rail.members).count()).toBe(0);
    await lu.open('/members');
    await lu.page.getByText(text.ownerOnly).waitFor();
    await lu.page.goto('about:blank');
    await lu.page.goto(link);
    await lu.heading(entry.wrongTitle).waitFor();
    await shoot(lu.page, 'members-link-used');
  });

  it('change their own password and see where they are logged in', async () => {
    const phone = shop.api.console();
    await phone.ask('POST', '/api/admin/login', {
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1',
      },
      body: JSON.stringify({ email: LU.email, password: PASSWORD }),
    });
    await lu.open('/policies');
    await lu.button(new RegExp(LU.name)).click();
    await lu.page.getByRole('link', { name: zh.rail.account }).click();
    await lu.page.locator('[data-session="other"]').getByText('Safari · iOS').waitFor();
    await shoot(lu.page, 'account');
    expect(await lu.seriousViolations()).toEqual([]);
    await lu.field(account.current).fill('not the password');
    await lu.field(account.next).fill('quiet marble otter');
    await lu.button(account.change).click();
    await lu.alert.getByText(zh.errors['password-wrong'] ?? 'no words').waitFor();
    await lu.field(account.current).fill(PASSWORD);
    await lu.button(account.change).click();
    await lu.page.getByText(account.changed).waitFor();
    expect(await lu.field(account.current).inputValue()).toBe('');
    await lu.page.locator('[data-session="other"]').waitFor({ state: 'detached' });
    expect((await phone.get('me')).status).toBe(401);
  });

  it('get another role, and a link where they forgot the password', async () => {
    await owner.page.reload();
    await row(LU.email).getByRole('combobox').click();
    await owner.page.getByTitle(zh.roles.agent, { exact: true }).click();
    await owner.page.getByText(text.roleChanged(LU.name, zh.roles.agent)).waitFor();
    await act(text.newPassword);
    await lu.page.goto(await handedOver(text.resetTitle(LU.name)));
    await lu.heading(entry.again(LU.name)).waitFor();
    await lu.field(entry.password).fill(PASSWORD);
    await lu.button(entry.enter).click();
    await lu.heading(zh.policies.title).waitFor();
  });

  it('are removed after a question that says what stays, and the log tells of it all', async () => {
    await act(zh.act.remove);
    await owner.dialog.getByText(text.removeLead).waitFor();
    await owner.press(zh.act.remove);
    await row(LU.email).waitFor({ state: 'detached' });
    await lu.page.reload();
    await lu.heading(door.logInTitle).waitFor();

    await owner.page.getByRole('link', { name: text.toLog }).click();
    await owner.page.locator('[data-action="member.removed"]').getByText(LU.name, { exact: true }).waitFor();
    const told = await owner.page
      .locator('[data-action]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-action')));
    expect(told).toEqual([
      ...['member.removed', 'member.password-reset', 'member.link-made', 'member.role-changed'],
      ...['member.password-changed', 'member.entered', 'member.invited'],
    ]);
    await owner.page.locator('[data-action="member.role-changed"] summary').click();
    await shoot(owner.page, 'audit');
    expect(await owner.seriousViolations()).toEqual([]);
    await owner.page.getByRole('combobox', { name: audit.colWhat }).click();
    await owner.page.getByTitle(audit.subjects.model, { exact: true }).click();
    await owner.page.getByText(audit.none).waitFor();
  });

  it('fit a phone, in English and in the dark', async () => {
    const profile = await shop.pages.profile({
      ...{ viewport: { width: 390, height: 844 }, locale: 'en-GB', colorScheme: 'dark' },
    });
    await profile.addCookies(await owner.page.context().cookies());
    const phone = new ConsolePage(await profile.newPage(), shop.api.url);
    for (const [path, heading] of [
      ['members', en.members.title],
      ['members/log', en.audit.title],
      ['account', en.account.title],
      ['enter#wrong', en.entry.wrongTitle],
    ] as const) {
      await phone.open(`/${path}`);
      await phone.heading(heading).waitFor();
      await phone.page.waitForLoadState('networkidle');
      await shoot(phone.page, `phone-${path.replaceAll(/\W/g, '-')}`);
      expect([path, await phone.page.evaluate(isWider)]).toEqual([path, false]);
      expect(await phone.seriousViolations()).toEqual([]);
    }
  });

  it('may end all other sessions in one go', async () => {
    for (let count = 0; count < 2; count++) await shop.api.console().post('login', OWNER);
    await owner.open('/account');
    await owner.button(account.endOthers).click();
    await owner.page.locator('[data-session="other"]').first().waitFor({ state: 'detached' });
    await owner.page.getByText(account.ended).waitFor();
    const asked = shop.api.console();
    await asked.post('login', OWNER);
    expect((await asked.get<AccountSession[]>('account/sessions')).body).toHaveLength(2);
  });

  it('leave no page complaining of anything but the refusals that were asked for', () => {
    expect(shop.pages.complaints.filter((line) => !/40[13]|422/.test(line))).toEqual([]);
  });
});
