import { ChatModelError, type ChatEnd, type ChatRequest } from '@zhike/ports';
import { type ChatScript, ChatServer } from '@zhike/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChatTimeouts, OpenAiChatModel } from './openai.chat-model.js';

const KEY = 'sk-hush-1234567890';
const TIMEOUTS: ChatTimeouts = { connectMs: 500, firstTextMs: 200, betweenTextsMs: 200 };

const server = new ChatServer();
let url = '';
beforeAll(async () => {
  url = await server.start();
});
afterAll(() => server.stop());

const modelAt = (address = url) =>
  new OpenAiChatModel({ id: 'm', url: address, model: 'qwen', key: () => KEY, timeouts: TIMEOUTS });
const requestOf = (more: Partial<ChatRequest> = {}): ChatRequest => ({
  messages: [
    { role: 'system', content: 'rules' },
    { role: 'user', content: 'how long?' },
  ],
  temperature: 0.1,
  maxTokens: 50,
  signal: AbortSignal.timeout(5_000),
  ...more,
});

interface Heard {
  readonly text: string;
  readonly end: ChatEnd | undefined;
  readonly error: unknown;
}

async function hear(model = modelAt(), request = requestOf()): Promise<Heard> {
  let text = '';
  let end: ChatEnd | undefined;
  try {
    for await (const event of model.chat(request)) {
      if (event.type === 'text-delta') text += event.text;
      else end = event;
    }
    return { text, end, error: undefined };
  } catch (error) {
    return { text, end, error };
  }
}

async function hearOf(...scripts: ChatScript[]): Promise<Heard> {
  server.play(...scripts);
  return hear();
}
const codeOf = ({ error }: Heard) => (error instanceof ChatModelError ? error.code : error);

describe('OpenAiChatModel', () => {
  it('streams the text, and tells why it ended and what it took', async () => {
    const heard = await hearOf({
      kind: 'answer',
      text: '七天内可以退货。',
      usage: { promptTokens: 12, answerTokens: 6 },
    });
    expect(heard).toEqual({
      text: '七天内可以退货。',
      end: {
        type: 'end',
        reason: 'stop',
        usage: { promptTokens: 12, answerTokens: 6, isEstimated: false },
        without: [],
      },
      error: undefined,
    });
    expect(server.asked).toMatchObject([
      {
        path: '/v1/chat/completions',
        authorization: `Bearer ${KEY}`,
        body: { model: 'qwen', stream: true, temperature: 0.1, max_tokens: 50 },
      },
    ]);
    expect(server.asked[0]?.body).not.toHaveProperty('seed');
  });

  it('estimates the tokens where the provider counts none', async () => {
    const { end } = await hearOf({ kind: 'answer', text: 'Within seven days.' });
    expect(end?.usage).toMatchObject({ isEstimated: true });
    expect(end?.usage.answerTokens).toBeGreaterThan(3);
  });

  it('keeps its connection for the next request', async () => {
    server.play({ kind: 'answer', text: 'Yes.' });
    const model = modelAt();
    for (let times = 0; times < 3; times++) expect((await hear(model)).text).toBe('Yes.');
    expect(server.left).toBe(0);
  });

  it('says that an answer was cut at its length', async () => {
    expect((await hearOf({ kind: 'answer', text: 'Within', finish: 'length' })).end?.reason).toBe('length');
  });

  it('waits for a model that thinks aloud, and tells no thought', async () => {
    expect((await hearOf({ kind: 'answer', text: 'Yes.', thought: 'Let me see.' })).text).toBe('Yes.');
  });

  it.each<[string, ChatScript, string]>([
    ['a first text that does not come', { kind: 'mute' }, 'model-timed-out'],
    ['an answer that stalls', { kind: 'stall', text: 'Within ' }, 'model-timed-out'],
    ['a piece that is no JSON', { kind: 'broken-json' }, 'model-answer-broken'],
    ['a stream that ends without an end', { kind: 'truncated', text: 'Within ' }, 'model-answer-broken'],
    ['a connection that is cut', { kind: 'cut', text: 'Within ' }, 'model-unreachable'],
    ['an error inside the stream', { kind: 'error-inside', text: 'Within ' }, 'model-server-failed'],
    ['an answer of white space', { kind: 'answer', text: ' \n ' }, 'model-answer-empty'],
    [
      'an answer the provider withheld',
      { kind: 'answer', text: '', finish: 'content_filter' },
      'model-answer-withheld',
    ],
    ['an answer without end', { kind: 'endless', text: 'and on ' }, 'model-answer-too-long'],
  ])('refuses %s', async (_what, script, code) => {
    expect(codeOf(await hearOf(script))).toBe(code);
  });

  it.each<[number, string, string]>([
    [400, 'model-request-refused', 'nothing'],
    [401, 'model-unauthorised', 'nothing'],
    [403, 'model-forbidden', 'nothing'],
    [404, 'model-not-found', 'nothing'],
    [408, 'model-timed-out', 'again'],
    [409, 'model-conflict', 'again'],
    [413, 'model-request-too-large', 'nothing'],
    [422, 'model-request-invalid', 'nothing'],
    [429, 'model-busy', 'again'],
    [500, 'model-server-failed', 'again'],
    [503, 'model-server-failed', 'again'],
  ])('tells a %s apart by its code, and whether asking again may help', async (status, code, remedy) => {
    const { error } = await hearOf({ kind: 'refuse', status });
    expect(error).toMatchObject({ code, remedy });
    expect(server.asked).toHaveLength(1);
  });

  it('knows how long the provider wants to be left alone, in seconds or until a date', async () => {
    const inSeconds = await hearOf({ kind: 'refuse', status: 429, retryAfter: '3' });
    expect(inSeconds.error).toMatchObject({ retryAfterMs: 3_000 });
    const date = new Date(Date.now() + 60_000).toUTCString();
    const until = await hearOf({ kind: 'refuse', status: 503, retryAfter: date });
    expect((until.error as ChatModelError).retryAfterMs).toBeGreaterThan(50_000);
    expect((await hearOf({ kind: 'refuse', status: 429, retryAfter: 'soon' })).error).toMatchObject({
      retryAfterMs: undefined,
    });
  });

  it('says neither the key nor what was said in any failure, though providers repeat it', async () => {
    const scripts: ChatScript[] = [
      { kind: 'refuse', status: 401, message: `Incorrect API key provided: ${KEY}` },
      { kind: 'broken-json' },
      { kind: 'error-inside' },
      { kind: 'cut' },
    ];
    for (const script of scripts) {
      const { error } = await hearOf(script);
      const told = `${JSON.stringify(error)} ${String(error)} ${String((error as Error).cause)} ${(error as Error).stack}`;
      expect(told).not.toMatch(/sk-hush|hush|how long/);
    }
  });

  it('asks a model that refuses a temperature without one, says so, and does not try again with it', async () => {
    server.play({ kind: 'takes-no', parameter: 'temperature', text: 'Yes.' });
    const model = modelAt();
    const first = await hear(model);
    expect(first).toMatchObject({ text: 'Yes.', end: { without: ['temperature'] } });
    await hear(model);
    expect(server.asked.map(({ body }) => body.temperature)).toEqual([0.1, undefined, undefined]);
  });

  it('stops within one piece when it is told to, and lets the connection go', async () => {
    server.play({ kind: 'endless', text: 'a ' });
    const stop = new AbortController();
    const reason = new Error('enough');
    let after = 0;
    const listening = async () => {
      for await (const event of modelAt().chat(requestOf({ signal: stop.signal, maxTokens: 100_000 }))) {
        if (stop.signal.aborted) after++;
        if (event.type === 'text-delta') stop.abort(reason);
      }
    };
    await expect(listening()).rejects.toBe(reason);
    expect(after).toBeLessThanOrEqual(1);
    await expect.poll(() => server.left).toBe(1);
  });

  it('lets the connection go when nobody listens any more', async () => {
    server.play({ kind: 'stall', text: 'Within seven days' });
    for await (const _event of modelAt().chat(requestOf())) break;
    await expect.poll(() => server.left).toBe(1);
  });

  it('does not take the reader’s own slowness for the model’s', async () => {
    server.play({ kind: 'answer', text: 'Within seven days.' });
    let text = '';
    for await (const event of modelAt().chat(requestOf())) {
      if (text === '') await new Promise((resolve) => setTimeout(resolve, 2 * TIMEOUTS.betweenTextsMs));
      if (event.type === 'text-delta') text += event.text;
    }
    expect(text).toBe('Within seven days.');
  });

  it('does not ask at all when it was stopped before', async () => {
    server.play({ kind: 'answer', text: 'Yes.' });
    const reason = new Error('too late');
    expect((await hear(modelAt(), requestOf({ signal: AbortSignal.abort(reason) }))).error).toBe(reason);
    expect(server.asked).toHaveLength(0);
  });

  it('says that nobody is there', async () => {
    const closed = new ChatServer();
    const address = await closed.start();
    await closed.stop();
    const heard = await hear(modelAt(address));
    expect(heard.error).toMatchObject({ code: 'model-unreachable', remedy: 'again' });
  });
});
