import { DecoderError, type GenerationEvent, type GenerationRequest } from '@zhike/inference';
import type { ChatEvent, ChatRequest } from '@zhike/ports';
import { describe, expect, it } from 'vitest';
import { OnnxChatModel } from './onnx.chat-model.js';

const end: GenerationEvent = {
  type: 'generation-end',
  reason: 'stop',
  usage: { promptTokens: 30, cachedTokens: 20, answerTokens: 4 },
};
const text = (told: string): GenerationEvent => ({ type: 'text-delta', text: told });

async function chat(events: readonly (GenerationEvent | Error)[], more: Partial<ChatRequest> = {}) {
  const asked: GenerationRequest[] = [];
  const model = new OnnxChatModel('small', {
    async *generate(request: GenerationRequest) {
      asked.push(request);
      for (const event of events) {
        if (event instanceof Error) throw event;
        yield event;
      }
    },
  });
  const heard: ChatEvent[] = [];
  const signal = AbortSignal.timeout(1_000);
  const messages = [{ role: 'user' as const, content: 'How long?' }];
  for await (const event of model.chat({ messages, temperature: 0.1, maxTokens: 20, signal, ...more }))
    heard.push(event);
  return { heard, asked };
}

describe('OnnxChatModel', () => {
  it('holds the numbers of the answer to the evidence, at the temperature asked for', async () => {
    const { asked } = await chat([text('30 days.'), end], {
      evidence: ['[1] within 30 days'],
      seed: 7,
      stop: ['\n\n'],
    });
    expect(asked).toMatchObject([
      {
        constraint: { kind: 'evidence', texts: ['[1] within 30 days'] },
        sampling: { temperature: 0.1, seed: 7 },
        maxTokens: 20,
        stop: ['\n\n'],
      },
    ]);
  });

  it('is held to a grammar rather than to evidence', async () => {
    const { asked } = await chat([text('a'), end], { evidence: ['[1] 30 days'], grammar: 'root ::= "a"' });
    expect(asked).toMatchObject([{ constraint: { kind: 'grammar', ebnf: 'root ::= "a"' } }]);
  });

  it('tells the text, then why it ended and what it took', async () => {
    const { heard } = await chat([text('30 '), text('days.'), end]);
    expect(heard).toEqual([
      { type: 'text-delta', text: '30 ' },
      { type: 'text-delta', text: 'days.' },
      {
        type: 'end',
        reason: 'stop',
        usage: { promptTokens: 30, answerTokens: 4, isEstimated: false },
        without: [],
      },
    ]);
  });

  it.each([
    ['decoder-busy', 'model-busy', 'again'],
    ['decoder-worker-stopped', 'model-server-failed', 'again'],
    ['decoder-model-unusable', 'model-not-found', 'nothing'],
    ['decoder-context-exceeded', 'model-request-too-large', 'nothing'],
  ] as const)('says of %s whether asking again may help', async (code, told, remedy) => {
    await expect(chat([new DecoderError(code, 'no')])).rejects.toMatchObject({ code: told, remedy });
  });

  it('takes an answer of white space for none', async () => {
    await expect(chat([text(' \n'), end])).rejects.toMatchObject({ code: 'model-answer-empty' });
  });
});
