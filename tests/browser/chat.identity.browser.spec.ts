import type { ActingMember } from '@zhike/policy';
import { describeWithService } from '@zhike/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signCustomer } from '../http/customer.token.js';
import { ChatPage } from './chat.page.js';
import { type ChatShop, openShop, published } from './chat.shop.js';
import { chromiumCheck, openBrowser, type Pages } from './page.harness.js';

const QUESTION = '会员折扣是多少？';
const DISCOUNT = '会员全场九折';

describeWithService('the widget in the page of a shop that knows its customers', chromiumCheck, () => {
  let shop: ChatShop;
  let pages: Pages;
  let secret = '';
  beforeAll(async () => {
    [shop, pages] = await Promise.all([openShop(), openBrowser()]);
    const { product } = shop.api;
    const workspace = await product.workspaces.findBySlug('demo');
    if (!workspace) throw new Error('the demo shop is missing');
    const by: ActingMember = { workspaceId: workspace.id, memberId: 'm', name: '店主', mayReviewOwnWork: true };
    const clauses = [{ key: '1', heading: '会员折扣', text: `${DISCOUNT}。` }];
    const policy = { title: '会员政策', kind: 'policy' as const, locale: 'zh' as const, clauses, facts: [] };
    await product.policies.importPolicies([{ ...policy, audiences: ['会员'] }], { publish: true }, by);
    await published(shop.api);
    const owner = { memberId: 'm', name: '店主', email: 'owner@example.com', role: 'owner' as const, workspace };
    secret = (await product.customers.makeSecret(owner)).secret ?? '';
  });
  afterAll(async () => {
    await pages.close();
    await shop.close();
  });

  const token = (livesFor = 600) => signCustomer(secret, { sub: 'ana', audiences: ['会员'], livesFor });
  const show = (page: Page, value: string) =>
    page.evaluate((shown) => document.querySelector('zhike-chat')?.setAttribute('identity-token', shown), value);

  async function openPage(): Promise<{ page: Page; chat: ChatPage; refused: () => Promise<string[]> }> {
    const page = await (await pages.profile({ locale: 'zh-CN' })).newPage();
    await page.goto(shop.url);
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      addEventListener('zhike:identity-refused', (event) =>
        heard.push((event as CustomEvent<{ code: string }>).detail.code),
      );
    });
    const refused = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
    return { page, chat: new ChatPage(page), refused };
  }

  it('answers a member, opens the clause, and stops when the page takes the proof away', async () => {
    const { page, chat, refused } = await openPage();
    await show(page, token());
    await chat.open();
    await chat.panel.getByText('会员政策').waitFor();
    expect(await (await chat.ask(QUESTION)).innerText()).toContain(DISCOUNT);
    await chat.chips.first().click();
    await chat.sheet.getByText(DISCOUNT).waitFor();
    await page.keyboard.press('Escape');
    expect(await refused()).toEqual([]);

    await show(page, '');
    await page.waitForTimeout(300);
    expect(await (await chat.ask('会员折扣究竟是多少？')).innerText()).not.toContain(DISCOUNT);
  });

  it('tells the page of a proof that has expired, goes on as for everyone, and takes a new one', async () => {
    const { page, chat, refused } = await openPage();
    await show(page, token(-1));
    await chat.open();
    expect(await (await chat.ask(QUESTION)).innerText()).not.toContain(DISCOUNT);
    expect(await refused()).toEqual(['identity-token-expired']);

    await show(page, token());
    await page.waitForTimeout(300);
    expect(await (await chat.ask('请问会员折扣是多少？')).innerText()).toContain(DISCOUNT);
    expect(await refused()).toHaveLength(1);
  });
});
