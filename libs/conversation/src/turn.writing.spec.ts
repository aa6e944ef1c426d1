import type { Citation, TurnTrace } from '@zhike/contracts';
import {
  type AnswerWriter,
  ChatModelError,
  type ClauseEvidence,
  type ContentSafety,
  type DraftSentence,
  type GivenAnswer,
  type Turn,
  type WritingRequest,
  Writers,
} from '@zhike/ports';
import { describe, expect, it } from 'vitest';
import { TurnPipeline } from './turn.pipeline.js';
import type { TurnRecord } from './turn.record.js';

const citation: Citation = {
  kind: 'clause',
  sourceId: 'c-1',
  sourceKey: '1',
  policyId: 'p',
  policyTitle: 'Returns',
  versionId: 'v3',
  version: 3,
  label: 'Return window',
  effectiveFrom: '2026-07-01T00:00:00Z',
};
const window: ClauseEvidence = {
  kind: 'clause',
  citation,
  text: 'Goods may be returned within 30 days.',
  locale: 'en',
  score: 1,
  confidence: 0.9,
};
const postage: ClauseEvidence = {
  ...window,
  citation: { ...citation, sourceId: 'c-2', label: 'Postage' },
  text: 'Return postage is paid by the shop.',
};
const turn: Turn = {
  id: 't-1',
  workspaceId: 'w',
  conversationId: 'c',
  text: 'How long may I return goods, and who pays return postage?',
  locale: 'en',
  history: [],
  at: new Date('2026-08-01'),
};
const clean = { isBlocked: false, reason: 'clean', matches: [] };
const quote = (clause: ClauseEvidence): DraftSentence => ({ text: clause.text, evidence: [clause] });

const writing = (id: string, ...parts: (DraftSentence | Error)[]): AnswerWriter => ({
  id,
  async *write() {
    for (const part of parts) {
      if (part instanceof Error) throw part;
      yield part;
    }
  },
});
const composer = writing('composer', quote(window), quote(postage));

interface Answered {
  readonly told: readonly string[];
  readonly record: TurnRecord | undefined;
  readonly remembered: readonly GivenAnswer[];
  step(name: string): TurnTrace['steps'][number] | undefined;
}

async function answer(
  writer: AnswerWriter,
  screenOutput: ContentSafety['screenOutput'] = async () => clean,
  troubles: Writers['troubles'] = [],
): Promise<Answered> {
  const closed: TurnRecord[] = [];
  const remembered: GivenAnswer[] = [];
  const recollection = {
    answer: undefined,
    confirm: () => undefined,
    keep: (given: GivenAnswer) => void remembered.push(given),
    notes: () => ({}),
  };
  const pipeline = new TurnPipeline({
    turns: { close: async (_turn, record) => void closed.push(record) },
    safety: { screenInput: async () => clean, screenOutput },
    context: {
      fit: async ({ text }) => ({
        ...{ question: text, earlier: [], told: [], kept: [], summarised: [], dropped: [] },
        ...{ usedTokens: 1, budgetTokens: 10, because: '' },
      }),
    },
    knowledge: { retrieve: async () => ({ evidence: [window, postage], candidates: [], notes: {} }) },
    memory: { recall: async () => recollection },
    writing: { writersFor: async () => ({ writer, composer, troubles }) },
  });
  const told: string[] = [];
  for await (const event of pipeline.run(turn, AbortSignal.timeout(2_000)))
    if (event.type === 'sentence-ready') told.push(event.text);
  const record = closed[0];
  return { told, record, remembered, step: (name) => record?.trace.steps.find((step) => step.name === name) };
}

describe('an answer that a model writes', () => {
  it('is left to it where each sentence is proved, and remembered', async () => {
    const said = { text: 'Within 30 days goods may be returned.', evidence: [window] };
    const { told, remembered, step } = await answer(writing('model', said));
    expect(told).toEqual([said.text]);
    expect(step('composer')).toBeUndefined();
    expect(remembered).toHaveLength(1);
  });

  it('is the composer’s when the model fails at once, and the trace tells why', async () => {
    const { told, step, record } = await answer(writing('model', new ChatModelError('model-unauthorised', 'm: 401')));
    expect(told).toEqual([window.text, postage.text]);
    expect(step('composer')?.detail).toEqual({
      because: 'the writer broke off',
      code: 'model-unauthorised',
      failed: 'm: 401',
      said: 0,
      notProved: 0,
    });
    expect(record?.outcome).toEqual({ kind: 'answered', reason: 'policy-found' });
  });

  it('is ended by the composer when the model breaks off, and nothing is said twice in other words', async () => {
    const said = { text: 'Within 30 days goods may be returned.', evidence: [window] };
    const { told, step } = await answer(writing('model', said, new Error('cut')));
    expect(told).toEqual([said.text, postage.text]);
    expect(step('composer')?.detail).toMatchObject({ because: 'the writer broke off', said: 1 });
  });

  it('is the composer’s when the model writes nothing', async () => {
    const { told, step } = await answer(writing('model'));
    expect(told).toEqual([window.text, postage.text]);
    expect(step('composer')?.detail).toMatchObject({ because: 'the writer wrote nothing' });
  });

  it('is the composer’s where the model lies, and what it said rightly stays', async () => {
    const lie = { text: 'Goods may be returned within 90 days.', evidence: [window] };
    const { told, step, remembered } = await answer(writing('model', quote(postage), lie));
    expect(told).toEqual([postage.text, window.text]);
    expect(step('composer')?.detail).toMatchObject({ because: 'not all that was written is proved', notProved: 1 });
    expect(remembered).toHaveLength(1);
  });

  it('is not remembered when it was quoted because the model was away', async () => {
    expect((await answer(writing('model', new Error('away')))).remembered).toEqual([]);
  });

  it('does not blame the model for a fault of the screen', async () => {
    const broken = async () => {
      throw new Error('no screen');
    };
    await expect(answer(writing('model', quote(window)), broken)).rejects.toThrow('no screen');
  });

  it('gets its temperature from the plan, and the trace says why', async () => {
    let asked: WritingRequest | undefined;
    const { step } = await answer({
      id: 'model',
      async *write(request) {
        asked = request;
        request.note?.('model', { model: 'm' }, 12);
        yield quote(window);
      },
    });
    expect(asked).toMatchObject({ temperature: 0, route: 'quote', leaning: 0 });
    expect(step('plan')?.detail).toMatchObject({
      temperature: 0,
      temperatureBecause: 'the evidence surely answers: nothing is left to chance',
    });
    expect(step('model')).toMatchObject({ detail: { model: 'm' } });
    expect(step('model')?.tookMs).toBeGreaterThanOrEqual(12);
  });

  it('tells the trace which models were set up and are not asked', async () => {
    const trouble = { model: 'qwen', because: 'The stored key cannot be read.' };
    const { step } = await answer(composer, undefined, [trouble]);
    expect(step('own-models')?.detail).toEqual({ because: 'a model is left out', troubles: [trouble] });
    expect((await answer(composer)).step('own-models')).toBeUndefined();
  });
});
