import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { watchEventLoop } from '@zhike/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CloseRequest } from '../thread.end.js';
import { startDecoderWorker } from './decoder.channel.js';
import { makeLlamaFiles } from './decoder.pull.js';
import { measureSpeed } from './decoder.speed.js';
import { tinyGguf } from './gguf.file.fake.js';
import { type GenerationEvent, type GenerationRequest, OnnxDecoder, type OnnxDecoderOptions } from './onnx.decoder.js';
import { seededRandom } from './random.js';

const ask = (content: string, more: Partial<GenerationRequest> = {}): GenerationRequest => ({
  messages: [{ role: 'user', content }],
  maxTokens: 16,
  sampling: { temperature: 1, seed: 5 },
  ...more,
});

async function answerOf(events: AsyncIterable<GenerationEvent>) {
  let text = '';
  let end: Extract<GenerationEvent, { type: 'generation-end' }> | undefined;
  for await (const event of events) {
    if (event.type === 'text-delta') text += event.text;
    else end = event;
  }
  return { text, ...end };
}

describe('the decoder, with a tiny model', () => {
  let dir: string;
  let decoder: OnnxDecoder;
  const opened: OnnxDecoder[] = [];
  const open = (options: Partial<OnnxDecoderOptions> = {}) => {
    const other = new OnnxDecoder({ model: { dir }, ...options });
    opened.push(other);
    return other;
  };

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'zhike-decoder-'));
    for (const [name, content] of Object.entries(makeLlamaFiles(tinyGguf(seededRandom(33)).bytes)))
      await writeFile(join(dir, name), content);
    decoder = new OnnxDecoder({ model: { dir } });
  });
  afterEach(async () => {
    for (const other of opened.splice(0)) await other.close();
  });
  afterAll(async () => {
    await decoder.close();
    await rm(dir, { recursive: true });
  });

  it('streams text and ends with a reason and what was used', async () => {
    const { text, reason, usage } = await answerOf(decoder.generate(ask('How do I return a coat?')));
    expect(text).not.toBe('');
    expect(['stop', 'length']).toContain(reason);
    expect(usage?.promptTokens).toBeGreaterThan(30);
    expect(usage?.answerTokens).toBeLessThanOrEqual(16);
  });

  it('gives equal requests equal text, alone or among others, read anew or from what was kept', async () => {
    const requests = Array.from({ length: 8 }, (_, at) =>
      ask(`Question ${'long '.repeat(at * 3)}${at}?`, {
        maxTokens: 30,
        sampling: { temperature: 0.8, topP: 0.9, seed: at },
      }),
    );
    const fresh = open();
    const together = await Promise.all(requests.map((request) => answerOf(fresh.generate(request))));
    for (const [at, request] of requests.entries()) {
      const alone = await answerOf(decoder.generate(request));
      const again = await answerOf(decoder.generate(request));
      expect(alone.text).toBe(together[at]?.text);
      expect(again.text).toBe(alone.text);
      expect(again.usage?.cachedTokens).toBeGreaterThan(alone.usage?.cachedTokens ?? 0);
    }
    const other = await answerOf(decoder.generate({ ...requests[0], ...ask('Question 0?'), maxTokens: 30 }));
    expect(other.text).not.toBe(together[0]?.text);
  });

  it('ends the answer before a stop string', async () => {
    const whole = await answerOf(decoder.generate(ask('Stop here', { maxTokens: 40 })));
    const stop = whole.text.slice(5, 7);
    const cut = await answerOf(decoder.generate(ask('Stop here', { maxTokens: 40, stop: [stop] })));
    expect(cut).toMatchObject({ text: whole.text.slice(0, whole.text.indexOf(stop)), reason: 'stop' });
  });

  it('writes what a constraint allows and nothing else, others beside it being free', async () => {
    const schema = {
      type: 'object',
      properties: { ok: { type: 'boolean' }, days: { enum: [7, 14] } },
      required: ['days'],
    } as const;
    const texts = ['Within 14 days.'];
    const ebnf = 'root ::= "退货"+ "."';
    const hot = { maxTokens: 60, sampling: { temperature: 2, seed: 2 } };
    const [json, words, copied, free] = await Promise.all([
      answerOf(decoder.generate(ask('json', { ...hot, constraint: { kind: 'json-schema', schema } }))),
      answerOf(decoder.generate(ask('words', { ...hot, constraint: { kind: 'grammar', ebnf } }))),
      answerOf(decoder.generate(ask('copied', { ...hot, constraint: { kind: 'evidence', texts } }))),
      answerOf(decoder.generate(ask('free', { ...hot, sampling: { temperature: 2, seed: 4 } }))),
    ]);
    expect([7, 14]).toContain((JSON.parse(json.text) as { days: number }).days);
    expect(words.text).toMatch(/^(退货)+\.?$/u);
    expect(copied.text.replaceAll('14 days', '')).not.toMatch(/\p{Nd}/u);
    expect(free.text).toBe(
      (await answerOf(decoder.generate(ask('free', { ...hot, sampling: { temperature: 2, seed: 4 } })))).text,
    );
    const refused = decoder.generate(ask('bad', { constraint: { kind: 'grammar', ebnf: 'root ::= (' } }));
    await expect(answerOf(refused)).rejects.toMatchObject({ code: 'decoder-request-refused' });
  });

  it('refuses a prompt that does not fit, with the counts, and requests that make no sense', async () => {
    const tooLong = decoder.generate(ask('x'.repeat(500)));
    await expect(answerOf(tooLong)).rejects.toMatchObject({ code: 'decoder-context-exceeded' });
    await expect(answerOf(decoder.generate(ask('x'.repeat(500))))).rejects.toThrow(
      /prompt has \d+ tokens.* 16: .* 512/u,
    );
    const refused = [
      ask('a', { maxTokens: 0 }),
      ask('a', { sampling: { temperature: 9 } }),
      ask('a', { timeoutMs: NaN }),
      { messages: [] },
    ];
    for (const request of refused)
      await expect(answerOf(decoder.generate(request))).rejects.toMatchObject({ code: 'decoder-request-refused' });
    expect((await answerOf(decoder.generate(ask('fine')))).text).not.toBe('');
  });

  it('says busy beyond the queue, and serves those it took', async () => {
    const small = open({ limits: { maxRows: 2, maxWaiting: 2 } });
    await answerOf(small.generate(ask('warm')));
    const outcomes = await Promise.allSettled(
      Array.from({ length: 7 }, (_, at) => answerOf(small.generate(ask(`Question ${at}`)))),
    );
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused.length).toBe(3);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'decoder-busy' });
  });

  it('ends an answer when its time is over', async () => {
    const late = decoder.generate(ask('slow', { maxTokens: 400, timeoutMs: 1 }));
    await expect(answerOf(late)).rejects.toMatchObject({ code: 'decoder-timed-out' });
  });

  it('stops for a signal and for a reader who leaves, and goes on with the others', async () => {
    const controller = new AbortController();
    const aborted = decoder.generate(ask('aborted', { maxTokens: 400, signal: controller.signal }));
    const kept = answerOf(decoder.generate(ask('kept')));
    await aborted.next();
    controller.abort(new Error('the customer left'));
    await expect(answerOf(aborted)).rejects.toThrow('the customer left');
    await expect(answerOf(decoder.generate(ask('late', { signal: controller.signal })))).rejects.toThrow('left');
    for await (const _event of decoder.generate(ask('left', { maxTokens: 400 }))) break;
    expect((await kept).text).toBe((await answerOf(decoder.generate(ask('kept')))).text);
  });

  it('lets an answer rest whose reader is slow, and tells all of it', async () => {
    const patient = open({ limits: { maxUntakenPieces: 4 } });
    const request = ask('rest', { maxTokens: 60, sampling: { temperature: 1, seed: 11 } });
    const slow = patient.generate(request);
    const first = await slow.next();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const rest = await answerOf(slow);
    const begun = first.value?.type === 'text-delta' ? first.value.text : '';
    expect(begun + rest.text).toBe((await answerOf(decoder.generate(request))).text);
  });

  it('is measured by three short prompts', async () => {
    const speeds = await measureSpeed(decoder);
    expect(speeds.length).toBe(3);
    for (const { prompt, generation } of speeds) {
      expect(prompt.tokens).toBeGreaterThan(1);
      expect(prompt.ms).toBeGreaterThan(0);
      expect(generation.tokens).toBeGreaterThanOrEqual(0);
      expect(generation.ms).toBeGreaterThanOrEqual(0);
    }
  });

  it('leaves the event loop free', async () => {
    const { gaps, tookMs } = await watchEventLoop(() =>
      Promise.all(Array.from({ length: 10 }, (_, at) => answerOf(decoder.generate(ask(`q${at}`, { maxTokens: 200 }))))),
    );
    expect(Math.max(...gaps)).toBeLessThan(tookMs / 2);
  });

  it('tells the waiting when the worker dies, and starts it again', async () => {
    const workers: Worker[] = [];
    const mortal = open({
      startWorker: (settings) => {
        const worker = startDecoderWorker(settings);
        workers.push(worker);
        return worker;
      },
    });
    await answerOf(mortal.generate(ask('warm')));
    const running = answerOf(mortal.generate(ask('running', { maxTokens: 400 })));
    workers[0]?.postMessage({ kind: 'close' } satisfies CloseRequest);
    await expect(running).rejects.toMatchObject({ code: 'decoder-worker-stopped' });
    expect((await answerOf(mortal.generate(ask('again')))).text).not.toBe('');
    expect(workers.length).toBe(2);
  });

  it('refuses work after it was closed and rejects what was running', async () => {
    const closed = open();
    const running = answerOf(closed.generate(ask('running', { maxTokens: 400 })));
    const refused = expect(running).rejects.toMatchObject({ code: 'decoder-closed' });
    await closed.close();
    await refused;
    await expect(answerOf(closed.generate(ask('late')))).rejects.toMatchObject({ code: 'decoder-closed' });
  });

  it('says which file is missing or wrong, and finds the model once it is there', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'zhike-decoder-'));
    try {
      const waiting = open({ model: { dir: empty } });
      const missing = { code: 'decoder-model-unusable', message: expect.stringContaining('model.onnx') as string };
      await expect(answerOf(waiting.generate(ask('a')))).rejects.toMatchObject(missing);
      for (const name of ['model.onnx', 'tokenizer.json', 'tokenizer_config.json', 'config.json'])
        await writeFile(join(empty, name), await readFile(join(dir, name)));
      expect((await answerOf(waiting.generate(ask('a')))).text).not.toBe('');
      await writeFile(join(empty, 'config.json'), '{"num_hidden_layers": 7}');
      const wrong = open({ model: { dir: empty } });
      await expect(answerOf(wrong.generate(ask('a')))).rejects.toThrow(/caches for 2 layers, config\.json says 7/u);
    } finally {
      await rm(empty, { recursive: true });
    }
  });
});
