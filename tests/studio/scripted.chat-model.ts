import { setTimeout as pause } from 'node:timers/promises';
import { type ChatEvent, type ChatModel, ChatModelError, type ChatRequest } from '@zhike/ports';

/** Writes what it was told to, in pieces, and remembers what it was asked. Without a script left it cannot be reached. */
export class ScriptedChatModel implements ChatModel {
  readonly id = 'scripted-writer';
  readonly requests: ChatRequest[] = [];

  /** Texts to write, one a request, in order. */
  constructor(
    readonly script: string[] = [],
    public pieceMs = 0,
  ) {}

  async *chat(request: ChatRequest): AsyncGenerator<ChatEvent> {
    this.requests.push(request);
    const text = this.script.shift();
    if (text === undefined) throw new ChatModelError('model-unreachable', 'The model cannot be reached.');
    for (const piece of text.match(/.{1,6}/gsu) ?? []) {
      await pause(this.pieceMs, undefined, { signal: request.signal });
      yield { type: 'text-delta', text: piece };
    }
    const usage = { promptTokens: 1, answerTokens: 1, isEstimated: true };
    yield { type: 'end', reason: 'stop', usage, without: [] };
  }
}
