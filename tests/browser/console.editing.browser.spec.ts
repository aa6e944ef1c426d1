import { describeWithService } from '@zhike/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { zh } from '../../apps/admin/src/text/zh.js';
import type { ConsoleClient } from '../http/console.client.js';
import { type ConsolePage, OWNER } from './console.page.js';
import { openOwnedConsole, RETURNS, type ConsoleShop } from './console.shop.js';
import { chromiumCheck } from './page.harness.js';

const FACTS = 20_000;

describeWithService('editing in the console', chromiumCheck, () => {
  let shop: ConsoleShop;
  let member: ConsolePage;
  let elsewhere: ConsoleClient;
  beforeAll(async () => {
    shop = await openOwnedConsole('/policies');
    ({ member, elsewhere } = shop);
    await elsewhere.upload('退换货政策.md', RETURNS, { locale: 'zh' });
    await member.page.reload();
    await member.row('退换货政策').click();
    await member.page.getByRole('option').first().waitFor();
  });
  afterAll(() => shop.close());

  it('does not save what the server would refuse, and leads to the clause', async () => {
    await member.button(zh.clauses.add).click();
    await member.field(zh.clauses.heading).fill('运费');
    await member.field(zh.clauses.key).fill('退货期限');
    await member.button(zh.act.save).click();
    await member.page.getByRole('option').first().click();
    await member.button(`${zh.policy.problems['key-twice']} · 退货期限`).click();
    expect(await member.field(zh.clauses.heading).inputValue()).toBe('运费');
    await member.field(zh.clauses.key).fill('运费');
    await member.field(zh.clauses.text).fill('质量问题的退货运费由店铺承担。');
    expect(await member.alert.count()).toBe(0);
  });

  it('asks before unsaved text is left, and keeps it', async () => {
    await member.go('system');
    expect(await member.dialog.innerText()).toContain(zh.policy.leaveLead);
    await member.press(zh.policy.stay);
    expect(await member.field(zh.clauses.text).inputValue()).toContain('质量问题');
  });

  it('asks to log in over the page when the session has ended, and loses nothing', async () => {
    await member.page.context().clearCookies();
    await member.button(zh.act.save).click();
    const door = member.dialog.filter({ hasText: zh.door.endedTitle });
    await door.waitFor();
    await door.getByLabel(zh.door.password, { exact: true }).fill(OWNER.password);
    await member.button(zh.door.logIn, door).click();
    await door.waitFor({ state: 'detached' });
    expect(await member.field(zh.clauses.text).inputValue()).toContain('质量问题');
    await member.button(zh.act.save).click();
    await member.saved();
    expect((await shop.stored('退换货')).clauses).toHaveLength(4);
  });

  it('overwrites nobody who saved in between, and lets the member decide with both texts in sight', async () => {
    const before = await shop.stored('退换货');
    await elsewhere.send('PUT', `versions/${before.id}`, {
      effectiveFrom: before.effectiveFrom,
      clauses: before.clauses.map((clause) => ({ ...clause, text: clause.text.replace('3 个工作日', '5 个工作日') })),
      basedOn: before.updatedAt,
    });
    await member.field(zh.clauses.text).fill('质量问题的往返运费由店铺承担。');
    await member.button(zh.act.save).click();
    await member.alert.getByText(zh.conflict.title).waitFor();

    await member.button(zh.conflict.compare).click();
    const changes = member.dialog.locator('[data-change="changed"]');
    await changes.first().waitFor();
    expect(await changes.count()).toBe(2);
    await member.press(zh.act.close);
    await member.dialog.waitFor({ state: 'detached' });

    await member.button(zh.conflict.keepMine).click();
    await member.press(zh.conflict.keepMine);
    await member.saved();
    const after = await shop.stored('退换货');
    expect(after.clauses.map(({ text }) => text).join('')).toContain('往返运费');
    expect(after.clauses.map(({ text }) => text).join('')).toContain('3 个工作日');
  });

  it('begins a second draft and shows what it changes, clause by clause', async () => {
    await elsewhere.take((await shop.stored('退换货')).id, 'submit', 'approve', 'publish');
    await member.page.reload();
    await member.button(zh.policy.newDraftShort).click();
    await member.field(zh.clauses.text).fill('自签收之日起 60 天内，商品保持完好可以申请无理由退货。');
    await member.button(zh.clauses.down).click();
    await member.page.getByRole('tab', { name: zh.policy.tabChanges }).click();
    const change = member.page.locator('[data-change="changed"]');
    await change.waitFor();
    expect(await change.locator('del').innerText()).toBe('7');
    expect(await change.locator('ins').innerText()).toBe('60');
    await member.page.keyboard.press('Control+s');
    await member.saved();
  });

  it('pages, searches and edits a catalogue of twenty thousand facts', async () => {
    const lines = Array.from({ length: FACTS }, (_, place) => `云杉保温杯 ${place},容量,${300 + place} 毫升`);
    await elsewhere.upload('商品目录.csv', ['entity,relation,value', ...lines].join('\n'), { locale: 'zh' });
    await member.go('policies');
    await member.row('商品目录').click();
    await member.page.getByText('云杉保温杯 0', { exact: true }).waitFor();
    expect(await member.page.locator('.ant-table-tbody tr').count()).toBeLessThanOrEqual(52);

    await member.field(zh.facts.search).fill('云杉保温杯 19999');
    await member.page.getByText(zh.facts.count('1', '20,000')).waitFor();
    await member.button(`${zh.facts.edit} 云杉保温杯 19999 · 容量`).click();
    await member.field(zh.facts.value).fill('1 升');
    await member.press('确定');
    await member.button(zh.act.save).click();
    await member.saved(30_000);
    expect((await shop.stored('商品目录')).facts.at(-1)?.value).toBe('1 升');
  });
});
