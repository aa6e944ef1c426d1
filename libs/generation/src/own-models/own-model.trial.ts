import type { ModelTrial } from '@zhike/contracts';
import { type ChatModel, ChatModelError } from '@zhike/ports';

const QUESTION = 'Please answer with one short sentence: which language do you write best? 请用一句话回答。';
/** A model that thinks aloud first needs room for it. */
const ANSWER_TOKENS = 256;
const WITHIN_MS = 30_000;
const SHOWN_CHARACTERS = 300;

/** Asks one short question, and tells what came of it. Nothing of the shop is sent. */
export async function tryModel(model: ChatModel): Promise<ModelTrial> {
  const began = performance.now();
  const elapsed = () => Math.round(performance.now() - began);
  try {
    const { text, firstTextMs, end } = await listen(model, elapsed);
    const { usage, without } = end;
    return { result: 'answered', tookMs: elapsed(), firstTextMs, text: shown(text), ...usage, without: [...without] };
  } catch (error) {
    return { result: 'failed', tookMs: elapsed(), ...causeOf(error, model.id) };
  }
}

async function listen(model: ChatModel, elapsed: () => number) {
  const messages = [{ role: 'user' as const, content: QUESTION }];
  const signal = AbortSignal.timeout(WITHIN_MS);
  let text = '';
  let firstTextMs: number | undefined;
  for await (const event of model.chat({ messages, temperature: 0, maxTokens: ANSWER_TOKENS, signal })) {
    if (event.type === 'end') return { text, firstTextMs: firstTextMs ?? elapsed(), end: event };
    firstTextMs ??= elapsed();
    text += event.text;
  }
  throw new ChatModelError('model-answer-broken', `${model.id}: the answer has no end`);
}

const shown = (text: string) => Array.from(text.trim()).slice(0, SHOWN_CHARACTERS).join('');

function causeOf(error: unknown, model: string): { readonly code: string; readonly message: string } {
  if (error instanceof ChatModelError) return { code: error.code, message: error.message };
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return { code: 'model-timed-out', message: `${model}: the whole answer took more than ${WITHIN_MS} ms` };
  throw error;
}
