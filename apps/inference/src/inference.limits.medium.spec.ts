import { type AddressInfo, connect } from 'node:net';
import { describeWithService } from '@zhike/testing';
import { expect, it } from 'vitest';
import {
  ask,
  CHAT,
  type ChatAnswer,
  chatBody,
  check,
  EMBEDDING_MODEL,
  KEY,
  metric,
  modelDir,
  start,
  until,
} from './inference.harness.js';

describeWithService('the inference service at its limits', check, () => {
  it('says when it is busy, and when to come again', async () => {
    const service = await start({ limits: { maxRows: 1, maxWaiting: 1 } });
    try {
      await service.decoder.warm(new AbortController().signal);
      const leave = new AbortController();
      const long = chatBody('Tell me a long story.', { max_tokens: 1_500, temperature: 1 });
      const served = [1, 2].map(() => ask(service, CHAT, long, { signal: leave.signal }).catch(() => undefined));
      await until(async () => (await metric(service, 'zhike_generations ')) === 2);
      const busy = await ask(service, CHAT, chatBody('And me?'));
      expect(busy.status).toBe(429);
      expect(Number(busy.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await busy.json()).toMatchObject({ error: { type: 'rate_limit_error', code: 'rate_limit_exceeded' } });
      leave.abort();
      await Promise.all(served);
    } finally {
      await service.close(100);
    }
  });

  it('gives up an answer that takes too long', async () => {
    const config = { MODEL_DIR: modelDir, DECODER_DIR: undefined, INFERENCE_THREADS: 1 } as const;
    const service = await start({ config: { ...config, INFERENCE_KEY: KEY, INFERENCE_TIMEOUT_MS: 1_000 } });
    try {
      await service.decoder.warm(new AbortController().signal);
      const late = await ask(service, CHAT, chatBody('Tell me a long story.', { max_tokens: 1_500, temperature: 1 }));
      expect([late.status, ((await late.json()) as ChatAnswer).error?.code]).toEqual([504, 'timeout']);
    } finally {
      await service.close(100);
    }
  });

  it('ends what is being written when it is asked to end, and takes nothing new', async () => {
    const service = await start();
    await service.decoder.warm(new AbortController().signal);
    const running = ask(service, CHAT, chatBody('Name a colour.', { max_tokens: 8 }));
    await until(async () => (await metric(service, 'zhike_generations ')) === 1);
    const closed = service.close(5_000);
    expect((await running).status).toBe(200);
    await closed;
    await expect(ask(service, '/health/live')).rejects.toThrow();
  });

  it('breaks off what has not come to its end in time', async () => {
    const service = await start();
    await service.decoder.warm(new AbortController().signal);
    const response = await ask(service, CHAT, chatBody('Tell me a long story.', { stream: true, max_tokens: 1_500 }));
    const broken = expect(response.text()).rejects.toThrow();
    await service.close(50);
    await broken;
  });

  it('lets go of a client that sends half a request', async () => {
    const service = await start();
    const { port } = service.server.http.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    const head = `POST ${CHAT} HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${KEY}\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n`;
    socket.write(`${head}{"model":`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    socket.destroy();
    await until(
      async () => (await metric(service, `zhike_inference_request_seconds_count{route="${CHAT}",status="499"}`)) === 1,
    );
    await service.close(100);
  });

  it('says how to get a model that is not here', async () => {
    const missing = { MODEL_DIR: '/nowhere', DECODER_DIR: undefined, INFERENCE_THREADS: 1 } as const;
    const service = await start({ config: { ...missing, INFERENCE_KEY: KEY, INFERENCE_TIMEOUT_MS: 1_000 } });
    try {
      expect(await service.decoder.warm(new AbortController().signal)).toMatch(/nowhere/);
      const refused = await ask(service, '/v1/embeddings', { model: EMBEDDING_MODEL, input: 'a' });
      expect(refused.status).toBe(503);
      expect(JSON.stringify(await refused.json())).toContain('npm run models -- pull');
      expect((await ask(service, CHAT, chatBody('Hi'))).status).toBe(503);
      expect((await ask(service, '/health/ready')).status).toBe(503);
      expect(await (await ask(service, '/v1/models')).json()).toEqual({ object: 'list', data: [] });
    } finally {
      await service.close(100);
    }
  });
});
