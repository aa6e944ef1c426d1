import { MODEL_CATALOGUE, SMOLLM2 } from '@zhike/inference';
import { describeWithService } from '@zhike/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  ask,
  CHAT,
  chat,
  type ChatAnswer,
  chatBody,
  check,
  EMBEDDING_MODEL,
  KEY,
  metric,
  type Running,
  start,
  until,
} from './inference.harness.js';

describeWithService('the inference service with SmolLM2 and the embedding models', check, () => {
  let service: Running;
  beforeAll(async () => {
    service = await start();
  });
  afterAll(() => service.close(100));

  it('is alive at once, and ready when the decoder is loaded', async () => {
    const early = await ask(service, '/health/ready');
    expect(early.status).toBe(503);
    expect(await service.decoder.warm(new AbortController().signal)).toBeUndefined();
    expect((await ask(service, '/health/live')).status).toBe(200);
    const ready = await ask(service, '/health/ready');
    expect([ready.status, await ready.json()]).toEqual([200, { decoder: 'ready', embeddings: 'ok' }]);
  });

  it('names its models', async () => {
    const { data } = (await (await ask(service, '/v1/models')).json()) as { data: { id: string }[] };
    expect(data.map(({ id }) => id)).toEqual(
      expect.arrayContaining([SMOLLM2.id, ...MODEL_CATALOGUE.map(({ id }) => id)]),
    );
  });

  it('answers a chat as a whole', async () => {
    const answer = await chat(service, 'What is the capital of France?');
    expect(answer).toMatchObject({ object: 'chat.completion', choices: [{ message: { role: 'assistant' } }] });
    expect(answer.choices[0]?.message.content).toContain('Paris');
    expect(['stop', 'length']).toContain(answer.choices[0]?.finish_reason);
    const { prompt_tokens: prompt = 0, completion_tokens: written = 0, total_tokens: total } = answer.usage ?? {};
    expect(prompt).toBeGreaterThan(10);
    expect(total).toBe(prompt + written);
  });

  it('streams the same answer piece by piece', async () => {
    const question = 'Name three colours.';
    const whole = await chat(service, question);
    const body = chatBody(question, { stream: true, stream_options: { include_usage: true } });
    const response = await ask(service, CHAT, body);
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const events = (await response.text())
      .trim()
      .split('\n\n')
      .map((event) => event.replace(/^data: /, ''));
    expect(events.pop()).toBe('[DONE]');
    const pieces = events.map((event) => JSON.parse(event) as ChatAnswer);
    expect(pieces.map(({ choices }) => choices[0]?.delta.content ?? '').join('')).toBe(
      whole.choices[0]?.message.content,
    );
    expect(pieces.at(-2)?.choices[0]?.finish_reason).toBe(whole.choices[0]?.finish_reason);
    expect(pieces.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: whole.usage?.total_tokens } });
  });

  it('gives equal text for an equal seed, another for another, and ends before a stop string', async () => {
    const hot = { temperature: 1.2, top_p: 0.95, max_tokens: 24 };
    const write = async (seed: number) =>
      (await chat(service, 'Tell me a story.', { ...hot, seed })).choices[0]?.message.content;
    expect(await write(1)).toBe(await write(1));
    expect(new Set([await write(1), await write(2), await write(3)]).size).toBeGreaterThan(1);
    const stopped = await chat(service, 'What is the capital of France?', { stop: ['Paris'] });
    expect(stopped.choices[0]?.message.content).not.toContain('Paris');
    expect(stopped.choices[0]?.finish_reason).toBe('stop');
  });

  it('writes JSON under a schema, any JSON, and numbers only as the evidence has them', async () => {
    const schema = {
      type: 'object',
      properties: { city: { type: 'string', maxLength: 20 }, isCapital: { type: 'boolean' } },
      required: ['city', 'isCapital'],
    };
    const format = { type: 'json_schema', json_schema: { name: 'city', schema, strict: true } };
    const bound = await chat(service, 'The capital of France, as JSON.', { response_format: format, max_tokens: 40 });
    expect(JSON.parse(bound.choices[0]?.message.content ?? '')).toMatchObject({
      isCapital: expect.any(Boolean) as boolean,
    });
    const free = await chat(service, 'Write {"a": 1} and nothing else.', { response_format: { type: 'json_object' } });
    expect(free.choices[0]?.message.content).toMatch(/^\{/);
    const constraint = { kind: 'evidence', texts: ['Within 7 days.'] };
    const counted = await chat(service, 'Count from 1 to 10.', { constraint });
    expect(counted.choices[0]?.message.content.replaceAll(/\b7 days\b/g, '')).not.toMatch(/\d/);
  });

  it('embeds one text or many, each the same alone and among others, as numbers and as base64', async () => {
    type Answer = { data: { index: number; embedding: number[] | string }[]; usage: { prompt_tokens: number } };
    const embed = async (more: object) => {
      const response = await ask(service, '/v1/embeddings', { model: EMBEDDING_MODEL, ...more });
      return (await response.json()) as Answer;
    };
    const texts = ['退货运费谁出？', '多久能送到', '商品签收后七天内，不影响二次销售的，可以无理由退货。'];
    const together = await embed({ input: texts });
    expect(together.data.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(together.usage.prompt_tokens).toBeGreaterThan(30);
    for (const [at, text] of texts.entries())
      expect((await embed({ input: text })).data[0]?.embedding).toEqual(together.data[at]?.embedding);
    const packed = await embed({ input: texts[0], encoding_format: 'base64' });
    const bytes = Buffer.from(String(packed.data[0]?.embedding), 'base64');
    expect(Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readFloatLE(4 * at))).toEqual(
      together.data[0]?.embedding,
    );
    const asQuestion = await embed({ input: texts[0], input_type: 'query' });
    expect(asQuestion.data[0]?.embedding).not.toEqual(together.data[0]?.embedding);
  });

  it('refuses what it cannot serve, as the protocol says it', async () => {
    const refusal = async (path: string, body: unknown, init?: RequestInit) => {
      const response = await ask(service, path, body, init);
      const { error } = (await response.json()) as ChatAnswer;
      return [response.status, error?.code, error?.param];
    };
    expect(await refusal(CHAT, chatBody('Hi', { model: 'another' }))).toEqual([404, 'model_not_found', 'model']);
    expect(await refusal(CHAT, chatBody('Hi', { n: 3 }))).toEqual([400, 'unsupported_parameter', 'n']);
    expect(await refusal(CHAT, chatBody('Hi', { temperature: 9 }))).toEqual([400, 'invalid_request', 'temperature']);
    expect(await refusal(CHAT, chatBody('Hi', { max_tokens: 1e6 }))).toEqual([400, 'context_length_exceeded', null]);
    expect(await refusal(CHAT, '{"model":')).toEqual([400, 'invalid_json', null]);
    expect(await refusal(CHAT, 'x'.repeat(2_000_000))).toEqual([413, 'request_too_large', null]);
    expect(await refusal(CHAT, 'x', { headers: { authorization: `Bearer ${KEY}` } })).toEqual([
      415,
      'unsupported_media_type',
      null,
    ]);
    expect(await refusal('/v1/embeddings', { model: EMBEDDING_MODEL, input: [[1, 2]] })).toEqual([
      400,
      'unsupported_parameter',
      'input',
    ]);
    expect(await refusal('/v1/embeddings', { model: EMBEDDING_MODEL, input: 'a', dimensions: 3 })).toEqual([
      400,
      'invalid_request',
      'dimensions',
    ]);
    expect(await refusal('/v1/nothing', undefined)).toEqual([404, 'not_found', null]);
    expect(await refusal(CHAT, undefined)).toEqual([405, 'method_not_allowed', null]);
  });

  it('serves nobody without the key, but says that it lives', async () => {
    for (const authorization of ['', 'Bearer ', `Bearer ${KEY}x`, KEY]) {
      const headers = { authorization, 'content-type': 'application/json' };
      for (const path of ['/v1/models', '/metrics'])
        expect((await ask(service, path, undefined, { headers })).status).toBe(401);
      expect((await ask(service, CHAT, chatBody('Hi'), { headers })).status).toBe(401);
      expect((await ask(service, '/health/live', undefined, { headers })).status).toBe(200);
    }
  });

  it('ends a generation whose client is gone, within a step', async () => {
    const controller = new AbortController();
    const response = await ask(
      service,
      CHAT,
      chatBody('Tell me a very long story.', { stream: true, max_tokens: 1_000 }),
      {
        signal: controller.signal,
      },
    );
    await response.body?.getReader().read();
    expect(await metric(service, 'zhike_generations ')).toBe(1);
    const before = await metric(service, 'zhike_generations_ended_total{outcome="cancelled"}');
    controller.abort();
    await until(async () => (await metric(service, 'zhike_generations ')) === 0, 3_000);
    expect(await metric(service, 'zhike_generations_ended_total{outcome="cancelled"}')).toBe(before + 1);
  });

  it('counts for Prometheus', async () => {
    const response = await ask(service, '/metrics');
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await metric(service, 'zhike_generation_tokens_total{kind="answer"}')).toBeGreaterThan(50);
    expect(await metric(service, `zhike_embedded_texts_total{model="${EMBEDDING_MODEL}"}`)).toBeGreaterThan(5);
    expect(
      await metric(service, `zhike_inference_request_seconds_count{route="${CHAT}",status="200"}`),
    ).toBeGreaterThan(5);
    expect(await metric(service, 'zhike_inference_request_seconds_count{route="other",status="404"}')).toBeGreaterThan(
      0,
    );
    expect(await metric(service, 'process_cpu_seconds_total')).toBeGreaterThan(0);
  });
});
