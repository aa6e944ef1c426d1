import { join } from 'node:path';
import type { BriefDetail, BriefSummary, CopyState } from '@zhike/contracts';
import { describeWithService } from '@zhike/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { en } from '../../apps/admin/src/text/en.js';
import { zh } from '../../apps/admin/src/text/zh.js';
import { ScriptedChatModel } from '../studio/scripted.chat-model.js';
import { type ConsoleShop, openOwnedConsole } from './console.shop.js';
import type { ConsolePage } from './console.page.js';
import { chromiumCheck } from './page.harness.js';

const text = zh.studio;
const CATALOGUE = `entity,relation,value
远行帐篷,重量,6.8 千克
远行帐篷,价格,"1,299 元"
远行帐篷,颜色,松绿、沙色
远行帐篷,材质,210D 牛津布、铝合金杆
远行帐篷,容量,4 人
远行帐篷,保修期,2 年
露营灯,价格,189 元
露营灯,重量,0.42 千克
`;
/** The second one lies about the price and praises too much, as models do. */
const SCRIPT = [
  '把星星搬进周末！远行帐篷，容量：4 人，重量：6.8 千克。颜色：松绿、沙色。想好去哪儿了吗？',
  '最好的帐篷来啦！远行帐篷的价格：999 元，轻便又防水。颜色：松绿、沙色。',
  '今天的主角，远行帐篷！材质：210D 牛津布、铝合金杆。保修期：2 年。有想问的，尽管来聊！',
];

/** Where pictures of the pages are left for people to look at; none are taken without it. */
const SHOTS = process.env['SCREENSHOTS'];

describeWithService('the console’s studio', chromiumCheck, () => {
  const model = new ScriptedChatModel();
  let shop: ConsoleShop;
  let member: ConsolePage;
  beforeAll(async () => {
    shop = await openOwnedConsole('/studio', { chatModel: model });
    ({ member } = shop);
    await shop.elsewhere.post('login', { email: 'owner@example.com', password: 'correct horse battery' });
  });
  afterAll(() => shop.close());

  const shoot = async (name: string) => {
    if (SHOTS) await member.page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
  };
  const card = (place: number) => member.page.getByRole('article', { name: text.draft(place), exact: true });
  const stored = async () => {
    const { body: briefs } = await shop.elsewhere.get<BriefSummary[]>('studio/briefs');
    return (await shop.elsewhere.get<BriefDetail>(`studio/briefs/${briefs[0]?.id ?? ''}`)).body;
  };
  const choose = async (name: string, option: string) => {
    const field = member.page.getByRole('combobox', { name, exact: true });
    await field.fill(option);
    await member.page.locator('.ant-select-item-option').getByText(option, { exact: true }).click();
  };

  it('says that a catalogue comes first, then what it is for', async () => {
    await member.open('/studio');
    await member.page.getByText(text.noCatalogue).waitFor();
    await shoot('studio-no-catalogue');
    await shop.elsewhere.publishFile('商品目录.csv', CATALOGUE, { locale: 'zh' });
    await member.page.reload();
    await member.page.getByText(text.emptyTitle).waitFor();
    await member.page.getByText(text.emptyBanned).waitFor();
    await shoot('studio-empty');
    expect(await member.seriousViolations()).toEqual([]);
  });

  it('takes a brief: what is missing is named, the product’s facts stand beside it', async () => {
    await member.button(text.create).click();
    await member.button(text.start).click();
    await member.alert.getByText(text.problems['purpose-missing']).waitFor();
    await member.field(text.purpose).fill('春季露营上新，发给老顾客');
    await choose(text.product, '远行帐篷');
    await member.page.getByLabel(text.facts).getByText('210D 牛津布、铝合金杆').waitFor();
    await member.page.getByRole('checkbox', { name: text.styleTags.inspiring }).check();
    await shoot('studio-brief');
    expect(await member.seriousViolations()).toEqual([]);
  });

  it('shows drafts as they are written, and goes on when the page is left', async () => {
    model.script.push(...SCRIPT);
    model.pieceMs = 250;
    await member.button(text.start).click();
    await member.heading('远行帐篷').waitFor();
    await card(1).locator('.copy-partial').waitFor();
    await card(2).getByText(text.states.waiting).waitFor();
    await shoot('studio-writing');
    await member.go('policies');
    await member.heading(zh.policies.title).waitFor();
    model.pieceMs = 0;
    await member.go('studio');
    await member.page.getByText(text.progress(3, 3)).waitFor();
    await shoot('studio-list');
    expect(await member.seriousViolations()).toEqual([]);
    await member.row('远行帐篷').click();
    await card(3).getByText(text.states.ready).waitFor();
  });

  it('marks what no fact proves and what is banned, and keeps it from being approved', async () => {
    const second = card(2);
    await second.locator('[data-standing="unproved"]').first().waitFor();
    expect(
      await second.locator('[data-rule]').evaluateAll((items) => items.map((item) => item.getAttribute('data-rule'))),
    ).toEqual(['zh-best']);
    expect(await second.locator('mark').innerText()).toBe('最好');
    expect(await member.button(text.approve, second).isDisabled()).toBe(true);
    expect(await card(1).locator('[data-standing="unproved"]').count()).toBe(0);
    await shoot('studio-drafts');
    expect(await member.seriousViolations()).toEqual([]);
  });

  it('is edited with the keyboard, checked while it is written, and approved', async () => {
    const second = card(2);
    await member.button(text.edit, second).click();
    const field = member.field(text.editLabel(2));
    await field.fill('远行帐篷来啦！远行帐篷的价格：1,199 元。');
    await second.locator('[data-standing="unproved"]').getByText('1,199').first().waitFor();
    await shoot('studio-edit');
    expect(await member.seriousViolations()).toEqual([]);
    await field.fill('远行帐篷来啦！远行帐篷的价格：1,299 元。颜色：松绿、沙色。');
    await second.getByText(text.sound).waitFor();
    await member.page.keyboard.press('Control+s');
    await field.waitFor({ state: 'detached' });
    await member.button(text.approve, second).click();
    await second.locator('[data-state="approved"]').waitFor();
    const [, draft] = (await stored()).list;
    expect(draft).toMatchObject({ verdict: 'approved', state: 2, reviewedBy: '林知远' });
    await shoot('studio-approved');
  });

  it('keeps the history: two states compared, an earlier one put back and open again', async () => {
    await member.button(text.history, card(2)).click();
    await member.dialog.locator('del').first().waitFor();
    await member.dialog.locator('ins').first().waitFor();
    await shoot('studio-history');
    expect(await member.seriousViolations()).toEqual([]);
    await member.press(text.restore(1));
    await member.dialog.waitFor({ state: 'detached' });
    await card(2).locator('[data-state="ready"]').waitFor();
    const [, draft] = (await stored()).list;
    expect(draft).toMatchObject({ verdict: 'open', state: 3, text: SCRIPT[1] });
    const { body: states } = await shop.elsewhere.get<CopyState[]>(`studio/drafts/${draft?.id ?? ''}/states`);
    expect(states.map(({ how }) => how)).toEqual(['restored', 'edited', 'written']);
  });

  it('is rejected with a reason', async () => {
    await member.button(text.reject, card(2)).click();
    await member.field(text.rejectReason).fill('价格不对');
    await member.press(text.reject);
    await card(2).locator('[data-state="rejected"]').waitFor();
    await card(2).getByText('价格不对').waitFor();
  });

  it('offers templates where the model does not answer, and says that they are templates', async () => {
    await member.button(text.regenerate, card(3)).click();
    await card(3)
      .getByText(zh.errors['model-away'] ?? '')
      .waitFor();
    await shoot('studio-model-away');
    expect(await member.seriousViolations()).toEqual([]);
    await member.button(text.regenerateTemplates, card(3)).click();
    await card(3).locator('[data-writer="templates"]').waitFor();
    await card(3).locator('[data-state="ready"]').waitFor();
    expect((await stored()).list[2]).toMatchObject({ writer: 'templates', check: { isBlocked: false } });
  });

  it('copies a draft to the clipboard', async () => {
    await member.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await member.button(text.copyText, card(1)).click();
    await member.button(zh.act.copied, card(1)).waitFor();
    expect(await member.page.evaluate(() => navigator.clipboard.readText())).toBe(SCRIPT[0]);
  });

  it('flags the shop’s own banned phrases', async () => {
    await member.go('studio');
    await member.button(text.phrases).click();
    await member.field(text.phrase).fill('星星');
    await member.field(text.phraseWhy).fill('去年的口号');
    await shoot('studio-phrases');
    await member.press(text.phraseAdd);
    await member.button(text.phraseRemove('星星')).waitFor();
    expect(await member.seriousViolations()).toEqual([]);
    await member.page.keyboard.press('Escape');
    await member.dialog.waitFor({ state: 'detached' });
    await member.row('远行帐篷').click();
    await card(1).locator('mark').getByText('星星').waitFor();
  });

  it('asks before unsaved words are left', async () => {
    await member.button(text.edit, card(1)).click();
    await member.field(text.editLabel(1)).fill('还没写完');
    await member.go('policies');
    await member.dialog.getByText(zh.policy.leaveTitle).waitFor();
    await member.press(zh.policy.leave);
    await member.heading(zh.policies.title).waitFor();
  });

  it('stays usable in English on a phone', async () => {
    await member.page.setViewportSize({ width: 390, height: 844 });
    await member.go('studio');
    await member.row('远行帐篷').click();
    await card(1).waitFor();
    await shoot('studio-narrow');
    await member.page.getByText('EN', { exact: true }).click();
    await member.page.getByRole('article', { name: en.studio.draft(1), exact: true }).waitFor();
    await shoot('studio-narrow-en');
    const isWider = () => document.documentElement.scrollWidth > window.innerWidth + 1;
    expect(await member.page.evaluate(isWider)).toBe(false);
    await member.open('/studio/new');
    await member.button(en.studio.start).waitFor();
    await shoot('studio-narrow-brief');
    expect(await member.page.evaluate(isWider)).toBe(false);
    expect(await member.seriousViolations()).toEqual([]);
  });

  it('leaves no page complaining of anything but the login', () => {
    expect(shop.pages.complaints.filter((line) => !/401/.test(line))).toEqual([]);
  });
});
