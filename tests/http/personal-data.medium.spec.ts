import type { TestAnswer, TurnSummary, TurnTrace, WebhookDelivery, WebhookEndpoint } from '@zhike/contracts';
import { createLogger } from '@zhike/platform';
import { maskForLog } from '@zhike/assembly';
import { type AskedChat, type ChatScript, ChatServer, sourceWith } from '@zhike/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApi, startApi, until } from './api.harness.js';
import type { ConsoleClient } from './console.client.js';

const PUBLISHED_CARD = '4111111111111111';
const CONTACT = `# 联系方式

## 客服电话
客服电话 010-62345678，每天 9:00 至 21:00 有人接听。

## 退货期限
自签收之日起 7 天内，商品保持完好可以申请无理由退货。

## 汇款
请汇款到卡号 ${PUBLISHED_CARD}。汇款后 2 个工作日内发货。
`;
const PHONE = '13812345678';
const CARD = '6222021001116245702';
const IDENTITY = '11010519491231002X';
const MAIL = 'li.ming@example.com';
const PERSONAL = [PHONE, CARD, IDENTITY, MAIL, '62220210', '世纪大道'];
const TOLD = `我叫李明，身份证 ${IDENTITY}，邮箱 ${MAIL}，住在上海市浦东新区世纪大道100号。`;
const QUESTION = `签收之后多少天内可以申请无理由退货？电话 ${PHONE}，卡号 6222 0210 0111 6245 702。`;

const model = new ChatServer();
const logged: string[] = [];
let api: RunningApi;
let owner: ConsoleClient;
let workspace = { id: '', slug: '' };

beforeAll(async () => {
  const url = await model.start();
  const models = ['simple', 'hard'].map((size) => ({ for: size, name: size, url, model: 'qwen' }));
  const logger = createLogger('debug', { mask: maskForLog, to: { write: (line) => void logged.push(line) } });
  api = await startApi({ WRITER_MODELS: JSON.stringify(models), MODEL_DIR: 'none' }, { logger });
  owner = api.console();
  ({ workspace } = await owner.setUp(await api.product.identity.issueSetupCode()));
  await owner.publishFile('联系方式.md', CONTACT, { locale: 'zh' });
  await until(async () => (await api.product.health()).graph.pendingEvents === 0);
});
afterAll(async () => {
  await api.close();
  await model.stop();
});

const saying = (phrase: string, write: (number: number) => string): ChatScript => ({
  kind: 'answer',
  text: (asked: AskedChat) => write(sourceWith(asked, phrase).number),
});
async function ask(script: ChatScript, question: string, history: object[] = []): Promise<TestAnswer> {
  model.play(script);
  const { status, body } = await owner.post<TestAnswer>('test-questions', { question, history });
  expect(status).toBe(200);
  return body;
}
const textOf = ({ sentences }: Pick<TestAnswer, 'sentences'>) => sentences.map(({ text }) => text).join('');
async function as(role: 'editor' | 'reviewer' | 'agent'): Promise<ConsoleClient> {
  const login = { email: `${role}@example.com`, password: 'another long password' };
  await api.product.identity.addMember(workspace.id, { name: role, role, ...login });
  const client = api.console();
  await client.post('login', login);
  return client;
}

describe('what is personal of a customer', () => {
  it('reaches no model, neither of the question nor of what was said before', async () => {
    const history = [
      { role: 'customer', text: `${TOLD}想退货` },
      { role: 'agent', text: '好的。' },
    ];
    for (const question of [QUESTION, `那退货期限是签收之后多少天内？身份证 ${IDENTITY}`]) {
      await ask(
        saying('7 天内', (number) => `自签收之日起 7 天内可以退货[${number}]。`),
        question,
        history,
      );
      expect(model.asked.length).toBeGreaterThan(0);
      const sent = JSON.stringify(model.asked.map(({ body }) => body));
      for (const value of PERSONAL) expect(sent).not.toContain(value);
      expect(sent).toMatch(/〔(?:银行卡|身份证)号1〕/u);
    }
    const answer = await ask({ kind: 'refuse', status: 404 }, QUESTION);
    expect(answer.trace.steps.find(({ name }) => name === 'redact')?.detail).toMatchObject({
      phone: 1,
      'bank-card': 1,
    });
  });

  it.each([
    ['echoes a placeholder', (number: number) => `请拨打〔电话号码1〕[${number}]。`],
    ['invents a number', (number: number) => `客服电话 13912345678，每天 9:00 至 21:00 有人接听[${number}]。`],
    ['repeats the number it guessed', (number: number) => `客服电话 ${PHONE}[${number}]。`],
  ])('never leaves in an answer where the model %s', async (_how, write) => {
    const answer = await ask(saying('010-62345678', write), `我的电话是 ${PHONE}，客服电话是多少？`);
    expect(textOf(answer)).not.toMatch(/138|139|〔/u);
    expect(textOf(answer)).toContain('010-62345678');
  });

  it('is another matter than what the shop has published, which leaves', async () => {
    const answer = await ask(
      saying('010-62345678', (number) => `客服电话是 010-62345678[${number}]。`),
      '客服电话是多少？',
    );
    expect(textOf(answer)).toContain('010-62345678');
  });
});

describe('what a customer wrote in a conversation', () => {
  let turnId = '';
  beforeAll(async () => {
    // A model that is refused says what it was sent; none of it may be written down.
    model.play({ kind: 'refuse', status: 500, message: `cannot answer „${TOLD}${QUESTION}“` });
    const chat = api.chat(workspace.slug);
    await chat.open({ locale: 'zh' });
    await chat.question(TOLD);
    const { end } = await chat.question(QUESTION);
    turnId = end.turnId;
    expect(end.outcome).toBe('answered');
    expect(JSON.stringify(chat.events())).toContain(PHONE);
  });

  it('is kept as it was written, and read so by the owner and by agents', async () => {
    for (const client of [owner, await as('agent')]) {
      const { body: turns } = await client.get<TurnSummary[]>('turns');
      expect(turns[0]?.question).toBe(QUESTION);
      expect((await client.get<TurnTrace>(`turns/${turnId}/trace`)).body.question).toBe(QUESTION);
    }
  });

  it.each(['editor', 'reviewer'] as const)('is read with personal data masked by a member who is %s', async (role) => {
    const client = await as(role);
    const { body: turns } = await client.get<TurnSummary[]>('turns');
    const { body: trace } = await client.get<TurnTrace>(`turns/${turnId}/trace`);
    for (const shown of [JSON.stringify(turns), JSON.stringify(trace)])
      for (const value of PERSONAL) expect(shown).not.toContain(value);
    expect(turns[0]?.question).toContain('电话 138****5678');
    expect(turns[0]?.answer).toContain('7 天内');
    expect(trace.window?.question).toContain('138****5678');
    expect(trace.candidates.some(({ text }) => text.includes('010-62345678'))).toBe(true);
  });

  it('is never in the log, whatever fails', async () => {
    const broken = new Error(`value "${TOLD}${QUESTION}" cannot be stored`);
    api.product.logger.error(
      { turnId, reason: broken.message, stack: broken.stack, error: broken },
      `failed for ${PHONE}`,
    );
    // A database that repeats what it was given.
    await expect(api.product.database.query('select $1::int', [QUESTION])).rejects.toThrow(PHONE);
    await api.product.database.query('select $1::int', [QUESTION]).catch((error: unknown) => {
      api.product.logger.warn({ reason: String(error) }, 'turns could not be tended; trying again');
    });
    const lines = logged.join('');
    expect(lines).toContain('cannot be stored');
    expect(lines).toContain('138****5678');
    for (const value of PERSONAL) expect(lines).not.toContain(value);
  });

  it('goes to webhooks without numbers of cards and documents, in the same form', async () => {
    const endpoint = { url: 'https://crm.shop.example/hook', events: ['turn.answered', 'policy.published'] };
    const { body: made } = await owner.post<WebhookEndpoint>('webhooks', endpoint);
    model.play(saying('7 天内', (number) => `自签收之日起 7 天内，商品保持完好可以申请无理由退货[${number}]。`));
    const chat = api.chat(workspace.slug);
    await chat.open({ locale: 'zh' });
    const { end } = await chat.question(QUESTION);
    const read = async () => (await owner.get<WebhookDelivery[]>(`webhooks/${made.id}/deliveries`)).body;
    await until(async () => (await read()).length > 0);
    const [delivery] = await read();
    const { data } = JSON.parse(delivery?.body ?? '{}') as { data: Record<string, unknown> };
    expect(data).toMatchObject({ turnId: end.turnId, outcome: 'answered', answer: expect.stringContaining('7 天内') });
    expect(data['question']).toContain(`电话 ${PHONE}，卡号 **** **** **** **** 702。`);
    expect(data['citations']).toMatchObject([{ policyTitle: '联系方式' }]);
  });
});

describe('a document that publishes what nobody should', () => {
  it('is not quoted with a card number, and the rest of it is', async () => {
    const answer = await ask({ kind: 'refuse', status: 404 }, '汇款后多少个工作日内发货？汇款到哪个卡号？');
    expect(JSON.stringify(answer.sentences)).not.toContain(PUBLISHED_CARD);
    expect(textOf(answer)).toContain('汇款后 2 个工作日内发货。');
  });
});
