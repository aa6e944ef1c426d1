import type { GenerationEvent, GenerationRequest, OnnxDecoder } from '@zhike/inference';

export type DecoderState = 'loading' | 'ready' | 'missing';

/** The decoder with the name clients know it by and what is known of its state. */
export class ServedDecoder {
  private known: DecoderState = 'loading';

  constructor(
    readonly id: string,
    private readonly decoder: Pick<OnnxDecoder, 'generate' | 'close'>,
  ) {}

  get state(): DecoderState {
    return this.known;
  }

  /** Loads the model by writing one token. Answers why it cannot be used, where that is so. */
  async warm(signal: AbortSignal): Promise<string | undefined> {
    const request = { messages: [{ role: 'user', content: 'Hello!' }], maxTokens: 1, signal } as const;
    try {
      for await (const _event of this.generate(request)) void _event;
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  /** A model that has been pulled meanwhile is found with the next request. */
  async *generate(request: GenerationRequest): AsyncGenerator<GenerationEvent, void, undefined> {
    try {
      for await (const event of this.decoder.generate(request)) {
        this.known = 'ready';
        yield event;
      }
    } catch (error) {
      if (codeOf(error) === 'decoder-model-unusable') this.known = 'missing';
      throw error;
    }
  }

  close(): Promise<void> {
    return this.decoder.close();
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
