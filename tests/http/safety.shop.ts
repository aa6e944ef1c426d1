import type { Me, SafetyEvent, SafetyEventPage, SafetyRule } from '@zhike/contracts';
import { SqlAuditLog } from '@zhike/identity';
import { expect } from 'vitest';
import { type RunningApi, startApi, until } from './api.harness.js';
import type { Answer, ConsoleClient } from './console.client.js';

const POLICY = `# 退货政策

## 退货期限
我们郑重承诺。自签收之日起 7 天内一定全额退款。
`;

export const METRICS_TOKEN = 'a-token-of-the-tests';

/** A rule as the console would send it. */
export const draft = (words: string[], more: object = {}) => ({
  ...{
    name: words[0],
    kind: 'words',
    words,
    direction: 'input',
    category: 'competitors',
    severity: 'block',
    mode: 'live',
  },
  ...more,
});

/** A shop with one policy in force, whose owner runs the safety filter, and a clock that tests move. */
export class SafetyShop {
  private constructor(
    readonly api: RunningApi,
    readonly owner: ConsoleClient,
    readonly me: Me,
    private readonly time: { now: Date },
  ) {}

  /** Without models unless told where they are: what rules and words find is then the same on every machine. */
  static async open(modelDir = 'none'): Promise<SafetyShop> {
    const time = { now: new Date('2026-06-10T08:00:00Z') };
    const api = await startApi({ MODEL_DIR: modelDir, METRICS_TOKEN }, { clock: { now: () => time.now } });
    const owner = api.console();
    const me = await owner.setUp(await api.product.identity.issueSetupCode());
    await owner.publishFile('退货政策.md', POLICY, { locale: 'zh' });
    await until(async () => (await api.product.health()).graph.pendingEvents === 0);
    return new SafetyShop(api, owner, me, time);
  }

  get now(): Date {
    return this.time.now;
  }

  set now(now: Date) {
    this.time.now = now;
  }

  async rule(words: string[], more: object = {}, client = this.owner): Promise<SafetyRule> {
    const { status, body } = await client.post<SafetyRule>('safety/rules', draft(words, more));
    expect(status, JSON.stringify(body)).toBe(201);
    return body;
  }

  async rules(): Promise<SafetyRule[]> {
    return (await this.owner.get<SafetyRule[]>('safety/rules')).body;
  }

  /** How a message ends, in a conversation of its own. */
  async outcome(text: string, slug = this.me.workspace.slug): Promise<string> {
    const chat = this.api.chat(slug);
    await chat.open({ locale: 'zh' });
    const { end } = await chat.question(text);
    chat.leave();
    return `${end.outcome}/${end.reason}`;
  }

  async events(query = '', client = this.owner): Promise<SafetyEvent[]> {
    return (await client.get<SafetyEventPage>(`safety/events${query}`)).body.items;
  }

  /** What is found is written behind the turn. */
  async eventOf(word: string, query = '?status=all&limit=100'): Promise<SafetyEvent> {
    let found: SafetyEvent | undefined;
    await until(async () => {
      found = (await this.events(query)).find(({ excerpt }) => excerpt.includes(word));
      return found !== undefined;
    });
    if (!found) throw new Error('not found');
    return found;
  }

  review<Body = SafetyEvent>(id: string, body: object, client = this.owner): Promise<Answer<Body>> {
    return client.post<Body>(`safety/events/${id}/review`, body);
  }

  /** What members did to it, newest first. */
  async audited(id: string): Promise<string[]> {
    return (await new SqlAuditLog(this.api.product.database).of(this.me.workspace.id, id)).map(({ action }) => action);
  }

  upload<Body>(
    path: string,
    file: readonly [name: string, content: string | Uint8Array<ArrayBuffer>],
    fields: Record<string, string> = {},
    method = 'POST',
  ): Promise<Answer<Body>> {
    const form = new FormData();
    for (const [field, value] of Object.entries(fields)) form.set(field, value);
    form.set('file', new Blob([file[1]]), file[0]);
    return this.owner.ask<Body>(method, `/api/admin/safety/${path}`, { body: form });
  }
}
