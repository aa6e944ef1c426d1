import { describe, expect, it } from 'vitest';
import { measureSpeed } from './decoder.speed.js';
import type { GenerationEvent, GenerationRequest } from './onnx.decoder.js';

describe('how fast a decoder is', () => {
  /** Half a second of loading with the first request, 100 ms a prompt, 20 ms a token. */
  function scripted(reason: 'stop' | 'length') {
    let time = 0;
    const asked: string[] = [];
    async function* generate({ messages }: GenerationRequest): AsyncGenerator<GenerationEvent, void, undefined> {
      time += asked.length === 0 ? 600 : 100;
      asked.push(messages[0]?.content ?? '');
      yield await Promise.resolve({ type: 'text-delta', text: 'a' } as const);
      time += 60;
      yield { type: 'text-delta', text: 'bcd' };
      const usage = { promptTokens: 30, cachedTokens: 10, answerTokens: reason === 'stop' ? 3 : 4 };
      yield { type: 'generation-end', reason, usage };
    }
    return { decoder: { generate }, now: () => time, asked };
  }

  it.each(['stop', 'length'] as const)('is told of the prompt and of the generation (%s)', async (reason) => {
    const { decoder, now, asked } = scripted(reason);
    const speed = { prompt: { tokens: 20, ms: 100 }, generation: { tokens: 3, ms: 60 } };
    expect(await measureSpeed(decoder, now)).toEqual([speed, speed, speed]);
    expect(new Set(asked).size).toBe(4);
  });
});
