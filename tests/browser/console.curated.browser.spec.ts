import { join } from 'node:path';
import type { CuratedAnswer } from '@zhike/contracts';
import { describeWithService } from '@zhike/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { zh } from '../../apps/admin/src/text/zh.js';
import { type ConsoleShop, openOwnedConsole, RETURNS } from './console.shop.js';
import type { ConsolePage } from './console.page.js';
import { chromiumCheck } from './page.harness.js';

const text = zh.curated;
const QUESTION = '几天之内可以退？';
const ANSWER = '自签收之日起 7 天内，商品保持完好可以申请无理由退货。';

/** Where pictures of the pages are left for people to look at; none are taken without it. */
const SHOTS = process.env['SCREENSHOTS'];

describeWithService('the console’s curated answers', chromiumCheck, () => {
  let shop: ConsoleShop;
  let member: ConsolePage;
  beforeAll(async () => {
    shop = await openOwnedConsole('/curated');
    ({ member } = shop);
    await shop.elsewhere.post('login', { email: 'owner@example.com', password: 'correct horse battery' });
    await publish(RETURNS);
  });
  afterAll(() => shop.close());

  async function publish(markdown: string): Promise<void> {
    await shop.elsewhere.publishFile('退换货政策.md', markdown, { locale: 'zh' });
    await shop.projected();
  }
  const shoot = async (name: string) => {
    if (SHOTS) await member.page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
  };
  const stored = async () => (await shop.elsewhere.get<CuratedAnswer[]>('curated-answers')).body;
  const state = (name: CuratedAnswer['state']) => member.page.locator(`[data-state="${name}"]`);
  const said = async (question: string) => {
    const chat = await shop.customer();
    return (await chat.question(question)).sentences.map((sentence) => sentence.text).join('');
  };
  const pick = async (heading: string) => {
    await member.button(text.pick).click();
    await member.field(text.pickSearch).fill(heading);
    await member.dialog.getByRole('checkbox', { name: new RegExp(`^${heading}`) }).check();
    await member.press(text.pickOk(1));
    await member.dialog.waitFor({ state: 'detached' });
  };

  it('say what they are for while there is none', async () => {
    await member.open('/curated');
    await member.page.getByText(text.emptyTitle).waitFor();
    await member.page.getByText(text.emptyProof).waitFor();
    await shoot('curated-empty');
    expect(await member.seriousViolations()).toEqual([]);
  });

  it('are checked sentence by sentence while they are written, and not kept unproven', async () => {
    await member.button(text.create).click();
    await member.button(text.saveOn).click();
    await member.alert.getByText(text.problems['clause-missing']).waitFor();
    await member.field(text.question(1)).fill(QUESTION);
    await member.page.keyboard.press('Enter');
    await member.page.keyboard.type('退货有期限吗');
    expect(await member.field(text.question(2)).inputValue()).toBe('退货有期限吗');
    await pick('退货期限');
    await member.field(text.answer).fill(`${ANSWER}我们 2 小时内上门取件。`);
    const sentences = member.page.locator('.check-list li');
    await sentences.nth(1).waitFor();
    expect(await sentences.evaluateAll((items) => items.map((item) => item.getAttribute('data-proven')))).toEqual([
      'true',
      'false',
    ]);
    await shoot('curated-unproven');
    expect(await member.seriousViolations()).toEqual([]);
    await member.button(text.saveOn).click();
    await member.alert.getByText(zh.errors['curated-answer-unproven'] ?? '').waitFor();
    expect(await stored()).toEqual([]);
  });

  it('are saved with the keyboard once every sentence is proved, and heard by customers', async () => {
    await member.field(text.answer).fill(ANSWER);
    await member.page.locator('.check-list li[data-proven="true"]').waitFor();
    await member.page.keyboard.press('Control+s');
    await member.row(QUESTION).waitFor();
    await state('live').waitFor();
    expect(await stored()).toMatchObject([{ state: 'live', questions: [QUESTION, '退货有期限吗'], answer: ANSWER }]);
    expect(await said(QUESTION)).toBe(ANSWER);
    await member.page.reload();
    await member.page.getByText(text.hits('1')).waitFor();
    await shoot('curated-list');
    expect(await member.seriousViolations()).toEqual([]);
  });

  it('are reached by slash, arrow and Enter, and found by their words', async () => {
    await member.page.keyboard.press('/');
    await member.page.keyboard.type('没有这样的');
    await member.page.getByText(text.noMatch).waitFor();
    await member.button(text.clear).click();
    await member.row(QUESTION).waitFor();
    await member.page.keyboard.press('/');
    await member.page.keyboard.press('ArrowDown');
    await member.page.keyboard.press('Enter');
    await member.heading(text.editTitle).waitFor();
  });

  it('pause when their clause is reworded, show what changed, and go on after a look', async () => {
    await publish(RETURNS.replace('7 天', '15 天'));
    await member.page.reload();
    await member.page.getByText(text.changedTitle, { exact: true }).waitFor();
    await member.page.locator('ins').first().waitFor();
    await shoot('curated-outdated');
    expect(await member.seriousViolations()).toEqual([]);
    expect(await stored()).toMatchObject([{ state: 'outdated', unproven: [ANSWER] }]);
    expect(await member.button(text.confirm).count()).toBe(0);

    await publish(RETURNS.replace('3 个工作日', '4 个工作日'));
    await member.page.reload();
    await state('live').first().waitFor();
    expect(await stored()).toMatchObject([{ state: 'live', unproven: [] }]);
  });

  it('are confirmed with one click where the new words still prove them', async () => {
    await publish(`${RETURNS.replace('可以申请无理由退货。', '可以申请无理由退货。定制商品除外。')}`);
    await member.page.reload();
    await member.button(text.confirm).click();
    await state('live').first().waitFor();
    expect(await said('退货有期限吗')).toBe(ANSWER);
  });

  it('are removed without a question, and come back with one click', async () => {
    await member.button(text.remove).click();
    await member.button(zh.act.undo).click();
    await state('live').first().waitFor();
    expect((await stored())[0]?.status).toBe('on');
    await member.button(text.turnOff).click();
    await state('off').first().waitFor();
    await member.button(text.turnOn).click();
    await state('live').first().waitFor();
  });

  it('ask before unsaved words are left', async () => {
    await member.field(text.answer).fill('还没写完');
    await member.go('policies');
    await member.dialog.getByText(zh.policy.leaveTitle).waitFor();
    await member.press(zh.policy.leave);
    await member.heading(zh.policies.title).waitFor();
    expect((await stored())[0]?.answer).toBe(ANSWER);
  });

  it('say in the settings how near a question must be', async () => {
    await member.go('curated');
    await member.button(text.settings).click();
    await member.field(text.threshold.zh).fill('0.9');
    await shoot('curated-settings');
    await member.press(zh.act.save);
    await member.dialog.waitFor({ state: 'detached' });
    const { body } = await shop.elsewhere.get<{ thresholds: { zh: number } }>('curated-settings');
    expect(body.thresholds.zh).toBeCloseTo(0.9, 5);
  });

  it('come with groups of customers: a draft names them, the owner makes the secret, a test question wears them', async () => {
    await shop.elsewhere.publishFile(
      '会员政策.md',
      '---\naudiences: 会员\n---\n# 会员政策\n\n## 会员折扣\n会员全场九折。\n',
      {
        locale: 'zh',
      },
    );
    await shop.projected();
    await member.open('/policies');
    await member.page.getByText(zh.audiences.only('会员')).waitFor();
    await shoot('audiences-policies');
    await member.go('customers');
    await member.page.getByText('会员', { exact: true }).waitFor();
    await member.button(zh.customers.make).click();
    expect(await member.dialog.getByLabel(zh.customers.secretTitle).inputValue()).toMatch(/^zks_/);
    await member.press(zh.customers.secretKept);
    await member.button(zh.customers.replace).waitFor();
    await shoot('customers');
    expect(await member.seriousViolations()).toEqual([]);

    await member.go('try');
    const outsider = await member.ask('会员折扣是多少？');
    expect(await outsider.innerText()).not.toContain('九折');
    await member.page.getByRole('combobox', { name: zh.audiences.as }).fill('会员');
    await member.page.keyboard.press('Enter');
    await member.page.keyboard.press('Escape');
    const insider = await member.ask('会员折扣是多少？');
    expect(await insider.innerText()).toContain('九折');
    await shoot('audiences-try');
    expect(await member.seriousViolations()).toEqual([]);
  });

  it('are limited in a draft to the groups that are typed, and saved so', async () => {
    await member.go('policies');
    await member.row('会员政策').click();
    await member.button(zh.policy.newDraft).or(member.button(zh.policy.newDraftShort)).first().click();
    const groups = member.page.getByRole('combobox', { name: zh.audiences.label });
    await groups.fill('批发');
    await member.page.keyboard.press('Enter');
    await member.page.keyboard.press('Escape');
    await shoot('audiences-draft');
    await member.button(zh.act.save).click();
    await member.saved();
    expect(await shop.stored('会员政策')).toMatchObject({ audiences: ['会员', '批发'] });
    expect(await member.seriousViolations()).toEqual([]);
  });

  it('leave no page complaining of anything but the login and the refused answer', () => {
    expect(shop.pages.complaints.filter((line) => !/401|422/.test(line))).toEqual([]);
  });
});
