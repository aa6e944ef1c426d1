import { OnnxEmbedder } from '@zhike/inference';
import { loadConfig, silentLogger } from '@zhike/platform';
import type { Embedder } from '@zhike/ports';
import { describeWithService } from '@zhike/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ChatPage } from './chat.page.js';
import { type ChatShop, openShop } from './chat.shop.js';
import { chromiumCheck, openBrowser, type Pages } from './page.harness.js';

/** The real embedder behind a gate, so that a turn stays at its search for as long as a test wants. */
function gatedEmbedder(): { embedder: Embedder; isShut: boolean } {
  const { MODEL_DIR: modelDir } = loadConfig({});
  const real = new OnnxEmbedder({ modelDir, threads: 1, logger: silentLogger });
  const gate = { isShut: false };
  const embedder: Embedder = {
    embed: async (texts, request) => {
      while (gate.isShut && request.as === 'query') {
        request.signal?.throwIfAborted();
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return real.embed(texts, request);
    },
    modelId: (locale) => real.modelId(locale) ?? 'none', // asked also where there is no model
    status: () => real.status(),
    close: () => real.close(),
  };
  return Object.assign(gate, { embedder });
}

describeWithService('an answer that takes long', chromiumCheck, () => {
  const gate = gatedEmbedder();
  let shop: ChatShop;
  let pages: Pages;
  beforeAll(async () => {
    [shop, pages] = await Promise.all([openShop({ embedder: gate.embedder }), openBrowser()]);
  });
  afterAll(async () => {
    gate.isShut = false;
    await pages.close();
    await shop.close();
  });

  it('shows what it is doing, can be stopped, and can be asked for again', async () => {
    const page = await (await pages.profile()).newPage();
    await page.goto(shop.url);
    const chat = new ChatPage(page);
    await chat.open();
    gate.isShut = true;
    await chat.write('签收后几天内可以退货？');
    await chat.panel.locator('.stage', { hasText: '正在查找政策…' }).waitFor();
    await chat.button('停止回答').click();
    await chat.complete(0);
    await chat.panel.getByText('回答到这里停下了').waitFor();
    expect(await chat.button('停止回答').count()).toBe(0);

    gate.isShut = false;
    await chat.button('再问一次').click();
    const again = await chat.complete(1);
    expect(await again.locator('.bubble').innerText()).toContain('自签收之日起 7 天内');
    await page.context().close();
  });

  it('goes on while the customer is away, and is there when they come back', async () => {
    const page = await (await pages.profile()).newPage();
    await page.goto(shop.url);
    const chat = new ChatPage(page);
    await chat.open();
    gate.isShut = true;
    await chat.write('签收后几天内可以退货？');
    await chat.panel.locator('.stage', { hasText: '正在查找政策…' }).waitFor();
    await page.goto('about:blank');
    gate.isShut = false;
    await page.goto(shop.url);
    const answer = await chat.complete(0);
    expect(await answer.locator('.bubble').innerText()).toContain('自签收之日起 7 天内');
    await page.context().close();
  });
});
