import { describeWithService } from '@zhike/testing';
import type { BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { ChatPage } from './chat.page.js';
import { type ChatShop, openShop } from './chat.shop.js';
import { chromiumCheck, openBrowser, type Pages } from './page.harness.js';

describeWithService('a conversation that goes on', chromiumCheck, () => {
  let shop: ChatShop;
  let pages: Pages;
  let profile: BrowserContext;
  beforeAll(async () => {
    [shop, pages] = await Promise.all([openShop(), openBrowser()]);
  });
  afterAll(async () => {
    await pages.close();
    await shop.close();
  });
  beforeEach(async () => {
    profile = await pages.profile();
  });
  afterEach(async () => {
    shop.line.mend();
    await profile.close();
  });

  async function tab(): Promise<ChatPage> {
    const page = await profile.newPage();
    await page.goto(shop.url);
    return new ChatPage(page);
  }

  /** What the product's own books say was asked in that conversation, oldest first. */
  async function accepted(chat: ChatPage): Promise<string[]> {
    const { workspaces, turns } = shop.api.product;
    const workspace = await workspaces.findBySlug('demo');
    const conversationId = await chat.conversationId();
    const recent = await turns.recent(workspace?.id ?? '', 100);
    return recent
      .filter((turn) => turn.conversationId === conversationId)
      .map(({ question }) => question)
      .reverse();
  }

  it('loses nothing on a reload: not the thread, not what was being written, not that it was open', async () => {
    const chat = await tab();
    await chat.open();
    await chat.ask('签收后几天内可以退货？');
    await chat.ask('付款后多久发货？');
    await chat.input.fill('写到一半');
    const before = await chat.thread.innerText();

    await chat.page.reload();
    await chat.complete(1);
    expect(await chat.thread.innerText()).toBe(before);
    expect(await chat.input.inputValue()).toBe('写到一半');
  });

  it('loses no message that was sent while the line was cut, and keeps their order', async () => {
    const chat = await tab();
    await chat.open();
    await chat.ask('你好');

    shop.line.cut();
    await chat.panel.locator('.banner').waitFor();
    for (const text of ['签收后几天内可以退货？', '付款后多久发货？', '谢谢']) await chat.write(text);
    expect(await chat.messages.allInnerTexts()).toEqual(['你好', '签收后几天内可以退货？', '付款后多久发货？', '谢谢']);
    expect(await chat.panel.getByText('等待网络').count()).toBe(3);

    shop.line.mend();
    await chat.complete(3);
    const asked = ['你好', '签收后几天内可以退货？', '付款后多久发货？', '谢谢'];
    expect(await chat.messages.allInnerTexts()).toEqual(asked);
    expect(await accepted(chat)).toEqual(asked);
    expect(await chat.panel.locator('.banner').count()).toBe(0);
  });

  it('brings what was answered while the line was cut', async () => {
    const chat = await tab();
    await chat.open();
    await chat.ask('你好');
    shop.line.cut();
    await chat.panel.locator('.banner').waitFor();
    await shop.tell(await chat.conversationId(), { type: 'handover-requested', reason: 'customer-request' });
    shop.line.mend();
    await chat.panel.locator('.handover').waitFor();
  });

  it('sends what was written without a network after the browser is online again, also after a reload', async () => {
    const chat = await tab();
    await chat.open();
    await chat.ask('你好');
    await profile.setOffline(true);
    await chat.panel.getByText('网络已断开').first().waitFor();
    await chat.write('签收后几天内可以退货？');
    await chat.panel.getByText('等待网络').waitFor();
    await profile.setOffline(false);
    await chat.complete(1);

    shop.line.cut();
    await chat.panel.locator('.banner').waitFor();
    await chat.write('付款后多久发货？');
    await chat.panel.getByText('等待网络').waitFor();
    shop.line.mend();
    await chat.page.reload();
    await chat.complete(2);
    expect(await accepted(chat)).toEqual(['你好', '签收后几天内可以退货？', '付款后多久发货？']);
  });

  it('asks again for an event that did not arrive', async () => {
    const page = await profile.newPage();
    let lost = '';
    await page.routeWebSocket(/socket\.io/, (socket) => {
      const server = socket.connectToServer();
      server.onMessage((frame) => {
        if (!lost && String(frame).includes('"sentence-ready"')) lost = String(frame);
        else socket.send(frame);
      });
    });
    await page.goto(shop.url);
    const chat = new ChatPage(page);
    await chat.open();
    const answer = await chat.ask('签收后几天内可以退货？');
    expect(lost).toContain('自签收之日起 7 天内');
    expect(await answer.locator('.bubble').innerText()).toContain('自签收之日起 7 天内');
  });

  it('is the same in several tabs', async () => {
    const first = await tab();
    const second = await tab();
    await first.open();
    await second.open();
    await first.ask('签收后几天内可以退货？');
    await second.complete(0);
    await second.ask('付款后多久发货？');
    await first.complete(1);
    expect(await first.conversationId()).not.toBe('');
    expect(await accepted(first)).toEqual(['签收后几天内可以退货？', '付款后多久发货？']);
    expect(await second.messages.allInnerTexts()).toEqual(await first.messages.allInnerTexts());
  });

  it('is one conversation even when two tabs begin at the same moment', async () => {
    const [first, second] = [await tab(), await tab()];
    await first.open();
    await second.open();
    await Promise.all([first.write('签收后几天内可以退货？'), second.write('付款后多久发货？')]);
    await first.complete(1);
    await second.complete(1);
    expect((await accepted(first)).sort()).toEqual(['付款后多久发货？', '签收后几天内可以退货？'].sort());
  });

  it('counts on the launcher what was answered while it was closed', async () => {
    const first = await tab();
    await first.open();
    await first.ask('你好');
    await first.button('收起').click();
    const id = await first.conversationId();
    await shop.tell(id, { type: 'handover-requested', reason: 'customer-request' });
    const badge = first.page.locator('zhike-chat .badge');
    await badge.waitFor();
    expect(await badge.innerText()).toBe('1');
    expect(await first.launcher.getAttribute('aria-label')).toContain('1 条未读回复');
    await first.open();
    await badge.waitFor({ state: 'hidden' });
  });

  it('begins anew when the customer says so, in every tab', async () => {
    const first = await tab();
    const second = await tab();
    await first.open();
    await second.open();
    await first.ask('你好');
    await second.complete(0);
    const old = await first.conversationId();
    await first.button('新对话').click();
    await first.button('开始新对话').click();
    await first.panel.getByText('可以这样问').waitFor();
    await second.panel.getByText('可以这样问').waitFor();
    expect(await first.conversationId()).toBe('');
    await first.ask('谢谢');
    await second.complete(0);
    expect(await first.conversationId()).not.toBe(old);
    expect(await second.messages.allInnerTexts()).toEqual(['谢谢']);
  });

  it('begins anew and says so when the server does not know it any more', async () => {
    const chat = await tab();
    await chat.page.evaluate(() =>
      localStorage.setItem('zhike:demo', '{"conversationId":"gone","token":"t","seen":3}'),
    );
    await chat.page.reload();
    await chat.open();
    await chat.panel.getByText('之前的对话已找不到').waitFor();
    await chat.ask('签收后几天内可以退货？');
    expect(await accepted(chat)).toEqual(['签收后几天内可以退货？']);
  });
});
