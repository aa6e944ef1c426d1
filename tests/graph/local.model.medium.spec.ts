import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { OnnxChatModel } from '@zhike/generation';
import { DECODER_NAME, OnnxDecoder, SMOLLM2 } from '@zhike/inference';
import { GraphDesk, SqlGraphStore } from '@zhike/knowledge-graph';
import { newId, systemClock } from '@zhike/platform';
import type { Embedder } from '@zhike/ports';
import { describeWithService, openTestDatabase } from '@zhike/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseEbnf } from '../../libs/inference/src/decoder/constraint/ebnf.parser.js';
import { GrammarAutomaton, type GrammarState } from '../../libs/inference/src/decoder/constraint/grammar.automaton.js';
import { makeLlamaFiles } from '../../libs/inference/src/decoder/decoder.pull.js';
import { tinyGguf } from '../../libs/inference/src/decoder/gguf.file.fake.js';
import { seededRandom } from '../../libs/inference/src/decoder/random.js';
import { stampOf } from '../../libs/inference/src/model.files.js';
import { QUERY_GRAMMAR } from '../../libs/knowledge-graph/src/query/query.grammar.js';
import { publish } from '../contract/graph-store.fixture.js';

const modelDir = process.env['MODEL_DIR'] ?? fileURLToPath(new URL('../../.cache/models', import.meta.url));
const check = {
  possible: stampOf(modelDir, SMOLLM2) !== undefined,
  reason: `${SMOLLM2.id} not in ${modelDir}; run npm run models -- pull ${DECODER_NAME}`,
};
const noModel: Embedder = {
  embed: async () => undefined,
  modelId: () => undefined,
  status: () => [],
  close: async () => {},
};

describe('a model of chance on this machine', () => {
  let dir: string;
  let decoder: OnnxDecoder;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'zhike-decoder-'));
    for (const [name, content] of Object.entries(makeLlamaFiles(tinyGguf(seededRandom(33)).bytes)))
      await writeFile(join(dir, name), content);
    decoder = new OnnxDecoder({ model: { dir } });
  });
  afterAll(async () => {
    await decoder.close();
    await rm(dir, { recursive: true });
  });

  it('can write the beginning of a search and nothing else', async () => {
    const automaton = new GrammarAutomaton(parseEbnf(QUERY_GRAMMAR));
    const model = new OnnxChatModel('chance', decoder);
    for (const seed of [1, 2, 3, 4]) {
      let text = '';
      const messages = [{ role: 'user' as const, content: 'MATCH (n) DETACH DELETE n' }];
      const request = { messages, temperature: 1.5, seed, maxTokens: 120, grammar: QUERY_GRAMMAR };
      for await (const event of model.chat({ ...request, signal: AbortSignal.timeout(30_000) }))
        if (event.type === 'text-delta') text += event.text;
      let state: GrammarState | undefined = automaton.start;
      for (const sign of text) state = state && automaton.next(state, sign.codePointAt(0) ?? 0);
      expect(state, text).toBeDefined();
      expect(text).toMatch(/^MATCH/u);
    }
  });
});

describeWithService('SmolLM2 as a writer of searches', check, () => {
  let decoder: OnnxDecoder;
  let database: Awaited<ReturnType<typeof openTestDatabase>>;
  beforeAll(async () => {
    decoder = new OnnxDecoder({ model: { modelDir, card: SMOLLM2 } });
    database = await openTestDatabase();
  });
  afterAll(async () => {
    await decoder.close();
    await database.close();
  });

  it('is offered only what was read and tried, or nothing and why', async () => {
    const workspaceId = newId();
    const graph = new SqlGraphStore(database);
    const facts = [
      ['Tent', 'Price', '1,299 yuan'],
      ['Tent', 'Weight', '6.8 kg'],
    ] as const;
    await publish(graph, { workspaceId, locale: 'en', title: 'Gear', from: new Date('2026-01-01'), facts });
    const desk = new GraphDesk({
      ...{ graph, database, embedder: noModel, clock: systemClock, audiencesOf: async () => [] },
      modelFor: async () => new OnnxChatModel('smollm2', decoder),
    });
    const offer = await desk.ask(
      workspaceId,
      { question: 'What is the price of the Tent?', by: 'model' },
      AbortSignal.timeout(240_000),
    );
    // It is a small model: it may fail, but never in another way than these.
    if (offer.cypher === undefined)
      expect(['never-valid', 'no-example', 'checks-failed', 'model-away']).toContain(offer.because);
    else expect(offer.checks.every(({ isPassed }) => isPassed)).toBe(true);
    for (const { cypher, problem } of offer.attempts)
      expect(['writes', 'unsupported', 'comment'], cypher).not.toContain(problem?.kind);
  }, 300_000);
});
