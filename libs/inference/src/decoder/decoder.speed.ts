import type { GenerationRequest, OnnxDecoder } from './onnx.decoder.js';

/** Of different length, and each with another beginning. */
const PROMPTS = [
  'What is the capital of France?',
  'A shop takes coats back within thirty days. Write one sentence that tells a customer so.',
  'List three things that people buy in winter, and say in a few words what each of them is good for.',
] as const;
const ANSWER_TOKENS = 32;

/** Tokens and how long they took. */
export interface TokenSpeed {
  readonly tokens: number;
  readonly ms: number;
}

/** One request alone: its prompt read up to the first text, and what was written after it. */
export interface GenerationSpeed {
  readonly prompt: TokenSpeed;
  readonly generation: TokenSpeed;
}

/** Three short prompts, one after another, the likeliest tokens. Loading the model is not counted. */
export async function measureSpeed(
  decoder: Pick<OnnxDecoder, 'generate'>,
  now: () => number = () => performance.now(),
): Promise<readonly GenerationSpeed[]> {
  await speedOf(decoder, { messages: [{ role: 'user', content: 'Hello!' }], maxTokens: 1 }, now);
  const speeds: GenerationSpeed[] = [];
  for (const content of PROMPTS)
    speeds.push(await speedOf(decoder, { messages: [{ role: 'user', content }], maxTokens: ANSWER_TOKENS }, now));
  return speeds;
}

async function speedOf(
  decoder: Pick<OnnxDecoder, 'generate'>,
  request: GenerationRequest,
  now: () => number,
): Promise<GenerationSpeed> {
  const startedAt = now();
  let firstAt: number | undefined;
  for await (const event of decoder.generate(request)) {
    firstAt ??= now();
    if (event.type !== 'generation-end') continue;
    const { promptTokens, cachedTokens, answerTokens } = event.usage;
    // The first token is drawn from the prompt's last; one that ends the answer is drawn too, and not told.
    const steps = answerTokens - 1 + (event.reason === 'stop' ? 1 : 0);
    return {
      prompt: { tokens: promptTokens - cachedTokens, ms: firstAt - startedAt },
      generation: { tokens: steps, ms: now() - firstAt },
    };
  }
  throw new Error('the answer has no end');
}
