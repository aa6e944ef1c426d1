import type { AddressInfo } from 'node:net';
import { type AssemblyOptions, assembleProduct, type Product } from '@zhike/assembly';
import { loadConfig, silentLogger } from '@zhike/platform';
import { openTestDatabase } from '@zhike/testing';
import { createApp } from '../../apps/api/src/app.js';
import { ChatClient } from './chat.client.js';
import { ConsoleClient } from './console.client.js';

export interface RunningApi {
  readonly product: Product;
  readonly url: string;
  console(): ConsoleClient;
  chat(workspace: string): ChatClient;
  close(): Promise<void>;
}

/** The whole product behind its real edge, on a port of its own and a database in memory. */
export async function startApi(
  env: Record<string, string> = {},
  options: AssemblyOptions & { readonly dist?: string } = {},
): Promise<RunningApi> {
  const config = loadConfig({ DEMO_SHOP: '0', LOG_LEVEL: 'silent', ...env });
  const database = await openTestDatabase();
  const product = await assembleProduct(config, { database, logger: silentLogger, ...options });
  const app = await createApp(product, options.dist ? { dist: options.dist } : {});
  await app.listen(0, '127.0.0.1');
  await product.start();
  const url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
  const chats: ChatClient[] = [];
  return {
    product,
    url,
    console: () => new ConsoleClient(url),
    chat: (workspace) => {
      const chat = new ChatClient(url, workspace);
      chats.push(chat);
      return chat;
    },
    close: async () => {
      for (const chat of chats) chat.leave();
      await app.close();
      await product.close(5_000);
    },
  };
}

/** Waits, ten seconds at most, for what the relay or a turn brings about by itself. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not come true in time');
}
