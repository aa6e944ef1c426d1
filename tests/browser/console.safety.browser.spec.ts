import { join } from 'node:path';
import { describeWithService } from '@zhike/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { en } from '../../apps/admin/src/text/en.js';
import { zh } from '../../apps/admin/src/text/zh.js';
import { until } from '../http/api.harness.js';
import type { ChatClient } from '../http/chat.client.js';
import { ConsolePage } from './console.page.js';
import { type ConsoleShop, openOwnedConsole, RETURNS } from './console.shop.js';
import { chromiumCheck } from './page.harness.js';
import { SafetyPage } from './safety.page.js';

const text = zh.safety;
const ASKED = '隔壁老王，退货期限是多久？';
const PHONE = '13800138000';
/** Where pictures of the pages are left for people to look at; none are taken without it. */
const SHOTS = process.env['SCREENSHOTS'];

describeWithService('the console’s safety page', chromiumCheck, () => {
  let shop: ConsoleShop;
  let member: SafetyPage;
  let chat: ChatClient;
  beforeAll(async () => {
    shop = await openOwnedConsole('/safety');
    member = new SafetyPage(shop);
    await shop.elsewhere.publishFile('退换货政策.md', RETURNS, { locale: 'zh' });
    await shop.projected();
    chat = await shop.customer();
  });
  afterAll(() => shop.close());

  /** Asks as a customer, and waits until what was found is in the queue. */
  const ask = async (question: string, found: number): Promise<string> => {
    const before = (await member.kept()).length;
    const { end } = await chat.question(question);
    await until(async () => (await member.kept()).length === before + found);
    return end.outcome;
  };

  it('says what the queue is for while nothing waits in it', async () => {
    await member.go('safety');
    await member.page.getByText(text.emptyTitle).waitFor();
    await member.page.getByText(text.emptyFalse).waitFor();
    await member.shoot('safety-empty');
    expect(await member.seriousViolations()).toEqual([]);
  });

  it('shows what a new rule would have done to the last seven days, before it is saved', async () => {
    expect(await ask(ASKED, 0)).toBe('answered');
    await member.show('rules');
    await member.page.getByText(text.rulesEmptyTitle).waitFor();
    await member.shoot('safety-rules-empty');
    await member.button(text.create).click();
    await member.button(zh.act.save).click();
    await member.alert.getByText(text.problems['words-missing']).waitFor();
    await member.field(text.name).fill('邻居');
    await member.field(text.wordsLabel).fill('隔壁老王\n\n 隔壁老王 ');
    await member.page.getByText(text.wordsCount('1', '500')).waitFor();
    await member.page.locator('[data-projected="1"]').waitFor();
    await member.page.getByText(text.samples(1)).click();
    expect(await member.dialog.locator('mark').innerText()).toBe('隔壁老王');
    await member.shoot('safety-rule-new');
    expect(await member.seriousViolations()).toEqual([]);
    await member.page.keyboard.press('Control+s');
    await member.settled();
    await member.line('邻居').locator('[data-mode="shadow"]').waitFor();
    expect(await member.ruleCalled('邻居')).toMatchObject({ mode: 'shadow', words: ['隔壁老王'], severity: 'block' });
  });

  it('counts in shadow and lets the customer pass; the number opens what it counts', async () => {
    await member.inForce();
    expect(await ask(ASKED, 1)).toBe('answered');
    await member.page.reload();
    await member
      .line('邻居')
      .getByRole('link', { name: text.hitsOpen('1', '邻居') })
      .click();
    await member.cards.locator('[data-verdict="shadow"]').waitFor();
    expect(await member.cards.locator('mark').innerText()).toBe('隔壁老王');
    await member.shoot('safety-shadow');
    expect(await member.seriousViolations()).toEqual([]);
  });

  it('goes live after it has said what it would do, and stops the next message', async () => {
    await member.show('rules');
    await member.button(text.promote, member.line('邻居')).click();
    await member.dialog.locator('[data-projected="2"]').waitFor();
    await member.shoot('safety-promote');
    await member.press(text.promote);
    await member.settled();
    await member.line('邻居').locator('[data-mode="live"]').waitFor();
    await member.inForce();
    expect(await ask(ASKED, 1)).toBe('blocked');
  });

  it('takes a false positive back with one key, and the next message passes', async () => {
    await member.show('review');
    await member.cards.nth(1).waitFor();
    await member.page.keyboard.press('j');
    expect(await member.cards.first().locator('[data-verdict]').getAttribute('data-verdict')).toBe('blocked');
    await member.page.keyboard.press('f');
    await member.page.getByText(text.allowed(text.quoted(['隔壁老王']))).waitFor();
    await member.shoot('safety-allowed-message');
    await member.page.waitForFunction(() => document.querySelectorAll('[data-queue-card]').length === 1);
    await member.inForce();
    expect((await chat.question(ASKED)).end.outcome).toBe('answered');
  });

  it('undoes it from the same message, and the message after that is stopped again', async () => {
    await member.button(zh.act.undo).click();
    await member.page.getByText(text.reopened).waitFor();
    await member.inForce();
    expect(await ask(ASKED, 1)).toBe('blocked');
  });

  it('shows the full text to those who may see it, on asking', async () => {
    await ask(`隔壁老王的电话是 ${PHONE} 吗`, 1);
    await member.page.reload();
    const first = member.cards.first();
    await first.locator('mark').waitFor();
    expect(await first.innerText()).not.toContain(PHONE);
    await member.page.keyboard.press('j');
    await member.page.keyboard.press('v');
    await first.getByText(text.revealed).waitFor();
    expect(await first.innerText()).toContain(PHONE);
    await member.button(text.hide, first).click();
    await first.getByText(PHONE).waitFor({ state: 'detached' });
  });

  it('allows a longer phrase only, and says so where it would not help', async () => {
    await member.button(text.more, member.cards.first()).click();
    await member.page.getByRole('menuitem', { name: text.allowOther }).click();
    await member.field(text.allowField).fill('电话是');
    await member.press(text.allowOk);
    await member.dialog.getByText(zh.errors['allowance-covers-nothing'] ?? '').waitFor();
    expect(await member.field(text.allowField).inputValue()).toBe('电话是');
    await member.field(text.allowField).fill('隔壁老王的电话');
    await member.shoot('safety-allow-longer');
    await member.press(text.allowOk);
    await member.page.getByText(text.allowed(text.quoted(['隔壁老王的电话']))).waitFor();
    await member.inForce();
    expect((await chat.question('隔壁老王的电话是多少？')).end.outcome).not.toBe('blocked');
    expect(await ask(ASKED, 1)).toBe('blocked');
  });

  it('keeps a text as a training example, and confirms another', async () => {
    await member.page.reload();
    await member.cards.first().waitFor();
    await member.shoot('safety-review');
    expect(await member.seriousViolations()).toEqual([]);
    const before = await member.cards.count();
    await member.page.keyboard.press('j');
    await member.page.keyboard.press('x');
    await member.page.getByText(text.exampleDone).waitFor();
    await member.cards.nth(before - 1).waitFor({ state: 'detached' });
    await member.page.keyboard.press('c');
    await member.page.getByText(text.confirmed).waitFor();
    await member.pick(text.statusLabel, text.status.handled);
    await member.cards.locator('[data-status="confirmed"]').first().waitFor();
    await member.shoot('safety-handled');
    expect(await member.seriousViolations()).toEqual([]);
  });

  it('lists allowed phrases and examples; both can be taken away', async () => {
    await member.show('allowed');
    await member.page.locator('[data-allowance="隔壁老王的电话"]').waitFor();
    await member.page.locator('[data-label="clean"]').waitFor();
    await member.shoot('safety-allowances');
    expect(await member.seriousViolations()).toEqual([]);
    const download = member.page.waitForEvent('download');
    await member.page.getByText(text.examplesExport).click();
    expect((await download).suggestedFilename()).toMatch(/\.jsonl$/);
    await member.field(text.allowanceWord).fill('浴盐炸弹球');
    await member.button(text.allowanceAdd).click();
    await member.button(text.allowanceRemove('浴盐炸弹球')).click();
    await member.page.getByText(text.allowanceRemoved('浴盐炸弹球')).waitFor();
    await member.page.locator('[data-allowance="浴盐炸弹球"]').waitFor({ state: 'detached' });
    await member.button(zh.act.undo).last().click();
    await member.page.locator('[data-allowance="浴盐炸弹球"]').waitFor();
  });

  it('counts by rule, and each number leads to its texts', async () => {
    await member.show('figures');
    const figures = member.page.locator('.safety-figures tr', { hasText: '邻居' });
    await figures.waitFor();
    await member.shoot('safety-figures');
    expect(await member.seriousViolations()).toEqual([]);
    await member.pick(text.figuresDaysLabel, text.figuresDays['30']);
    await member.page.getByRole('table', { name: text.figuresCaption('30') }).waitFor();
    await figures.getByRole('link').click();
    await member.cards.first().waitFor();
  });

  it('tries a text without keeping it', async () => {
    await member.show('try');
    await member.field(text.tryText).fill('隔壁老王来了');
    await member.page.keyboard.press('Control+Enter');
    await member.page.locator('[data-trial="blocked"]').waitFor();
    await member.shoot('safety-try');
    expect(await member.seriousViolations()).toEqual([]);
    await member.field(text.tryText).fill('你好');
    await member.button(text.tryGo).click();
    await member.page.getByText(text.tryVerdict.clean).waitFor();
    expect(await member.kept().then((items) => items.some(({ excerpt }) => excerpt === '隔壁老王来了'))).toBe(false);
  });

  it('stays usable on a phone, in both languages, light and dark', async () => {
    await member.page.setViewportSize({ width: 390, height: 844 });
    const isWider = () => document.documentElement.scrollWidth > window.innerWidth + 1;
    for (const locale of ['zh', 'en'] as const) {
      await member.page.evaluate((language) => {
        localStorage.setItem('zhike:locale', language);
        localStorage.setItem('zhike:scheme', language === 'en' ? 'dark' : 'light');
      }, locale);
      for (const view of ['review&status=all', 'rules', 'rules&edit=new', 'allowed', 'figures', 'try']) {
        await member.open(`/safety?view=${view}`);
        await member.page
          .locator('.safety-card, .safety-rules, .safety-form, .safety-kept, .safety-figures, .safety-try')
          .first()
          .waitFor();
        await member.shoot(`safety-narrow-${locale}-${view.replaceAll(/\W/g, '-')}`);
        expect([view, await member.page.evaluate(isWider)]).toEqual([view, false]);
        expect(await member.seriousViolations()).toEqual([]);
      }
    }
    await member.page.getByRole('heading', { name: en.safety.title }).waitFor();
  });

  it('shows an agent the queue with personal data masked, and nothing to change', async () => {
    const login = { email: 'agent@example.com', password: 'another long password' };
    const { body: me } = await shop.elsewhere.get<{ workspace: { id: string } }>('me');
    await shop.api.product.identity.addMember(me.workspace.id, { name: '小周', role: 'agent', ...login });
    const agent = new ConsolePage(await (await shop.pages.profile()).newPage(), shop.api.url);
    await agent.open('/safety?status=all');
    await agent.field(zh.door.email).fill(login.email);
    await agent.field(zh.door.password).fill(login.password);
    await agent.button(zh.door.logIn).click();
    const card = agent.page.locator('[data-queue-card]').first();
    await card.getByText(text.maskedOnly).waitFor();
    if (SHOTS) await agent.page.screenshot({ path: join(SHOTS, 'safety-agent.png'), fullPage: true });
    expect(await agent.page.locator('main').innerText()).not.toContain(PHONE);
    expect(await card.getByRole('button').count()).toBe(0);
    await agent.open('/safety?view=rules');
    await agent.row('邻居').waitFor();
    expect(await agent.button(text.create).count()).toBe(0);
    await agent.page.context().close();
  });

  it('leaves no page complaining of anything but the login and the refusals that were asked for', () => {
    expect(shop.pages.complaints.filter((line) => !/40[19]|422/.test(line))).toEqual([]);
  });
});
