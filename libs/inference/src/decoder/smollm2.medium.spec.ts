import { fileURLToPath } from 'node:url';
import { describeWithService } from '@zhike/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stampOf } from '../model.files.js';
import { ChatTokens } from './chat.tokens.js';
import { DECODER_NAME, SMOLLM2 } from './decoder.card.js';
import { DecoderNetwork } from './decoder.network.js';
import { readModelDirectory } from './model.directory.js';
import { type GenerationRequest, OnnxDecoder } from './onnx.decoder.js';
import { OnnxTokenModel } from './onnx.token-model.js';

const modelDir = process.env['MODEL_DIR'] ?? fileURLToPath(new URL('../../../../.cache/models', import.meta.url));
const check = {
  possible: stampOf(modelDir, SMOLLM2) !== undefined,
  reason: `${SMOLLM2.id} not in ${modelDir}; run npm run models -- pull ${DECODER_NAME}`,
};

const ask = (content: string, maxTokens = 16): GenerationRequest => ({
  messages: [
    { role: 'system', content: 'You are a helpful assistant. Answer in one short sentence.' },
    { role: 'user', content },
  ],
  maxTokens,
});

describeWithService('the decoder with SmolLM2', check, () => {
  let decoder: OnnxDecoder;
  beforeAll(() => {
    decoder = new OnnxDecoder({ model: { modelDir, card: SMOLLM2 } });
  });
  afterAll(() => decoder.close());

  const answer = async (request: GenerationRequest) => {
    let text = '';
    for await (const event of decoder.generate(request)) if (event.type === 'text-delta') text += event.text;
    return text;
  };

  it('knows the capital of France', async () => {
    expect(await answer(ask('What is the capital of France?'))).toContain('Paris');
  });

  it('gives requests together what it gives each alone', async () => {
    const questions = ['Name a colour.', 'Who wrote Hamlet?', 'What do cows drink?'];
    const hot = questions.map((question, seed) => ({ ...ask(question), sampling: { temperature: 0.7, seed } }));
    const requests = [...questions.map((question) => ask(question)), ...hot];
    const together = await Promise.all(requests.map(answer));
    const alone: string[] = [];
    for (const request of requests) alone.push(await answer(request));
    // One processor's kernels may differ from another's in the last bit; a nearly even draw then falls the other way.
    expect(alone.filter((text, at) => text === together[at]).length).toBeGreaterThanOrEqual(requests.length - 1);
    expect(new Set(together).size).toBeGreaterThan(4);
  });

  it('cannot alter a number of its evidence, and writes JSON under a schema', async () => {
    const policy = 'Sale items may be returned within 7 days, other items within 14 days.';
    const count = ask('Count from 1 to 10.');
    const free = await answer(count);
    const bound = await answer({ ...count, constraint: { kind: 'evidence', texts: [policy] } });
    expect(free).toMatch(/\d/u);
    expect(bound.replaceAll(/\b(7|14) days\b/gu, '')).not.toMatch(/\d/u);
    const schema = {
      type: 'object',
      properties: { city: { type: 'string', maxLength: 20 }, isCapital: { type: 'boolean' } },
      required: ['city', 'isCapital'],
    } as const;
    const json = await answer({
      ...ask('The capital of France, as JSON.', 40),
      constraint: { kind: 'json-schema', schema },
    });
    expect(JSON.parse(json)).toMatchObject({ isCapital: expect.any(Boolean) as boolean });
  });

  it('streams Chinese and emoji without broken signs', async () => {
    const texts: string[] = [];
    const request = { ...ask('Repeat exactly: 你好，世界 👍🏽', 40), sampling: { temperature: 0.7, seed: 3 } };
    for await (const event of decoder.generate(request)) if (event.type === 'text-delta') texts.push(event.text);
    expect(texts.length).toBeGreaterThan(1);
    expect(texts.slice(0, -1).join('')).not.toContain('\uFFFD');
  });
});

describeWithService('the network of SmolLM2', check, () => {
  it('gives finite logits, and padded on the left the same as alone', async () => {
    const directory = await readModelDirectory(`${modelDir}/${SMOLLM2.id}`);
    const network = await DecoderNetwork.open(directory.graphPath, directory.config, 1);
    try {
      expect((await OnnxTokenModel.open(network)).batching).toBe('in-place');
      const tokens = new ChatTokens(directory);
      const padded = new OnnxTokenModel(network, 'left-padded');
      const alone = new OnnxTokenModel(network, 'alone');
      for (const question of ['Who?', 'What is the capital of France, and how many people live there?']) {
        const prompt = tokens.prompt([{ role: 'user', content: question }]);
        for (const model of [padded, alone]) {
          const { row, logits } = await model.read(model.begin(prompt.length), prompt);
          expect(logits.every(Number.isFinite)).toBe(true);
          expect(logits.length).toBe(49_152);
          model.join(row);
        }
      }
      const [rows, expected] = [await padded.step([504, 504]), await alone.step([504, 504])];
      rows.forEach((row, at) => {
        const other = expected[at] ?? new Float32Array();
        const most = row.reduce((far, value, word) => Math.max(far, Math.abs(value - (other[word] ?? NaN))), 0);
        expect(most).toBeLessThan(0.5);
        expect(row.indexOf(Math.max(...row))).toBe(other.indexOf(Math.max(...other)));
      });
    } finally {
      await network.close();
    }
  });

  it('is closed while it reads a long prompt, and the process lives on', async () => {
    const short = new OnnxDecoder({ model: { modelDir, card: SMOLLM2 } });
    for await (const _event of short.generate(ask('Hello', 1)));
    const reading = async () => {
      const signal = AbortSignal.timeout(300);
      for await (const _event of short.generate({ ...ask('The fox runs. '.repeat(150)), signal }));
    };
    await expect(reading()).rejects.toMatchObject({ name: 'TimeoutError' });
    await short.close();
  });
});
