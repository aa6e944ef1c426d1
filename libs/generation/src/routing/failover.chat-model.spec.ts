import {
  type ChatEvent,
  type ChatModel,
  ChatModelError,
  type ChatModelErrorCode,
  type ChatModelErrorOptions,
  type ChatRequest,
} from '@zhike/ports';
import { describe, expect, it } from 'vitest';
import { CircuitBreaker } from './circuit.breaker.js';
import { type ChainLink, FailoverChatModel } from './failover.chat-model.js';
import type { ModelAttempt } from './model.attempt.js';

const fail = (code: ChatModelErrorCode, more?: ChatModelErrorOptions) => new ChatModelError(code, code, more);
type Step = string | Error;

/** Plays one list a request: texts are told, errors thrown; an answer without one ends well. The last list serves the rest. */
function scripted(id: string, ...runs: Step[][]): ChatModel & { asked: number } {
  const model = {
    id,
    asked: 0,
    async *chat(_request: ChatRequest): AsyncGenerator<ChatEvent> {
      const steps = runs[Math.min(model.asked++, runs.length - 1)] ?? [];
      for (const step of steps) {
        if (step instanceof Error) throw step;
        yield { type: 'text-delta', text: step };
      }
      yield {
        type: 'end',
        reason: 'stop',
        usage: { promptTokens: 1_000, answerTokens: 100, isEstimated: false },
        without: [],
      };
    },
  };
  return model;
}

const link = (model: ChatModel, more: Partial<ChainLink> = {}): ChainLink => ({
  model,
  breaker: new CircuitBreaker({ failures: 3, restMs: 60_000 }),
  ...more,
});

async function listen(links: readonly ChainLink[], signal: AbortSignal = AbortSignal.timeout(2_000)) {
  const attempts: ModelAttempt[] = [];
  const chain = new FailoverChatModel(links, { tries: 2, pauseMs: 1, longestPauseMs: 50 });
  const request: ChatRequest = { messages: [], temperature: 0, maxTokens: 10, signal };
  let text = '';
  let error: unknown;
  try {
    for await (const event of chain.chat(request, (attempt) => attempts.push(attempt)))
      if (event.type === 'text-delta') text += event.text;
  } catch (thrown) {
    error = thrown;
  }
  return {
    text,
    error,
    results: attempts.map(({ model, number, result }) => `${model} ${number} ${result}`),
    attempts,
  };
}

describe('FailoverChatModel', () => {
  it.each<ChatModelErrorCode>([
    'model-unreachable',
    'model-busy',
    'model-conflict',
    'model-server-failed',
    'model-answer-empty',
    'model-answer-broken',
  ])('asks once more after %s, then the next model', async (code) => {
    const [first, second] = [scripted('a', [fail(code)]), scripted('b', ['Yes.'])];
    const { text, results } = await listen([link(first), link(second)]);
    expect(text).toBe('Yes.');
    expect(results).toEqual([`a 1 ${code}`, `a 2 ${code}`, 'b 1 answered']);
  });

  it('does not wait twice for a model that does not answer while another one is there', async () => {
    const late = scripted('a', [fail('model-timed-out')]);
    const { results } = await listen([link(late), link(scripted('b', ['Yes.']))]);
    expect(results).toEqual(['a 1 model-timed-out', 'b 1 answered']);
    expect((await listen([link(late)])).results).toHaveLength(2);
  });

  it.each<ChatModelErrorCode>([
    'model-request-refused',
    'model-unauthorised',
    'model-forbidden',
    'model-not-found',
    'model-request-too-large',
    'model-request-invalid',
    'model-parameter-refused',
  ])('neither asks again nor the next model after %s', async (code) => {
    const second = scripted('b', ['Yes.']);
    const { error, results } = await listen([link(scripted('a', [fail(code)])), link(second)]);
    expect(error).toMatchObject({ code });
    expect(results).toEqual([`a 1 ${code}`]);
    expect(second.asked).toBe(0);
  });

  it('throws when an answer breaks off that was given on in part: nothing is said twice', async () => {
    const second = scripted('b', ['Yes.']);
    const broken = scripted('a', ['Within ', fail('model-timed-out')]);
    const { text, error } = await listen([link(broken), link(second)]);
    expect({ text, error }).toMatchObject({ text: 'Within ', error: { code: 'model-timed-out' } });
    expect([broken.asked, second.asked]).toEqual([1, 0]);
  });

  it('leaves a model alone for as long as it asks, and goes on where that is too long', async () => {
    const short = scripted('a', [fail('model-busy', { retryAfterMs: 30 })], ['Yes.']);
    const began = performance.now();
    expect((await listen([link(short)])).results).toEqual(['a 1 model-busy', 'a 2 answered']);
    expect(performance.now() - began).toBeGreaterThanOrEqual(28);

    const long = scripted('a', [fail('model-busy', { retryAfterMs: 60_000 })]);
    expect((await listen([link(long), link(scripted('b', ['Yes.']))])).results).toEqual([
      'a 1 model-busy',
      'b 1 answered',
    ]);
  });

  it('stops asking a model that keeps failing, and tells that it was left out', async () => {
    const first = link(scripted('a', [fail('model-server-failed')]));
    const chain = [first, link(scripted('b', ['Yes.']))];
    await listen(chain);
    await listen(chain);
    expect(first.breaker.state).toBe('open');
    expect((await listen(chain)).results).toEqual(['a 1 model-resting', 'b 1 answered']);
  });

  it('does not blame a model for a wrong key', async () => {
    const first = link(scripted('a', [fail('model-unauthorised')]));
    for (let times = 0; times < 4; times++) await listen([first]);
    expect(first.breaker.state).toBe('closed');
  });

  it('throws the last failure when every model fails, and asks no more once the turn has ended', async () => {
    const away = [link(scripted('a', [fail('model-unreachable')])), link(scripted('b', [fail('model-busy')]))];
    expect((await listen(away)).error).toMatchObject({ code: 'model-busy' });
    const reason = new Error('the turn has ended');
    const untouched = scripted('a', ['Yes.']);
    expect((await listen([link(untouched)], AbortSignal.abort(reason))).error).toBe(reason);
    expect(untouched.asked).toBe(0);
  });

  it('tells of each attempt how long it took, its tokens and what they cost', async () => {
    const { attempts } = await listen([link(scripted('a', ['Yes.']), { price: { input: 2, output: 10 } })]);
    expect(attempts).toMatchObject([
      { model: 'a', number: 1, result: 'answered', temperature: 0, usage: { promptTokens: 1_000, answerTokens: 100 } },
    ]);
    expect(attempts[0]?.cost).toBeCloseTo(0.003);
    expect(attempts[0]?.firstTextMs).toBeLessThanOrEqual(attempts[0]?.tookMs ?? 0);
  });
});
