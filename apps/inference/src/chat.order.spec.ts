import { describe, expect, it } from 'vitest';
import { readChatOrder } from './chat.order.js';
import { readEmbeddingOrder } from './embedding.order.js';

const chat = (more: object = {}) => readChatOrder({ model: 'm', messages: [{ role: 'user', content: 'Hi' }], ...more });

describe('a chat request', () => {
  it('needs a model and messages, and is then greedy and whole', () => {
    expect(chat()).toEqual({
      ...{ model: 'm', stream: false, includeUsage: false },
      generation: { messages: [{ role: 'user', content: 'Hi' }], sampling: {}, stop: [] },
    });
    expect(() => readChatOrder({ model: 'm', messages: [] })).toThrow(/"messages"/);
    expect(() => readChatOrder('hello')).toThrow(/The request is not usable/);
  });

  it('is understood with all the settings of the protocol', () => {
    const order = chat({
      ...{
        stream: true,
        stream_options: { include_usage: true },
        stop: 'END',
        max_tokens: 9,
        max_completion_tokens: 7,
      },
      ...{ temperature: 0.7, top_p: 0.9, seed: 4, top_k: 40, min_p: 0.1, repetition_penalty: 1.1, user: 'somebody' },
      messages: [
        {
          role: 'developer',
          content: [
            { type: 'text', text: 'Be ' },
            { type: 'text', text: 'short.' },
          ],
        },
        { role: 'user', content: 'Hi' },
      ],
    });
    expect(order).toMatchObject({ stream: true, includeUsage: true });
    expect(order.generation).toEqual({
      messages: [
        { role: 'system', content: 'Be short.' },
        { role: 'user', content: 'Hi' },
      ],
      ...{ maxTokens: 7, stop: ['END'] },
      sampling: { temperature: 0.7, topP: 0.9, seed: 4, topK: 40, minP: 0.1, repetitionPenalty: 1.1 },
    });
  });

  it('may hold the answer to JSON, to a schema, to evidence or to a grammar', () => {
    const schema = { type: 'object', properties: { city: { type: 'string' } } };
    expect(chat({ response_format: { type: 'text' } }).generation.constraint).toBeUndefined();
    expect(chat({ response_format: { type: 'json_object' } }).generation.constraint?.kind).toBe('grammar');
    expect(
      chat({ response_format: { type: 'json_schema', json_schema: { name: 'city', schema } } }).generation.constraint,
    ).toEqual({ kind: 'json-schema', schema });
    const evidence = { kind: 'evidence', texts: ['Within 7 days.'] };
    expect(chat({ constraint: evidence }).generation.constraint).toEqual(evidence);
    expect(() => chat({ constraint: evidence, response_format: { type: 'json_object' } })).toThrow(/either/);
  });

  it('that asks for what is not supported is refused by the name of the field, unless it asks for nothing', () => {
    for (const field of [
      { n: 2 },
      { tools: [{}] },
      { logprobs: true },
      { logit_bias: { 5: 1 } },
      { presence_penalty: 1 },
    ])
      expect(() => chat(field)).toThrow(new RegExp(`"${Object.keys(field)[0]}" is not supported`));
    expect(() =>
      chat({ n: 1, tools: [], logprobs: false, logit_bias: {}, frequency_penalty: 0, seed: null }),
    ).not.toThrow();
    expect(() => chat({ temperature: 3 })).toThrow(/"temperature"/);
    expect(() => chat({ max_tokens: 0 })).toThrow(/"max_tokens"/);
  });
});

describe('an embedding request', () => {
  it('has one text or several, passages unless it says questions', () => {
    expect(readEmbeddingOrder({ model: 'm', input: 'a' })).toEqual({
      ...{ model: 'm', texts: ['a'], as: 'passage', encoding: 'float' },
    });
    const more = { input: ['a', 'b'], input_type: 'query', encoding_format: 'base64', dimensions: 384 };
    expect(readEmbeddingOrder({ model: 'm', ...more })).toMatchObject({
      texts: ['a', 'b'],
      as: 'query',
      dimensions: 384,
    });
  });

  it('with no text, an empty one, or tokens is refused', () => {
    for (const input of [[], '', ['a', '']]) expect(() => readEmbeddingOrder({ model: 'm', input })).toThrow(/"input/);
    for (const input of [
      [1, 2],
      [[1], [2]],
    ])
      expect(() => readEmbeddingOrder({ model: 'm', input })).toThrow(/Give texts/);
  });
});
