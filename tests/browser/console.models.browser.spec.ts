import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { OwnModels } from '@zhike/contracts';
import { type AskedChat, ChatServer, describeWithService, sourceWith } from '@zhike/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { en } from '../../apps/admin/src/text/en.js';
import { zh } from '../../apps/admin/src/text/zh.js';
import { type ConsoleShop, openOwnedConsole, RETURNS } from './console.shop.js';
import type { ConsolePage } from './console.page.js';
import { chromiumCheck } from './page.harness.js';

const text = zh.models;
const KEY = 'sk-hush-of-the-shop-1234';
const QUESTION = '签收之后多少天内可以申请无理由退货？';
const PARAPHRASE = '商品保持完好的，自签收之日起七天内可以申请无理由退货。';

/** Where pictures of the pages are left for people to look at; none are taken without it. */
const SHOTS = process.env['SCREENSHOTS'];

describeWithService('the console’s models', chromiumCheck, () => {
  const [server, spare] = [new ChatServer(), new ChatServer()];
  let [url, spareUrl] = ['', ''];
  let shop: ConsoleShop;
  let member: ConsolePage;
  beforeAll(async () => {
    [url, spareUrl] = [await server.start(), await spare.start()];
    const env = { SECRETS_KEY: randomBytes(32).toString('base64'), MODELS_ALLOW_PRIVATE: '1' };
    shop = await openOwnedConsole('/models', { env });
    ({ member } = shop);
    await shop.elsewhere.post('login', { email: 'owner@example.com', password: 'correct horse battery' });
  });
  afterAll(async () => {
    await shop?.close();
    await Promise.all([server.stop(), spare.stop()]);
  });

  const shoot = async (name: string) => {
    if (SHOTS) await member.page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
  };
  const stored = async () => (await shop.elsewhere.get<OwnModels>('models')).body;
  const chain = (size: 'simple' | 'hard') => member.page.getByRole('region', { name: text.sizes[size] });
  const names = (size: 'simple' | 'hard') => chain(size).locator('li strong').allInnerTexts();
  const card = (name: string) => member.page.locator('.chain-list > li').filter({ hasText: name });

  it('says that answers are quoted, and why that is good', async () => {
    await member.go('models');
    await member.page.getByText(text.emptyTitle).waitFor();
    await member.page.getByText(text.emptyQuote).waitFor();
    await shoot('models-empty');
    expect(await member.seriousViolations()).toEqual([]);
  });

  it('takes a model with its key, names what is missing, and shows of the key only its end', async () => {
    await member.button(text.create).click();
    await member.press(zh.act.save);
    await member.dialog.getByText(text.urlWrong).waitFor();
    await member.dialog.getByText(zh.door.required).waitFor();
    await member.field(text.url).fill(url);
    await member.field(text.model).fill('qwen-plus');
    await member.field(text.keyNew).fill(KEY);
    await member.field(text.priceInput).fill('0.8');
    await member.press(zh.act.save);
    await member.dialog.getByText(text.priceBoth).waitFor();
    await member.field(text.priceOutput).fill('2');
    expect(await member.seriousViolations()).toEqual([]);
    await shoot('models-add');
    await member.press(zh.act.save);
    await member.dialog.waitFor({ state: 'detached' });
    await card('qwen-plus').getByText('…1234').waitFor();
    expect((await stored()).models).toMatchObject([
      { name: 'qwen-plus', size: 'hard', url, price: { input: 0.8, output: 2 }, key: { lastFour: '1234' } },
    ]);
    expect(await member.page.content()).not.toContain('hush');
  });

  it('tries it out: what it said and how long it took, or why it did not', async () => {
    const usage = { promptTokens: 31, answerTokens: 7 };
    server.play({ kind: 'answer', text: '我最擅长中文。', usage, afterMs: 40 });
    await member.button(text.testLabel('qwen-plus')).click();
    const trial = card('qwen-plus').locator('[data-trial]');
    await trial.getByText('我最擅长中文。').waitFor();
    await trial.getByText(text.tested.tokens('31', '7')).waitFor();
    expect(server.asked).toMatchObject([{ authorization: `Bearer ${KEY}`, body: { model: 'qwen-plus' } }]);
    await shoot('models-tested');
    server.play({ kind: 'refuse', status: 401, message: `Incorrect API key: ${KEY}` });
    await member.button(text.testLabel('qwen-plus')).click();
    await trial.getByText(text.causes['model-unauthorised'] ?? '').waitFor();
    expect(await member.page.content()).not.toContain('hush');
    expect(await member.seriousViolations()).toEqual([]);
    await shoot('models-refused');
  });

  it('writes the next answer, and the trace says so', async () => {
    await shop.elsewhere.publishFile('退换货政策.md', RETURNS, { locale: 'zh' });
    await shop.projected();
    await shop.elsewhere.post('models', { name: 'small', size: 'simple', url: spareUrl, model: 'qwen-turbo' });
    const honest = (asked: AskedChat) => `${PARAPHRASE}[${sourceWith(asked, '7 天内').number}]`;
    for (const one of [server, spare]) one.play({ kind: 'answer', text: honest });
    await member.go('try');
    const answer = await member.ask(QUESTION);
    expect(await answer.innerText()).toContain(PARAPHRASE);
    await member.page
      .getByText(zh.trace.names['model'] ?? '')
      .first()
      .waitFor();
    await member.open('/models');
    await card('small').waitFor();
    expect([await names('hard'), await names('simple')]).toEqual([['qwen-plus'], ['small']]);
  });

  it('changes the order with buttons and with keys alone', async () => {
    for (const name of ['deepseek', 'ollama'])
      await shop.elsewhere.post('models', { name, url: spareUrl, model: name });
    await member.page.reload();
    await card('ollama').waitFor();
    expect(await names('hard')).toEqual(['qwen-plus', 'deepseek', 'ollama']);
    await member.button(text.up('ollama')).click();
    await expect.poll(() => names('hard')).toEqual(['qwen-plus', 'ollama', 'deepseek']);
    await card('ollama').focus();
    await member.page.keyboard.press('Alt+ArrowUp');
    await expect.poll(() => names('hard')).toEqual(['ollama', 'qwen-plus', 'deepseek']);
    // Whoever moves by keys goes on from there.
    await expect.poll(() => card('ollama').evaluate((row) => row === document.activeElement)).toBe(true);
    await member.page.keyboard.press('Alt+ArrowDown');
    await expect.poll(() => names('hard')).toEqual(['qwen-plus', 'ollama', 'deepseek']);
    expect((await stored()).models.map(({ name }) => name)).toEqual(['qwen-plus', 'small', 'ollama', 'deepseek']);
    await shoot('models-list');
    expect(await member.seriousViolations()).toEqual([]);
  });

  it('holds a stored key back from another host, replaces it, and removes it', async () => {
    const edit = () => member.button(zh.act.edit, card('qwen-plus')).click();
    await edit();
    await member.dialog.getByText(text.keyKept('1234')).waitFor();
    await member.field(text.url).fill('https://models.example/v1');
    await member.dialog.getByText(text.keyElsewhere).waitFor();
    await shoot('models-elsewhere');
    await member.press(zh.act.save);
    await member.dialog.getByText(zh.errors['model-key-needed'] ?? '').waitFor();
    await member.dialog.getByText(text.keyReplace, { exact: true }).click();
    await member.field(text.keyNew).fill('sk-hush-another-9876');
    await member.press(zh.act.save);
    await member.dialog.waitFor({ state: 'detached' });
    await card('qwen-plus').getByText('…9876').waitFor();
    await edit();
    await member.dialog.getByText(text.keyRemove, { exact: true }).click();
    await member.press(zh.act.save);
    await member.dialog.waitFor({ state: 'detached' });
    await card('qwen-plus').getByText(text.keyNone).waitFor();
  });

  it('says in the banner, on the card and on the system page that a key cannot be read', async () => {
    await shop.elsewhere.post('models', { name: 'locked', url, model: 'qwen', key: KEY });
    await shop.api.product.database.query(`update writer_models set key_id = '00000000' where name = 'locked'`);
    await member.page.reload();
    await card('locked').getByText(text.unreadableHelp).waitFor();
    await member.page.getByText(zh.health.keysUnreadable).waitFor();
    await shoot('models-unreadable');
    expect(await member.seriousViolations()).toEqual([]);
    await member.go('system');
    await member.page.getByText(zh.system.keysAdvice).waitFor();
    await shoot('models-system');
  });

  it('asks before a model goes, and says so when it was the last', async () => {
    await member.go('models');
    for (const { id, name } of (await stored()).models)
      if (name !== 'small') await shop.elsewhere.ask('DELETE', `/api/admin/models/${id}`);
    await member.page.reload();
    await member.button(zh.act.remove, card('small')).click();
    await member.dialog.getByText(text.removeLast).waitFor();
    await member.press(zh.act.remove);
    await member.page.getByText(text.emptyTitle).waitFor();
    expect(await stored()).toMatchObject({ models: [], writtenBy: 'composer' });
  });

  it('stays usable in English on a phone', async () => {
    for (const [name, size] of [
      ['qwen-plus', 'hard'],
      ['deepseek-chat', 'hard'],
      ['qwen-turbo', 'simple'],
    ])
      await shop.elsewhere.post('models', { name, size, url, model: name, key: KEY });
    await member.page.setViewportSize({ width: 390, height: 844 });
    await member.page.reload();
    await card('qwen-turbo').waitFor();
    await shoot('models-narrow');
    await member.page.getByText('EN', { exact: true }).click();
    await member.button(en.models.create).waitFor();
    await shoot('models-narrow-en');
    const isWider = () => document.documentElement.scrollWidth > window.innerWidth + 1;
    expect(await member.page.evaluate(isWider)).toBe(false);
    await member.button(en.models.create).click();
    await member.field(en.models.url).waitFor();
    await shoot('models-narrow-add');
    expect(await member.page.evaluate(isWider)).toBe(false);
    expect(await member.seriousViolations()).toEqual([]);
  });

  it('leaves no page complaining of anything but the login and what was refused on purpose', () => {
    expect(shop.pages.complaints.filter((line) => !/401|422/.test(line))).toEqual([]);
  });
});
