import { type ChatEvent, type ChatModel, ChatModelError, type ChatRequest, type FactEvidence } from '@zhike/ports';
import { describe, expect, it } from 'vitest';
import type { CopyOrder } from './copy.writer.js';
import { writeDraft } from './draft.writing.js';
import { ModelCopyWriter } from './model.copy-writer.js';

const END: ChatEvent = {
  type: 'end',
  reason: 'stop',
  usage: { promptTokens: 1, answerTokens: 1, isEstimated: true },
  without: [],
};

/** Says what its script says for a request, piece by piece, and remembers what it was asked. */
class ScriptedModel implements ChatModel {
  readonly id = 'scripted';
  readonly requests: ChatRequest[] = [];

  constructor(private readonly script: (request: ChatRequest) => AsyncIterable<string> | readonly string[]) {}

  async *chat(request: ChatRequest): AsyncGenerator<ChatEvent> {
    this.requests.push(request);
    for await (const text of this.script(request)) yield { type: 'text-delta', text };
    yield END;
  }
}

const facts = [
  { kind: 'fact', entity: 'Tent', relation: 'Weight', value: '6.8 kg', citation: { sourceId: '1' } } as FactEvidence,
];
const order = (more: Partial<CopyOrder> = {}): CopyOrder => ({
  brief: {
    purpose: 'Spring launch',
    channel: 'social',
    locale: 'en',
    product: 'Tent',
    styles: ['lively', 'formal'],
    length: 'medium',
    drafts: 1,
    points: ['rain'],
  },
  facts,
  seed: 7,
  position: 0,
  others: [],
  ...more,
});
const never = new AbortController().signal;
const written = (model: ChatModel, asked = order(), signal = never, heard: string[] = []) =>
  writeDraft(new ModelCopyWriter(model, 300), asked, signal, (text) => heard.push(text));

describe('the model writer', () => {
  it('asks at the temperature of copy, with the seed, and with facts as the only data', async () => {
    const model = new ScriptedModel(() => ['Meet the tent.']);
    await written(model);
    const [request] = model.requests;
    expect(request).toMatchObject({ temperature: 0.7, seed: 7, evidence: ['Weight: 6.8 kg'] });
    expect(request?.messages.map(({ role }) => role)).toEqual(['system', 'user']);
    const [rules, asked] = request?.messages.map(({ content }) => content) ?? [];
    for (const part of ['Spring launch', 'lively, formal', 'rain', '- Weight: 6.8 kg']) expect(asked).toContain(part);
    expect(rules).not.toContain('Spring');
  });

  it('tells what there is so far while it writes', async () => {
    const heard: string[] = [];
    expect(await written(new ScriptedModel(() => ['Meet ', 'the ', 'tent.']), order(), never, heard)).toBe(
      'Meet the tent.',
    );
    expect(heard).toEqual(['Meet ', 'Meet the ', 'Meet the tent.']);
  });

  it('tries other seeds where a draft comes out like one that is there, and keeps it where the model insists', async () => {
    const model = new ScriptedModel(({ seed = 0 }) => [seed === 7 ? 'Same.' : `Another ${seed}.`]);
    expect(await written(model, order({ others: ['Same.'] }))).toMatch(/^Another/);
    expect(await written(new ScriptedModel(() => ['Same.']), order({ others: ['Same.'] }))).toBe('Same.');
  });

  it('takes away quotes and fences that a model puts round what it writes', async () => {
    expect(await written(new ScriptedModel(() => ['“Meet the tent.”']))).toBe('Meet the tent.');
    expect(await written(new ScriptedModel(() => ['```\nMeet the tent.\n```']))).toBe('Meet the tent.');
  });

  it.each([
    ['refuses', () => Promise.reject(new ChatModelError('model-unreachable', 'no connection'))],
    ['says nothing', () => Promise.resolve()],
  ])('says that the model is away when it %s', async (_how, then) => {
    const silent = new ScriptedModel(async function* () {
      await then();
      yield* [] as string[];
    });
    await expect(written(silent)).rejects.toMatchObject({ code: 'model-away' });
  });

  it('says so too when the model hangs longer than a draft may take', async () => {
    const hanging = new ScriptedModel(async function* ({ signal }) {
      yield 'Meet ';
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    });
    await expect(written(hanging)).rejects.toMatchObject({ code: 'model-away' });
  });

  it('ends when it is stopped, with the reason of the stop', async () => {
    const stop = new AbortController();
    const endless = new ScriptedModel(async function* () {
      for (;;) {
        yield 'on and ';
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    });
    setTimeout(() => stop.abort(new Error('stopped by a member')), 30);
    await expect(written(endless, order(), stop.signal)).rejects.toThrow('stopped by a member');
  });
});
