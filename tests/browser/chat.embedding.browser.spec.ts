import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describeWithService } from '@zhike/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ChatPage } from './chat.page.js';
import { type ChatShop, openShop } from './chat.shop.js';
import { builtSite, chromiumCheck, openBrowser, type Pages } from './page.harness.js';

const KB = 1024;
const widget = () => join(builtSite('widget'), 'widget');

describe('what a shop puts into its page', () => {
  it('weighs no more than 30 KB, and the chat that comes when it is opened no more than 60', () => {
    const weights = readdirSync(widget()).map(
      (name) => [name, gzipSync(readFileSync(join(widget(), name))).length] as const,
    );
    const launcher = weights.find(([name]) => name === 'zhike-widget.js');
    const [panel, ...more] = weights.filter(([name]) => /^zhike-panel-[\w-]{8,}\.js$/.test(name));
    expect(more).toEqual([]);
    expect(launcher?.[1]).toBeLessThanOrEqual(30 * KB);
    expect(panel?.[1]).toBeLessThanOrEqual(60 * KB);
  });

  it('is a classic script, so that one async tag is enough', () => {
    const code = readFileSync(join(widget(), 'zhike-widget.js'), 'utf8');
    expect(() => new Function(code)).not.toThrow(); // parses; a module's import or export would not
  });
});

describeWithService('the widget in a page', chromiumCheck, () => {
  let shop: ChatShop;
  let pages: Pages;
  beforeAll(async () => {
    [shop, pages] = await Promise.all([openShop(), openBrowser()]);
  });
  afterAll(async () => {
    await pages.close();
    await shop.close();
  });

  async function newPage(locale = 'zh-CN'): Promise<{ page: Page; chat: ChatPage; asked: string[] }> {
    const page = await (await pages.profile({ locale })).newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    page.on('websocket', (socket) => asked.push(new URL(socket.url()).pathname));
    return { page, chat: new ChatPage(page), asked };
  }

  const kept = async (page: Page) => ({
    cookies: await page.context().cookies(),
    storage: await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]),
  });

  it('stores nothing and begins nothing before the customer says something', async () => {
    const { page, chat, asked } = await newPage();
    await page.goto(shop.url);
    await chat.launcher.waitFor();
    expect(asked.filter((path) => /socket\.io|\/api\/|panel/.test(path))).toEqual([]);
    await chat.open();
    await chat.panel.getByText('可以这样问').waitFor();
    await chat.button('收起').click();
    expect(asked.filter((path) => /socket\.io|\/api\//.test(path))).toEqual(['/api/chat/demo/welcome']);
    expect(await kept(page)).toEqual({ cookies: [], storage: [] });

    await chat.open();
    await chat.ask('你好');
    expect((await kept(page)).cookies).toEqual([]);
    expect((await kept(page)).storage).toContain('zhike:demo');
    await page.context().close();
  });

  it('does what the page asks of it, also before it has loaded, and says when it is ready', async () => {
    const { page, chat } = await newPage();
    await page.addInitScript(() => {
      const stub = (...call: unknown[]) => void stub.q.push(call);
      stub.q = [] as unknown[][];
      Object.assign(window, { zhike: stub, ready: 0 });
      stub('ask', '签收后几天内可以退货？');
      stub('ready', () => Object.assign(window, { isReady: true }));
      window.addEventListener('zhike:ready', () => Object.assign(window, { heardReady: true }));
    });
    await page.goto(shop.url);
    await chat.complete(0);
    expect(await page.evaluate('[window.isReady, window.heardReady]')).toEqual([true, true]);

    const command = (...call: string[]) => page.evaluate(`zhike(...${JSON.stringify(call)})`);
    await command('close');
    await chat.panel.waitFor({ state: 'hidden' });
    await command('toggle');
    await chat.panel.waitFor();
    await command('hide');
    await chat.launcher.waitFor({ state: 'hidden' });
    await command('show');
    await chat.launcher.waitFor();
    await command('locale', 'en');
    await expect.poll(() => chat.launcher.getAttribute('aria-label')).toBe('Open the chat');
    await page.context().close();
  });

  it('speaks the customer’s choice of language, now and after a reload', async () => {
    const { page, chat } = await newPage();
    await page.goto(shop.url);
    await chat.open();
    await chat.button('EN: switch to English').click();
    await chat.panel.getByText('You could ask').waitFor();
    await expect
      .poll(() => chat.panel.locator('.starters button').allInnerTexts())
      .toEqual(['What is the Return policy?']);
    await page.reload();
    expect(await chat.launcher.getAttribute('aria-label')).toBe('Open the chat');
    await page.context().close();
  });

  it('survives a page that swaps its body', async () => {
    const { page, chat } = await newPage();
    await page.goto(shop.url);
    await chat.open();
    await chat.ask('你好');
    await page.evaluate(() => {
      document.body = document.createElement('body');
      document.dispatchEvent(new Event('turbo:load'));
    });
    await chat.panel.waitFor();
    await chat.ask('谢谢');
    expect(await chat.messages.allInnerTexts()).toEqual(['你好', '谢谢']);
    await page.context().close();
  });

  it('says so when the chat cannot be fetched, and fetches it at the next click', async () => {
    const { page, chat } = await newPage();
    await page.goto(shop.url);
    await page.route('**/zhike-panel-*', (route) => route.abort());
    await chat.launcher.click();
    await page.getByText('没有加载成功').waitFor();
    await page.unroute('**/zhike-panel-*');
    await chat.open();
    await chat.ask('你好');
    await page.context().close();
  });

  describe('of another site with a strict policy', () => {
    let site: Server;
    let url = '';
    beforeAll(async () => {
      const { origin, host } = new URL(shop.url);
      const policy = `default-src 'none'; script-src ${origin}; connect-src ${origin} ws://${host}`;
      site = createServer((_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy });
        response.end(
          `<!doctype html><html lang="en"><title>Another shop</title><style>* { all: unset }</style><h1>Goods</h1>` +
            `<script async src="${origin}/widget/zhike-widget.js" data-workspace="demo" data-locale="zh"></script>`,
        );
      });
      await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
      url = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;
    });
    afterAll(() => new Promise((resolve) => site.close(resolve)));

    it('works from its one script tag: no inline style, no eval, no other origin', async () => {
      const { page, chat } = await newPage();
      await page.addInitScript(() => {
        const refused: string[] = [];
        Object.assign(window, { refused });
        addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
          refused.push(`${violatedDirective} ${blockedURI}`),
        );
      });
      await page.goto(url);
      await chat.open();
      const answer = await chat.ask('签收后几天内可以退货？');
      await answer.locator('.chip').click();
      await chat.sheet.locator('mark').waitFor();
      expect((await chat.panel.boundingBox())?.width).toBe(392);
      // The page's own inline style and icon are refused; nothing of ours is.
      const refused = (await page.evaluate('window.refused')) as string[];
      expect(
        refused.filter((what) => !what.startsWith('style-src-elem inline') && !what.startsWith('img-src')),
      ).toEqual([]);
      expect(refused.filter((what) => what.startsWith('style-src-elem')).length).toBeLessThanOrEqual(1);
      await page.context().close();
    });
  });

  describe('of the demo shop', () => {
    it('explains itself in the browser’s language, and in the other one', async () => {
      const { page } = await newPage('en-GB');
      await page.goto(shop.url);
      await page.getByRole('heading', { name: 'Three things to try' }).waitFor();
      expect(await page.locator('#step-list li').count()).toBe(3);
      expect(await page.getByRole('link', { name: 'Open the console' }).getAttribute('href')).toBe('/admin/');
      await page.getByRole('button', { name: '切换到中文' }).click();
      await page.getByRole('heading', { name: '三步试完' }).waitFor();
      expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
      await expect.poll(() => page.locator('zhike-chat .launcher').getAttribute('aria-label')).toBe('打开客服对话');
      await page.context().close();
    });

    it('asks a sample question in the chat, and fetches nothing from elsewhere', async () => {
      const { page, chat } = await newPage();
      const origins = new Set<string>();
      page.on('request', (request) => origins.add(new URL(request.url()).origin));
      await page.goto(shop.url);
      await page.getByRole('button', { name: '退货的运费由谁承担？' }).click();
      const answer = await chat.complete(0);
      expect(await answer.locator('.bubble').innerText()).toContain('往返运费由本店承担');
      expect([...origins]).toEqual([new URL(shop.url).origin]);
      expect(pages.complaints.filter((line) => !/ERR_|Failed to fetch|Refused|Content Security/.test(line))).toEqual(
        [],
      );
      await page.context().close();
    });
  });
});
