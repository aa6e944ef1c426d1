import { join } from 'node:path';
import { describeWithService } from '@zhike/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { en } from '../../apps/admin/src/text/en.js';
import { zh } from '../../apps/admin/src/text/zh.js';
import { ScriptedChatModel } from '../studio/scripted.chat-model.js';
import type { ConsolePage } from './console.page.js';
import { type ConsoleShop, openOwnedConsole, RETURNS } from './console.shop.js';
import { chromiumCheck } from './page.harness.js';

const text = zh.graph;
const CATALOGUE = `entity,relation,value
青禾小院,价格,320 元
青禾小院,周边餐厅,竹里小馆
青禾小院,周边餐厅,老灶面庄
竹里小馆,电话,0571-88005566
老灶面庄,主厨,林一舟
`;
/** Where pictures of the pages are left for people to look at; none are taken without it. */
const SHOTS = process.env['SCREENSHOTS'];

describeWithService('the console’s graph page', chromiumCheck, () => {
  const model = new ScriptedChatModel();
  let shop: ConsoleShop;
  let member: ConsolePage;
  beforeAll(async () => {
    shop = await openOwnedConsole('/graph', { chatModel: model });
    ({ member } = shop);
    await shop.elsewhere.post('login', { email: 'owner@example.com', password: 'correct horse battery' });
  });
  afterAll(() => shop.close());

  const shoot = async (name: string) => {
    if (SHOTS) await member.page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
  };
  const cells = () => member.page.locator('.graph-rows td').allInnerTexts();
  const write = async (query: string) => {
    await member.field(text.queryLabel).fill(query);
    await member.page.keyboard.press('Control+Enter');
  };

  it('says what is to be published first, then begins with questions about this shop’s things', async () => {
    await member.go('graph');
    await member.page.getByText(text.emptyTitle).waitFor();
    await shoot('graph-nothing');
    await shop.elsewhere.publishFile('民宿.csv', CATALOGUE, { locale: 'zh' });
    await shop.elsewhere.publishFile('退换货政策.md', RETURNS, { locale: 'zh' });
    await shop.projected();
    await member.page.reload();
    await member.page.getByText(text.firstTitle).waitFor();
    expect(await member.page.locator('.graph-examples button').count()).toBe(3);
    await member.page.getByText(text.schema).click();
    await shoot('graph-beginning');
    expect(await member.seriousViolations()).toEqual([]);
  });

  it('turns a question into a query that was tried, and runs it', async () => {
    await member.field(text.askLabel).fill('青禾小院附近的餐厅的主厨');
    await member.page.keyboard.press('Enter');
    await member.page.getByText('林一舟').first().waitFor();
    expect(await member.field(text.queryLabel).inputValue()).toContain('-[:LEADS_TO]->(e1:Entity)');
    expect((await cells()).join(' ')).toContain('老灶面庄');
    await member.page.getByText(text.passed(9, 9)).click();
    await member.page.getByText(text.checks.workspace).waitFor();
    await shoot('graph-question');
    expect(await member.seriousViolations()).toEqual([]);
  });

  it('runs what a member writes with Ctrl+Enter, and leads to the policy that it stands in', async () => {
    await write(`MATCH (v:Version)-[:HAS_CLAUSE]->(c:Clause) WHERE c.text CONTAINS '退货' RETURN v.title AS 政策, c`);
    const link = member.page.locator('.graph-rows').getByRole('link', { name: '退货期限' });
    await link.waitFor();
    await shoot('graph-clauses');
    await member.page.reload();
    expect(await member.field(text.queryLabel).inputValue()).toContain('CONTAINS');
    await member.button(new RegExp(`${text.run}$`, 'u')).click();
    await link.click();
    await member.heading('退换货政策').first().waitFor();
    await member.page.goBack();
  });

  it('tells where a mistake is, and keeps what was written', async () => {
    const query = 'MATCH (c:Clause)\nSET c.text = "免费" RETURN c';
    await write(query);
    await member.alert.getByText(text.at(2, 1) + text.problems.writes('SET')).waitFor();
    expect(await member.field(text.queryLabel).inputValue()).toBe(query);
    await shoot('graph-mistake');
    expect(await member.seriousViolations()).toEqual([]);
    await write(`MATCH (c:Clause) WHERE c.text CONTAINS '没有这句话' RETURN c`);
    await member.page.getByText(text.noRows, { exact: true }).waitFor();
  });

  it('says that a question was not understood', async () => {
    await member.field(text.askLabel).fill('火星上有没有咖啡？');
    await member.button(new RegExp(`${text.byRules}$`, 'u')).click();
    await member.alert.getByText(text.because['not-understood']).waitFor();
    await shoot('graph-not-understood');
  });

  it('offers no query of a model that lies, shows what it wrote, and brings back the query before', async () => {
    const kept = `MATCH (c:Clause) RETURN c.heading`;
    await write(kept);
    await member.page.getByText('退款时间').first().waitFor();
    model.script.push('MATCH (n) DETACH DELETE n', 'MATCH (n) DETACH DELETE n', 'MATCH (n) DETACH DELETE n');
    await member.field(text.askLabel).fill('老灶面庄的主厨是谁？');
    await member.button(new RegExp(`${text.byModel}$`, 'u')).click();
    await member.alert.getByText(text.because['never-valid']).waitFor();
    expect(await member.field(text.queryLabel).inputValue()).toBe(kept);
    await member.page.getByText(text.attempts(3)).click();
    await member.page.getByText(text.problems.writes('DETACH')).first().waitFor();
    await shoot('graph-lying-model');
    expect(await member.seriousViolations()).toEqual([]);

    model.script.push(`MATCH (e:Entity { name: '老灶面庄' })<-[:ABOUT]-(f:Fact { relation: '主厨' }) RETURN f.value`);
    await member.button(new RegExp(`${text.byModel}$`, 'u')).click();
    await member.page.getByText(text.writtenBy.model).waitFor();
    await member.page.locator('.graph-rows').getByText('林一舟').waitFor();
    await shoot('graph-model');
    await member.button(new RegExp(`${text.restore}$`, 'u')).click();
    expect(await member.field(text.queryLabel).inputValue()).toBe(kept);
  });

  it('can be stopped while a model writes', async () => {
    model.pieceMs = 400;
    model.script.push('MATCH (c:Clause) RETURN c '.repeat(10));
    await member.field(text.askLabel).fill('所有条款');
    await member.button(new RegExp(`${text.byModel}$`, 'u')).click();
    await member.page.getByText(text.writing).waitFor();
    await member.page.locator('.graph-ask').getByRole('button', { name: text.stop }).click();
    await member.page.getByText(text.writing).waitFor({ state: 'detached' });
    expect(await member.alert.count()).toBe(0);
    model.pieceMs = 0;
  });

  it('fits a phone, in English and in the dark', async () => {
    const profile = await shop.pages.profile({
      ...{ viewport: { width: 390, height: 844 }, locale: 'en-GB', colorScheme: 'dark', hasTouch: true },
      storageState: await member.page.context().storageState(),
    });
    const page = await profile.newPage();
    await page.goto(
      `${shop.api.url}/admin/graph?query=${encodeURIComponent(`MATCH (v:Version)-[:HAS_CLAUSE]->(c:Clause) RETURN v.title, c.heading, c`)}`,
    );
    await page
      .getByRole('button', { name: en.rail.language })
      .first()
      .waitFor({ state: 'attached' })
      .catch(() => {});
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await page.getByRole('button', { name: new RegExp(`${en.graph.run}$`, 'u') }).click();
    await page.locator('.graph-rows').getByText('退款时间').first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    if (SHOTS) await page.screenshot({ path: join(SHOTS, 'graph-phone.png'), fullPage: true });
    await profile.close();
  });

  it('complains of nothing but what was refused', () => {
    expect(shop.pages.complaints.filter((line) => !/401|422/u.test(line))).toEqual([]);
  });
});
