import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { AssemblyOptions } from '@zhike/assembly';
import type { ConversationEvent } from '@zhike/contracts';

import { SqlConversationStore } from '../../libs/conversation/src/conversation.store.js';
import { type RunningApi, startApi } from '../http/api.harness.js';
import { builtSite } from './page.harness.js';
import { type CuttableLine, openLine } from './chat.line.js';

/** A shop whose every clause these tests know, so that "the right clause" can be said by name. */
const FILES = {
  'returns.zh.md': `---
title: 退货政策
effective_from: 2026-10-01
---
# 退货政策

## 第 1 条 退货期限
自签收之日起 7 天内，商品完好的可以申请无理由退货。

## 第 2 条 退货运费
因质量问题退货的，往返运费由本店承担。因个人原因退货的，寄回的运费由顾客承担。

## 第 3 条 不可退货的商品
定制商品不支持退货。
`,
  'returns.en.md': `---
title: Return policy
effective_from: 2026-10-01
---
# Return policy

## 1. Return window
You may return an unused item within 30 days of delivery.

## 2. Return shipping
If the item is faulty, we pay the return shipping. If you changed your mind, you pay the return shipping.

## 3. Excluded goods
Custom-made goods cannot be returned.
`,
  'delivery.zh.md': `---
title: 配送政策
effective_from: 2026-09-15
---
# 配送政策

## 第 1 条 发货时间
付款后 48 小时内发货。
`,
};

export interface ChatShop {
  readonly api: RunningApi;
  /** The way to the product that pages use; it can be cut. */
  readonly line: CuttableLine;
  readonly url: string;
  /** Writes into a conversation's log as a turn would, for what no question brings about reliably. */
  tell(conversationId: string, ...told: readonly ConversationEvent['event'][]): Promise<void>;
  close(): Promise<void>;
}

/** The real product with that shop, the built widget, and a line to it that can be cut. */
export async function openShop(options: AssemblyOptions = {}): Promise<ChatShop> {
  const dist = builtSite('widget');
  const demoDir = await mkdtemp(join(tmpdir(), 'zhike-shop-'));
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(demoDir, name), text);
  const api = await startApi({ DEMO_SHOP: '1' }, { dist, demoDir, ...options });
  await published(api);
  const line = await openLine(Number(new URL(api.url).port));
  return {
    api,
    line,
    url: line.url,
    tell: async (conversationId, ...told) => {
      const { database, conversationLog } = api.product;
      for (const event of told)
        conversationLog.tell(
          conversationId,
          await new SqlConversationStore(database).append(conversationId, event, new Date()),
        );
    },
    close: async () => {
      await line.close();
      await api.close();
      await rm(demoDir, { recursive: true, force: true });
    },
  };
}

export async function published(api: RunningApi): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if ((await api.product.health()).graph.pendingEvents === 0) return;
    await pause(100);
  }
  throw new Error('the policies were not projected in time');
}
