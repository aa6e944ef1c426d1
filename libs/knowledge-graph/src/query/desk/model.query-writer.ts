import type { ChatMessage, ChatModel } from '@zhike/ports';
import { QUERY_GRAMMAR } from '../query.grammar.js';
import { type PromptParts, queryPrompt, repairMessages } from './query.prompt.js';
import type { Vetted } from './query.vetting.js';

/** The first try, and two with what was wrong. */
const MOST_TRIES = 3;
const MOST_TOKENS = 400;
/** Longer texts are no search; what comes after is not waited for. */
const LONGEST = 4_000;
const TIMEOUT_MS = 120_000;

/** Has a chat model write a search. A model on this machine is held to the grammar; any other's text is read like a member's. */
export class ModelQueryWriter {
  constructor(
    private readonly model: ChatModel,
    private readonly timeoutMs = TIMEOUT_MS,
  ) {}

  /** Tries in order, the last one perhaps usable. Throws what the model throws, and the caller's own reason when aborted. */
  async write(parts: PromptParts, vet: (cypher: string) => Promise<Vetted>, caller: AbortSignal): Promise<Vetted[]> {
    const signal = AbortSignal.any([caller, AbortSignal.timeout(this.timeoutMs)]);
    const messages = queryPrompt(parts);
    const tries: Vetted[] = [];
    for (let number = 0; number < MOST_TRIES; number++) {
      const cypher = bare(await this.answer([...messages], signal));
      const vetted = await vet(cypher);
      tries.push(vetted);
      if (vetted.isUsable) break;
      messages.push(...repairMessages(cypher, vetted.reason));
    }
    return tries;
  }

  private async answer(messages: readonly ChatMessage[], signal: AbortSignal): Promise<string> {
    let text = '';
    const request = { messages, temperature: 0, maxTokens: MOST_TOKENS, grammar: QUERY_GRAMMAR, signal };
    for await (const event of this.model.chat(request)) {
      signal.throwIfAborted();
      if (event.type === 'text-delta') text += event.text;
      if (text.length > LONGEST) break;
    }
    return text;
  }
}

/** Without the fence that models put around code. */
function bare(text: string): string {
  const fenced = /```[a-z]*\s*\n?(.*?)```/su.exec(text);
  return (fenced?.[1] ?? text).trim();
}
