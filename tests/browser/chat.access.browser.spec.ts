import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describeWithService } from '@zhike/testing';
import type { AxeResults } from 'axe-core';
import { type BrowserContextOptions, devices, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ChatPage } from './chat.page.js';
import { type ChatShop, openShop } from './chat.shop.js';
import { chromiumCheck, openBrowser, type Pages } from './page.harness.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe calls serious or critical, by rule and place. */
async function barriersOf(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = (await page.evaluate('axe.run()')) as AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.flat().join(' ')}`));
}

const focusOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const active = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
    return active?.getAttribute('aria-label') ?? active?.textContent?.trim() ?? '';
  });

describeWithService('the chat for everyone', chromiumCheck, () => {
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

  it.each(['light', 'dark'] as const)('has no serious barrier in %s colours, whatever is open', async (colorScheme) => {
    const chat = await visit({ colorScheme });
    await chat.launcher.waitFor();
    expect(await barriersOf(chat.page)).toEqual([]);
    await chat.open();
    await chat.panel.getByText('可以这样问').waitFor();
    expect(await barriersOf(chat.page)).toEqual([]);
    await chat.ask('签收后几天内可以退货？');
    await chat.button('没有帮助').click();
    await chat.ask('你们会赞助我的婚礼吗？');
    await chat.button('转人工').click();
    await chat.panel.locator('.handover').waitFor();
    await chat.button('新对话').click();
    expect(await barriersOf(chat.page)).toEqual([]);
    await chat.chips.first().click();
    await chat.sheet.locator('mark').waitFor();
    expect(await barriersOf(chat.page)).toEqual([]);
    await chat.page.context().close();
  });

  it('can be used with the keyboard alone', async () => {
    const chat = await visit();
    const { keyboard } = chat.page;
    await chat.launcher.waitFor();
    await keyboard.press('Shift+Tab'); // the launcher is the last stop of the page
    expect(await focusOf(chat.page)).toBe('打开客服对话');
    await keyboard.press('Enter');
    await chat.input.waitFor();
    await expect.poll(() => focusOf(chat.page)).toBe('输入您的问题');
    await keyboard.type('签收后几天内可以退货？');
    await keyboard.press('Enter');
    await chat.complete(0);
    expect(await focusOf(chat.page)).toBe('输入您的问题');

    const chip = await chat.chips.first().innerText();
    for (let steps = 0; steps < 5 && (await focusOf(chat.page)) !== chip; steps++) await keyboard.press('Shift+Tab');
    expect(await focusOf(chat.page)).toBe(chip);
    await keyboard.press('Enter');
    await chat.sheet.locator('mark').waitFor();
    expect(await focusOf(chat.page)).toBe('关闭原文');
    // The sheet holds the focus: two stops, round and round, either way.
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    expect(await focusOf(chat.page)).toBe('关闭原文');
    await keyboard.press('Shift+Tab');
    expect(await focusOf(chat.page)).toContain('第 1 条 退货期限');
    await keyboard.press('Escape');
    await chat.sheet.waitFor({ state: 'detached' });
    expect(await focusOf(chat.page)).toBe(chip);

    await keyboard.press('Escape');
    await chat.panel.waitFor({ state: 'hidden' });
    expect(await focusOf(chat.page)).toBe('打开客服对话');
    await chat.page.context().close();
  });

  it('shows a long answer from its beginning', async () => {
    const chat = await visit({ viewport: { width: 1200, height: 420 } });
    await chat.open();
    await chat.ask('你好');
    const question = '签收后几天内可以退货？';
    await chat.ask(question);
    const top = async (text: string) => (await chat.thread.getByText(text).boundingBox())?.y ?? 0;
    const view = (await chat.thread.boundingBox())?.y ?? 0;
    expect((await top(question)) - view).toBeGreaterThanOrEqual(0);
    await chat.button('回到最新').click();
    await chat.button('回到最新').waitFor({ state: 'detached' });
    expect((await top(question)) - view).toBeLessThan(0);
    await chat.page.context().close();
  });

  it('keeps the focus in the conversation when the chosen button goes away', async () => {
    const chat = await visit();
    await chat.open();
    const starter = chat.panel.locator('.starters button').first();
    await starter.focus();
    await chat.page.keyboard.press('Enter');
    await chat.complete(0);
    expect(await focusOf(chat.page)).toBe('输入您的问题');
    await chat.page.context().close();
  });

  it('tells screen readers what is going on, and names the parts', async () => {
    const chat = await visit();
    await chat.open();
    const said = chat.page.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          const status = document.querySelector('zhike-chat')?.shadowRoot?.querySelector('.under > [role="status"]');
          const heard = new Set<string>();
          new MutationObserver(() => {
            const text = status?.textContent?.trim() ?? '';
            if (text) heard.add(text);
            else if (heard.size) resolve([...heard]);
          }).observe(status ?? document, { characterData: true, childList: true, subtree: true });
        }),
    );
    await chat.ask('签收后几天内可以退货？');
    expect((await said).some((text) => text.startsWith('正在'))).toBe(true);
    expect(await chat.thread.getAttribute('aria-label')).toBe('对话内容');
    expect(await chat.panel.getAttribute('role')).toBe('dialog');
    expect(await chat.panel.getByRole('list', { name: '出处' }).count()).toBe(1);
    await chat.page.context().close();
  });

  it('fills a phone’s screen, keeps its text readable without zooming, and scrolls nothing sideways', async () => {
    const chat = await visit({ ...devices['iPhone 13'], viewport: { width: 390, height: 844 } });
    await chat.launcher.tap();
    await chat.input.waitFor();
    expect(await chat.panel.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
    expect(await chat.launcher.isVisible()).toBe(false);
    expect(await focusOf(chat.page)).toBe('对话内容'); // no keyboard before it is asked for
    expect(await chat.input.evaluate((area) => getComputedStyle(area).fontSize)).toBe('16px');
    await chat.input.tap();
    await chat.ask('签收后几天内可以退货？');
    for (const part of [chat.thread, chat.page.locator('body')])
      expect(await part.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
    const small = await chat.panel.locator('button:visible').evaluateAll((buttons) =>
      buttons
        .map(
          (button) =>
            [button.getAttribute('aria-label') ?? button.textContent, button.getBoundingClientRect()] as const,
        )
        .filter(([, { width, height }]) => width < 24 || height < 24)
        .map(([name]) => name),
    );
    expect(small).toEqual([]);

    // The keyboard comes up: the panel takes what is left of the screen.
    await chat.page.setViewportSize({ width: 390, height: 480 });
    await expect.poll(async () => (await chat.panel.boundingBox())?.height).toBe(480);
    expect((await chat.input.boundingBox())?.y).toBeLessThan(480);
    await chat.button('收起').tap();
    await chat.launcher.waitFor();
    await chat.page.context().close();
  });
});
