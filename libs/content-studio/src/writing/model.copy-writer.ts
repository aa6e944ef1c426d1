import type { CopyLength } from '@zhike/contracts';
import type { ChatModel } from '@zhike/ports';
import { StudioError } from '../studio.errors.js';
import { copyPrompt } from './copy.prompt.js';
import type { CopyOrder, CopyWriter } from './copy.writer.js';

/** Copy wants variety; what it says is checked afterwards. */
export const COPY_TEMPERATURE = 0.7;
const TOKENS: Readonly<Record<CopyLength, number>> = { short: 200, medium: 400, long: 800 };
/** One draft takes no longer; a model that hangs must not hold up the next brief. */
const DRAFT_TIMEOUT_MS = 120_000;

/** Has a chat model write, from facts alone and at the temperature of copy. */
export class ModelCopyWriter implements CopyWriter {
  readonly kind = 'model';

  constructor(
    private readonly model: ChatModel,
    private readonly timeoutMs = DRAFT_TIMEOUT_MS,
  ) {}

  get id(): string {
    return this.model.id;
  }

  /** A model that cannot be asked, falls silent or says nothing is `model-away`; an abort is thrown as it is. */
  async *write(order: CopyOrder, signal: AbortSignal): AsyncGenerator<string> {
    let isSilent = true;
    try {
      for await (const piece of this.pieces(order, AbortSignal.any([signal, AbortSignal.timeout(this.timeoutMs)]))) {
        if (piece.trim()) isSilent = false;
        yield piece;
      }
    } catch (error) {
      signal.throwIfAborted();
      throw new StudioError('model-away', `The chat model could not write: ${reasonOf(error)}`, { cause: error });
    }
    if (isSilent) throw new StudioError('model-away', 'The chat model answered without a word.');
  }

  private async *pieces(order: CopyOrder, signal: AbortSignal): AsyncGenerator<string> {
    const answer = this.model.chat({
      messages: copyPrompt(order),
      temperature: COPY_TEMPERATURE,
      maxTokens: TOKENS[order.brief.length],
      seed: order.seed,
      evidence: order.facts.map(({ relation, value }) => `${relation}: ${value}`),
      signal,
    });
    for await (const event of answer) {
      signal.throwIfAborted();
      if (event.type === 'text-delta') yield event.text;
    }
  }
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
