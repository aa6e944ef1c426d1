import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Locale } from '@zhike/contracts';
import { MODEL_CATALOGUE, OnnxEmbedder, RemoteEmbedder, type RemoteEmbedderOptions } from '@zhike/inference';
import { Secret } from '@zhike/platform';
import { describeWithService } from '@zhike/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { check, KEY, modelDir, type Running, start } from './inference.harness.js';

const FAST = { timeoutMs: 400, tries: 2, pauseMs: 10 };
const embedders: RemoteEmbedder[] = [];
function remote(url: string, more: Partial<RemoteEmbedderOptions> = {}): RemoteEmbedder {
  const embedder = new RemoteEmbedder({
    url,
    key: new Secret(KEY),
    hurried: FAST,
    patient: FAST,
    restMs: 100,
    ...more,
  });
  embedders.push(embedder);
  return embedder;
}
afterEach(() => Promise.all(embedders.splice(0).map((embedder) => embedder.close())));

const TEXTS: Readonly<Record<Locale, readonly string[]>> = {
  zh: [
    '退货运费谁出？',
    '多久能送到',
    '商品签收后七天内，不影响二次销售的，可以无理由退货。',
    'VIP 会员买 iPhone 能打折吗',
  ],
  en: ['Who pays for the return?', 'Delivery takes 3–5 working days; remote areas may take longer.'],
};

describeWithService('an embedder that asks the inference service', check, () => {
  let service: Running;
  const patient = { hurried: { ...FAST, timeoutMs: 20_000 }, patient: { ...FAST, timeoutMs: 60_000 } };
  beforeAll(async () => {
    service = await start();
  });
  afterAll(() => service.close(100));
  const there = (more: Partial<RemoteEmbedderOptions> = {}) =>
    remote(`${service.address}/v1/`, { ...patient, ...more });

  it('gives the very vectors that this process would make, of questions and of passages', async () => {
    const own = new OnnxEmbedder({ modelDir });
    const asked = there();
    for (const locale of ['zh', 'en'] as const) {
      expect(asked.modelId(locale)).toBe(own.modelId(locale));
      for (const as of ['query', 'passage'] as const) {
        const expected = await own.embed(TEXTS[locale], { locale, as });
        expect(expected).toHaveLength(TEXTS[locale].length);
        expect(await asked.embed(TEXTS[locale], { locale, as })).toEqual(expected);
      }
    }
    expect(asked.status().map(({ state }) => state)).toEqual(['ready', 'ready']);
    await own.close();
  });

  it('asks for many texts in several requests, and gives them back in order', async () => {
    const texts = Array.from({ length: 150 }, (_, number) => `第 ${number % 30} 条`);
    const vectors = await there().embed(texts, { locale: 'zh', as: 'passage' });
    expect(vectors).toHaveLength(150);
    const [first] = (await there().embed([texts[149] ?? ''], { locale: 'zh', as: 'passage' })) ?? [];
    expect(vectors?.[149]).toEqual(first);
    expect(await there().embed([], { locale: 'zh', as: 'passage' })).toEqual([]);
  });

  it('says that the service refuses its key, and shows neither', async () => {
    const asked = there({ key: new Secret('another-key-altogether') });
    expect(await asked.embed(['a'], { locale: 'en', as: 'query' })).toBeUndefined();
    const [status] = asked.status();
    expect(status).toMatchObject({ state: 'away', message: expect.stringMatching(/401[\s\S]*EMBEDDINGS_KEY/) });
    expect(JSON.stringify(status)).not.toMatch(/another-key/);
  });

  it('says which model the service does not have', async () => {
    const [zh] = MODEL_CATALOGUE;
    if (!zh) throw new Error('no catalogue');
    const asked = there({ models: [{ ...zh, id: 'unheard-of' }] });
    expect(await asked.embed(['a'], { locale: 'zh', as: 'passage' })).toBeUndefined();
    expect(asked.modelId('zh')).toBeUndefined();
    expect(asked.status()).toMatchObject([{ state: 'missing', message: expect.stringContaining('unheard-of') }]);
  });

  it('ends with the caller’s own reason', async () => {
    const reason = new Error('the customer left');
    const stop = new AbortController();
    const asking = there().embed(TEXTS.zh, { locale: 'zh', as: 'query', signal: stop.signal });
    stop.abort(reason);
    await expect(asking).rejects.toBe(reason);
  });
});

describe('while the inference service is away', () => {
  let server: Server;
  let asked = 0;
  let answer: (request: number) => { status: number; headers?: Record<string, string>; body?: object } | undefined;
  let url = '';
  beforeAll(async () => {
    server = createServer((_request, response) => {
      const said = answer(++asked);
      if (!said) return;
      response.writeHead(said.status, { 'content-type': 'application/json', ...said.headers });
      response.end(JSON.stringify(said.body ?? {}));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const dimension = MODEL_CATALOGUE[0]?.dimension ?? 0;
  const vector = { index: 0, embedding: Buffer.from(new Float32Array(dimension).fill(0.5).buffer).toString('base64') };
  const good = { status: 200, body: { data: [vector] } };
  const request = { locale: 'zh', as: 'query' } as const;
  const play = (script: typeof answer) => {
    asked = 0;
    answer = script;
  };

  it.each([
    ['does not answer', () => undefined, /400 ms/],
    ['restarts', () => ({ status: 503 }), /503/],
    ['is busy for long', () => ({ status: 429, headers: { 'retry-after': '60' } }), /429/],
    ['is something else', () => ({ status: 200, body: { hello: 'world' } }), /512 numbers/],
    [
      'sends its callers elsewhere',
      () => ({ status: 302, headers: { location: 'http://127.0.0.1:9/' } }),
      /request failed/,
    ],
  ])(
    'search stays lexical where it %s, the status says why, and nobody waits for it again at once',
    async (_how, script, why) => {
      play(script);
      const embedder = remote(url);
      expect(await embedder.embed(['a'], request)).toBeUndefined();
      expect(embedder.status()[0]).toMatchObject({ state: 'away', message: expect.stringMatching(why) });
      // What it made before is still compared under its name.
      expect(embedder.modelId('zh')).toBe(MODEL_CATALOGUE[0]?.id);
      const before = asked;
      const began = performance.now();
      expect(await embedder.embed(['b'], request)).toBeUndefined();
      expect(performance.now() - began).toBeLessThan(50);
      expect(asked).toBe(before);
    },
  );

  it('asks once more at once, and again after a while by itself', async () => {
    play((number) => (number === 1 ? { status: 503, headers: { 'retry-after': '0' } } : good));
    const embedder = remote(url);
    expect(await embedder.embed(['a'], request)).toHaveLength(1);
    expect(asked).toBe(2);
    play(() => ({ status: 500 }));
    expect(await embedder.embed(['b'], request)).toBeUndefined();
    play(() => ({ status: 200, body: { data: MODEL_CATALOGUE.map(({ id }) => ({ id })) } }));
    await expect.poll(() => embedder.status().map(({ state }) => state)).toEqual(['ready', 'ready']);
    play(() => good);
    expect(await embedder.embed(['b'], request)).toHaveLength(1);
  });

  it('remembers questions, so that one that is asked again costs no request', async () => {
    play(() => good);
    const embedder = remote(url);
    const first = await embedder.embed(['a'], request);
    expect(await embedder.embed(['a', 'a'], request)).toEqual([first?.[0], first?.[0]]);
    expect(asked).toBe(1);
  });

  it('tells of a text that no try will help, rather than leave it out', async () => {
    play(() => ({ status: 413 }));
    await expect(remote(url).embed(['a'], request)).rejects.toMatchObject({ code: 'embedding-failed' });
  });

  it('ends with its closing what is still being asked', async () => {
    play(() => undefined);
    const embedder = remote(url, { patient: { timeoutMs: 60_000, tries: 4, pauseMs: 500 } });
    const asking = embedder.embed(['a'], { locale: 'zh', as: 'passage' });
    await expect.poll(() => asked).toBe(1);
    const [ended] = await Promise.allSettled([asking, embedder.close()]);
    expect(ended).toMatchObject({ status: 'rejected', reason: { code: 'embedder-closed' } });
  });
});
