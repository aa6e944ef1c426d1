import { describeWithService } from '@zhike/testing';
import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ChatPage } from './chat.page.js';
import { type ChatShop, openShop } from './chat.shop.js';
import { chromiumCheck, openBrowser, type Pages } from './page.harness.js';

describeWithService('the chat in a browser', chromiumCheck, () => {
  let shop: ChatShop;
  let pages: Pages;
  beforeAll(async () => {
    [shop, pages] = await Promise.all([openShop(), openBrowser()]);
  });
  afterAll(async () => {
    await pages.close();
    await shop.close();
  });

  async function visit(options: BrowserContextOptions = {}): Promise<ChatPage> {
    const profile = await pages.profile(options);
    const page = await profile.newPage();
    await page.goto(shop.url);
    return new ChatPage(page);
  }

  it('answers two questions in Chinese, each with the clause it stands on', async () => {
    const chat = await visit();
    await chat.open();
    const first = await chat.ask('签收后几天内可以退货？');
    expect(await first.locator('.bubble').innerText()).toContain('自签收之日起 7 天内');
    const firstChip = first.locator('.chip');
    expect(await firstChip.allInnerTexts()).toEqual(['退货政策 · 第 1 条 退货期限 · 2026-10-01 起']);

    const second = await chat.ask('那运费由谁承担？');
    expect(await second.locator('.bubble').innerText()).toContain('往返运费由本店承担');
    const chip = second.locator('.chip', { hasText: '退货政策 · 第 2 条 退货运费 · 2026-10-01 起' });
    expect(await chip.count()).toBe(1);

    await chip.click();
    await chat.sheet.locator('mark').first().waitFor();
    const sheet = await chat.sheet.innerText();
    for (const shown of ['退货政策', '第 2 条 退货运费', '第 1 版', '2026-10-01 起生效', '现行有效'])
      expect(sheet).toContain(shown);
    expect((await chat.sheet.locator('mark').allInnerTexts()).join('')).toContain('往返运费由本店承担。');
    await chat.page.context().close();
  });

  it('answers two questions in English, each with the clause it stands on', async () => {
    const chat = await visit({ locale: 'en-GB' });
    await chat.open();
    const first = await chat.ask('How many days do I have to return an item?');
    expect(await first.locator('.bubble').innerText()).toContain('within 30 days of delivery');
    expect(await first.locator('.chip').allInnerTexts()).toEqual([
      'Return policy · 1. Return window · since 2026-10-01',
    ]);

    const second = await chat.ask('And who pays the return shipping?');
    expect(await second.locator('.bubble').innerText()).toContain('we pay the return shipping');
    const chip = second.locator('.chip', { hasText: 'Return policy · 2. Return shipping · since 2026-10-01' });
    expect(await chip.count()).toBe(1);

    await chip.click();
    await chat.sheet.locator('mark').first().waitFor();
    const sheet = await chat.sheet.innerText();
    for (const shown of ['Return policy', '2. Return shipping', 'Version 1', 'in force since 2026-10-01', 'In force'])
      expect(sheet).toContain(shown);
    await chat.page.context().close();
  });

  it('refuses what no policy says, and offers two ways on', async () => {
    const chat = await visit();
    await chat.open();
    const answer = await chat.ask('你们会赞助我的婚礼吗？');
    expect(await answer.locator('.bubble').innerText()).toContain('没有找到');
    expect(await answer.locator('.chip').count()).toBe(0);

    await chat.page.locator('body').click({ position: { x: 5, y: 5 } });
    await chat.button('换个说法再问').click();
    expect(await chat.input.evaluate((area) => area.matches(':focus'))).toBe(true);

    await chat.button('转人工客服').click();
    await chat.panel.locator('.handover').waitFor();
    expect(await chat.panel.locator('.handover').innerText()).toContain('已转人工客服');
    await chat.button('已转人工').waitFor();
    await chat.page.context().close();
  });

  it('offers what the bot asks back as buttons, and sends the chosen one as the next message', async () => {
    const chat = await visit();
    await chat.open();
    await chat.ask('你好');
    const turn = { turnId: 'asks-back' };
    await shop.tell(
      await chat.conversationId(),
      { type: 'message-accepted', ...turn, messageId: 'asks-back', text: '时限' },
      { type: 'sentence-ready', ...turn, index: 0, text: '您想了解哪一方面？', citations: [] },
      { type: 'choices-offered', ...turn, choices: ['退货政策', '配送政策'] },
      { type: 'turn-end', ...turn, outcome: 'clarified', reason: 'several-policies-match' },
    );
    await chat.button('配送政策').click();
    await chat.complete(2);
    expect(await chat.messages.allInnerTexts()).toEqual(['你好', '时限', '配送政策']);
    expect(await chat.button('退货政策').count()).toBe(0);
    await chat.page.context().close();
  });

  it('notes a rating with its reason, and shows it again after a reload', async () => {
    const chat = await visit();
    await chat.open();
    await chat.ask('付款后多久发货？');
    await chat.button('没有帮助').click();
    await chat.button('已过时').click();
    await chat.panel.getByText('已记下').waitFor();
    const { workspaces, turns } = shop.api.product;
    const workspace = await workspaces.findBySlug('demo');
    const [turn] = await turns.recent(workspace?.id ?? '', 1);
    expect(turn).toMatchObject({ question: '付款后多久发货？', rating: 'down' });

    await chat.page.reload();
    await chat.panel.getByText('已记下').waitFor();
    expect(await chat.button('没有帮助').getAttribute('aria-pressed')).toBe('true');
    await chat.page.context().close();
  });

  it('shows text as text, whatever it looks like', async () => {
    const chat = await visit();
    await chat.open();
    const text = '<img src=x onerror="document.title=1"><b>粗</b> **星** javascript:alert(1)';
    await chat.ask(text);
    expect(await chat.messages.allInnerTexts()).toEqual([text]);
    expect(await chat.thread.locator('img, b, a').count()).toBe(0);
    await chat.page.context().close();
  });

  it('does not send while a word is being composed, nor on Shift+Enter, and counts near the end', async () => {
    const chat = await visit();
    await chat.open();
    await chat.input.fill('tui huo');
    for (const composing of [{ isComposing: true }, { keyCode: 229 }])
      await chat.input.evaluate(
        (area, key) =>
          area.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...key })),
        composing,
      );
    await chat.input.press('Shift+Enter');
    expect(await chat.input.inputValue()).toBe('tui huo\n');
    expect(await chat.messages.count()).toBe(0);

    await chat.input.fill('长'.repeat(1_900));
    await chat.panel.getByText('1900 / 2000').waitFor();
    await chat.input.fill('长'.repeat(2_003));
    await chat.panel.getByText('超出 3 字').waitFor();
    expect(await chat.button('发送').isDisabled()).toBe(true);
    await chat.input.press('Enter');
    expect(await chat.messages.count()).toBe(0);
    await chat.page.context().close();
  });

  it('says so where a source cannot be fetched, and fetches it on a second try', async () => {
    const chat = await visit();
    await chat.open();
    await chat.ask('签收后几天内可以退货？');
    await chat.page.route('**/sources/**', (route) => route.abort());
    await chat.chips.first().click();
    await chat.sheet.getByText('原文没有取到').waitFor();
    await chat.page.unroute('**/sources/**');
    await chat.sheet.getByRole('button', { name: '重试' }).click();
    await chat.sheet.locator('mark').waitFor();
    await chat.page.context().close();
  });
});
