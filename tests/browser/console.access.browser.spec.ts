import type { PolicyDetail, TurnSummary, VersionDetail, WebhookEndpoint } from '@zhike/contracts';
import { describeWithService } from '@zhike/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { zh } from '../../apps/admin/src/text/zh.js';
import type { ConsoleClient } from '../http/console.client.js';
import { ConsolePage } from './console.page.js';
import { openOwnedConsole, RETURNS, type ConsoleShop } from './console.shop.js';
import { chromiumCheck } from './page.harness.js';

/** Each page is looked at as a whole; on a busy machine that is some seconds a page. */
const MANY_PAGES_MS = 180_000;

describeWithService('the console for everyone', chromiumCheck, () => {
  let shop: ConsoleShop;
  let member: ConsolePage;
  let elsewhere: ConsoleClient;
  beforeAll(async () => {
    shop = await openOwnedConsole('/policies');
    ({ member, elsewhere } = shop);
    await elsewhere.publishFile('退换货政策.md', RETURNS, { locale: 'zh' });
    await elsewhere.upload('商品目录.csv', 'entity,relation,value\n云杉杯,容量,500 毫升\n云杉杯,颜色,黑\n', {
      locale: 'zh',
    });
    const { policyId } = await shop.stored('退换货');
    const { body: draft } = await elsewhere.post<VersionDetail>(`policies/${policyId}/drafts`);
    await elsewhere.send('PUT', `versions/${draft.id}`, {
      effectiveFrom: draft.effectiveFrom,
      clauses: [...draft.clauses.slice(1), { key: '运费', heading: '运费', text: '质量问题的退货运费由店铺承担。' }],
      basedOn: draft.updatedAt,
    });
    await shop.projected();
    const chat = await shop.customer();
    await chat.question('退货期限是多久？');
    await elsewhere.post('webhooks', { url: `${shop.api.url}/receives-nothing`, events: ['answer.rated'] });
  });
  afterAll(() => shop.close());

  it('moves through the list with the arrow keys and opens with Enter', async () => {
    await member.open('/policies');
    await member.row('商品目录').waitFor();
    await member.page.keyboard.press('/');
    await member.page.keyboard.press('ArrowDown');
    const first = await focused(member);
    await member.page.keyboard.press('ArrowDown');
    expect([first, await focused(member)].sort()).toEqual(['商品目录', '退换货政策'].sort());
    await member.page.keyboard.press('ArrowUp');
    await member.page.keyboard.press('Enter');
    await member.page.waitForURL(/\/versions\//);
  });

  it('filters by kind and word in the address, so that back and reload return to the same list', async () => {
    await member.open('/policies?kind=catalogue');
    await member.row('商品目录').waitFor();
    expect(await member.row('退换货政策').count()).toBe(0);
    await member.field(zh.policies.search).pressSequentially('没有这个词', { delay: 90 });
    await member.page.getByText(zh.policies.noMatch).waitFor();
    await member.page.reload();
    await member.page.getByText(zh.policies.noMatch).waitFor();
    await member.button(zh.policies.clear).click();
    await member.row('退换货政策').waitFor();
  });

  it('can be entered by everyone', async () => {
    const stranger = new ConsolePage(await (await shop.pages.profile()).newPage(), shop.api.url);
    await stranger.open('/policies');
    await stranger.field(zh.door.email).waitFor();
    expect(await stranger.seriousViolations()).toEqual([]);
    await stranger.page.context().close();
  });

  it.each([
    ['zh', 'light'],
    ['en', 'dark'],
  ] as const)(
    'can be used by everyone on its main pages, in %s and %s',
    async (locale, scheme) => {
      await member.page.evaluate(
        ([language, light]) => {
          localStorage.setItem('zhike:locale', language);
          localStorage.setItem('zhike:scheme', light);
        },
        [locale, scheme] as const,
      );
      const broken: string[] = [];
      for (const [address, sign] of await mainPages(shop)) {
        await member.open(address);
        await member.page.locator(sign).first().waitFor();
        broken.push(...(await member.seriousViolations()).map((violation) => `${address} ${violation}`));
      }
      expect(broken).toEqual([]);
    },
    MANY_PAGES_MS,
  );
});

/** Addresses, each with what shows that its content is there. */
async function mainPages({ stored, elsewhere }: ConsoleShop): Promise<[address: string, sign: string][]> {
  const [draft, catalogue] = [await stored('退换货'), await stored('商品目录')];
  const { body: detail } = await elsewhere.get<PolicyDetail>(`policies/${draft.policyId}`);
  const { body: turns } = await elsewhere.get<TurnSummary[]>('turns');
  const { body: endpoints } = await elsewhere.get<WebhookEndpoint[]>('webhooks');
  const policy = `/policies/${draft.policyId}/versions`;
  return [
    ['/policies', '.list'],
    ['/policies?search=没有', '.empty'],
    ['/policies?dialog=new', '#create-policy_title'],
    ['/policies?dialog=import', '.drop'],
    [`${policy}/${draft.id}`, '.clause-form'],
    [`${policy}/${draft.id}?view=changes`, '.diff'],
    [`${policy}/${detail.versions[1]?.id ?? ''}`, '.clause-article'],
    [`/policies/${catalogue.policyId}/versions/${catalogue.id}`, '.ant-table-row'],
    ['/try', '.question-field'],
    ['/safety', '.empty'],
    ['/safety?view=rules&edit=new', '.safety-form'],
    ['/conversations', '.list'],
    [`/conversations/${turns[0]?.id ?? ''}`, '.candidates [data-fate]'],
    ['/webhooks', '.verify-help'],
    ['/webhooks?dialog=new', '#endpoint_url'],
    [`/webhooks/${endpoints[0]?.id ?? ''}`, '.endpoint-title'],
    ['/models', '.empty-list'],
    ['/system', '.model'],
    ['/nowhere', '.empty'],
  ];
}

const focused = (member: ConsolePage) => member.page.evaluate(() => document.activeElement?.textContent ?? '');
