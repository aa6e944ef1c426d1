import { randomBytes } from 'node:crypto';
import type { OwnModel, OwnModels, TestAnswer } from '@zhike/contracts';
import type { Database } from '@zhike/platform';
import { type AskedChat, type ChatScript, ChatServer, openTestDatabase, sourceWith } from '@zhike/testing';
import { type RunningApi, startApi } from './api.harness.js';
import type { ConsoleClient } from './console.client.js';

const rules = (days: number) => `# 退换货政策

## 退货期限
自签收之日起 ${days} 天内，商品保持完好可以申请无理由退货。
`;
export const QUESTION = '签收之后多少天内可以申请无理由退货？';
export const quote = (days: number) => `自签收之日起 ${days} 天内，商品保持完好可以申请无理由退货。`;
export const paraphrase = (days: string) => `商品保持完好的，自签收之日起${days}天内可以申请无理由退货。`;
export const PINE_KEY = 'sk-hush-of-the-pine-1234';
export const LOTUS_KEY = 'sk-hush-of-the-lotus-9876';
const PROJECTED_WITHIN_MS = 90_000;
export const newSecretsKey = () => randomBytes(32).toString('base64');

/** Both sizes, so that the question is written by a model whatever its difficulty. */
export const SIZES = ['simple', 'hard'] as const;

/** A workspace with an owner at its console, and the endpoint that its models stand behind. */
export interface Shop {
  readonly console: ConsoleClient;
  readonly workspaceId: string;
  readonly slug: string;
  readonly server: ChatServer;
  readonly url: string;
}

export interface TwoShops {
  readonly api: RunningApi;
  readonly env: Record<string, string>;
  readonly database: Database;
  readonly pine: Shop;
  readonly lotus: Shop;
  /** As before any model was set up. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Two workspaces in one installation whose policies differ in one number. */
export async function openTwoShops(): Promise<TwoShops> {
  const env = { SECRETS_KEY: newSecretsKey(), MODELS_ALLOW_PRIVATE: '1' };
  const database = await openTestDatabase();
  const api = await startApi(env, { database });
  const servers = { pine: new ChatServer(), lotus: new ChatServer() };
  const owner = api.console();
  const { workspace } = await owner.setUp(await api.product.identity.issueSetupCode(), '松');
  const place = { workspaceId: workspace.id, slug: workspace.slug };
  const pine: Shop = { console: owner, ...place, server: servers.pine, url: await servers.pine.start() };
  const other = await api.product.workspaces.ensure('lotus', '莲');
  const login = { email: 'lotus@example.com', password: 'another long password' };
  await api.product.identity.addMember(other.id, { name: '莲主', role: 'owner', ...login });
  const second = api.console();
  await second.post('login', login);
  const lotusPlace = { workspaceId: other.id, slug: 'lotus' };
  const lotus: Shop = { console: second, ...lotusPlace, server: servers.lotus, url: await servers.lotus.start() };
  await pine.console.publishFile('退换货政策.md', rules(7), { locale: 'zh' });
  await lotus.console.publishFile('退换货政策.md', rules(30), { locale: 'zh' });
  await projected(api);
  return {
    ...{ api, env, database, pine, lotus },
    reset: async () => {
      for (const shop of [pine, lotus]) await resetModels(shop);
    },
    close: async () => {
      await api.close();
      await Promise.all([servers.pine.stop(), servers.lotus.stop()]);
    },
  };
}

/** Two policies with their vectors: on a busy machine that is longer than tests wait for other things. */
async function projected({ product }: RunningApi): Promise<void> {
  const deadline = Date.now() + PROJECTED_WITHIN_MS;
  while ((await product.health()).graph.pendingEvents > 0) {
    if (Date.now() > deadline) throw new Error('what was published was not projected in time');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function resetModels({ console, server }: Shop): Promise<void> {
  for (const { id } of (await modelsOf(console)).models) {
    const { status } = await console.ask('DELETE', `/api/admin/models/${id}`);
    if (status !== 204) throw new Error(`a model could not be removed: ${status}`);
  }
  server.play({ kind: 'refuse', status: 404 });
}

export const modelsOf = async (console: ConsoleClient) => (await console.get<OwnModels>('models')).body;

export async function add(console: ConsoleClient, input: object): Promise<OwnModel> {
  const { status, body } = await console.post<OwnModel>('models', input);
  if (status !== 201) throw new Error(`not added: ${JSON.stringify(body)}`);
  return body;
}

export async function addBothSizes(console: ConsoleClient, url: string, key: string): Promise<OwnModel[]> {
  const added: OwnModel[] = [];
  for (const size of SIZES) added.push(await add(console, { name: `qwen-${size}`, size, url, model: 'qwen', key }));
  return added;
}

/** Says this, on the source that holds the phrase. */
export const saying = (text: string, phrase: string): ChatScript => ({
  kind: 'answer',
  text: (asked: AskedChat) => `${text}[${sourceWith(asked, phrase).number}]`,
  usage: { promptTokens: 200, answerTokens: 20 },
});

export async function ask({ console }: Shop): Promise<TestAnswer> {
  return (await console.post<TestAnswer>('test-questions', { question: QUESTION })).body;
}
export const textOf = ({ sentences }: TestAnswer) => sentences.map(({ text }) => text).join('');
export const detailsOf = ({ trace }: Pick<TestAnswer, 'trace'>, name: string) =>
  trace.steps.filter((step) => step.name === name).map(({ detail }) => detail);
