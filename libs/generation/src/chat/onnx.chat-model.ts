import { DecoderError, type DecoderErrorCode, type OnnxDecoder } from '@zhike/inference';
import {
  type ChatEvent,
  type ChatModel,
  ChatModelError,
  type ChatModelErrorCode,
  type ChatRequest,
} from '@zhike/ports';
import { withoutControlTokens } from './control.tokens.js';

const CODES: Readonly<Record<DecoderErrorCode, ChatModelErrorCode>> = {
  'decoder-busy': 'model-busy',
  'decoder-closed': 'model-closed',
  'decoder-worker-stopped': 'model-server-failed',
  'decoder-model-unusable': 'model-not-found',
  'decoder-context-exceeded': 'model-request-too-large',
  'decoder-timed-out': 'model-timed-out',
  'decoder-request-refused': 'model-request-refused',
  'decoder-failed': 'model-server-failed',
};

/** A model on this machine. It writes under the grammar, if there is one; else numbers can only be copied from the evidence. The decoder is the caller's to close. */
export class OnnxChatModel implements ChatModel {
  constructor(
    readonly id: string,
    private readonly decoder: Pick<OnnxDecoder, 'generate'>,
  ) {}

  async *chat(request: ChatRequest): AsyncGenerator<ChatEvent, void, undefined> {
    try {
      yield* this.generate(request);
    } catch (error) {
      if (!(error instanceof DecoderError)) throw error;
      throw new ChatModelError(CODES[error.code], `${this.id}: ${error.message}`, { cause: error });
    }
  }

  private async *generate(request: ChatRequest): AsyncGenerator<ChatEvent, void, undefined> {
    let hasText = false;
    for await (const event of this.decoder.generate(generationOf(request))) {
      if (event.type === 'text-delta') {
        hasText ||= event.text.trim() !== '';
        if (hasText) yield event;
        continue;
      }
      if (!hasText) throw new ChatModelError('model-answer-empty', `${this.id} answered nothing`);
      const { promptTokens, answerTokens } = event.usage;
      const usage = { promptTokens, answerTokens, isEstimated: false };
      yield { type: 'end', reason: event.reason, usage, without: [] };
    }
  }
}

function generationOf({ messages, temperature, maxTokens, stop, seed, evidence, grammar, signal }: ChatRequest) {
  return {
    messages: messages.map(({ role, content }) => ({ role, content: withoutControlTokens(content) })),
    maxTokens,
    sampling: { temperature, ...(seed === undefined ? {} : { seed }) },
    ...(stop ? { stop } : {}),
    ...(evidence ? { constraint: { kind: 'evidence' as const, texts: evidence.map(withoutControlTokens) } } : {}),
    ...(grammar === undefined ? {} : { constraint: { kind: 'grammar' as const, ebnf: grammar } }),
    signal,
  };
}
