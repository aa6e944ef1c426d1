import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Me, PolicySummary, VersionDetail } from '@zhike/contracts';
import type { AssemblyOptions } from '@zhike/assembly';
import { type RunningApi, startApi } from '../http/api.harness.js';
import type { ChatClient } from '../http/chat.client.js';
import type { ConsoleClient } from '../http/console.client.js';
import { ConsolePage, OWNER } from './console.page.js';
import { builtSite, openBrowser, type Pages } from './page.harness.js';

export const RETURNS = `# 退换货政策

## 退货期限
自签收之日起 7 天内，商品保持完好可以申请无理由退货。

## 需要提供的材料
申请退货时请提供订单号、购买凭证和商品照片。

## 退款时间
我们收到退回的商品后 3 个工作日内原路退款。
`;

export interface ConsoleShop {
  readonly api: RunningApi;
  readonly pages: Pages;
  readonly member: ConsolePage;
  /** The same member at another machine. */
  readonly elsewhere: ConsoleClient;
  /** The newest version of the policy with that title, as the server holds it. */
  stored(title: string): Promise<VersionDetail>;
  /** Until everything published can be asked for. */
  projected(): Promise<void>;
  customer(): Promise<ChatClient>;
  close(): Promise<void>;
}

export interface ConsoleOptions extends Pick<AssemblyOptions, 'chatModel'> {
  readonly env?: Record<string, string>;
}

/** The real product before its first owner, and a browser at its console. */
export async function openConsole({ env: more, ...options }: ConsoleOptions = {}): Promise<ConsoleShop> {
  // Without models, so that the console has something to warn of, on every machine alike.
  const env = { MODEL_DIR: join(tmpdir(), 'zhike-no-models'), WEBHOOKS_ALLOW_PRIVATE: '1', ...more };
  const [api, pages] = await Promise.all([startApi(env, { ...options, dist: builtSite('console') }), openBrowser()]);
  const profile = await pages.profile({ viewport: { width: 1440, height: 900 } });
  const elsewhere = api.console();
  return {
    api,
    pages,
    member: new ConsolePage(await profile.newPage(), api.url),
    elsewhere,
    stored: async (title) => {
      const { body: policies } = await elsewhere.get<PolicySummary[]>(`policies?search=${encodeURIComponent(title)}`);
      const { body } = await elsewhere.get<VersionDetail>(`versions/${policies[0]?.newest.versionId ?? ''}`);
      return body;
    },
    projected: () => projected(api),
    customer: async () => {
      const { body: me } = await elsewhere.get<Me>('me');
      const chat = api.chat(me.workspace.slug);
      await chat.open({ locale: 'zh' });
      return chat;
    },
    close: async () => {
      await pages.close();
      await api.close();
    },
  };
}

/** The same with an owner, who stands logged in at that address. */
export async function openOwnedConsole(address: string, options: ConsoleOptions = {}): Promise<ConsoleShop> {
  const shop = await openConsole(options);
  const setupCode = await shop.api.product.identity.issueSetupCode();
  const { name, email, password, shop: workspaceName } = OWNER;
  await shop.elsewhere.post('setup', { setupCode, name, email, password, workspaceName });
  await shop.member.open(address);
  await shop.member.logIn();
  await shop.member.page.locator('.rail').waitFor();
  return shop;
}

async function projected(api: RunningApi): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if ((await api.product.health()).graph.pendingEvents === 0) return;
    await pause(50);
  }
  throw new Error('what was published could not be asked for in time');
}
