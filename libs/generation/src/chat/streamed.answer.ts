import { type ChatEnd, ChatModelError, type ChatRequest, type ChatUsage } from '@zhike/ports';
import { createParser } from 'eventsource-parser';
import { z } from 'zod';
import { roughTokens } from './rough.tokens.js';

/** What we read of a chunk; whatever else providers add is let pass. */
const Chunk = z.object({
  choices: z
    .array(
      z.object({
        delta: z.object({ content: z.string().nullish(), reasoning_content: z.string().nullish() }).nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }).nullish(),
  error: z.unknown().optional(),
});
type Chunk = z.infer<typeof Chunk>;

/** No token stands for more signs in prose; whoever sends more does not keep to `max_tokens`. */
const SIGNS_PER_TOKEN = 8;
/** Of a whole stream, with everything around the text. */
const MOST_SIGNS = 4 * 1_024 * 1_024;
const DONE = '[DONE]';

/** The server-sent events of one answer, read as they come. Refuses with `ChatModelError`s what is not the protocol. */
export class StreamedAnswer {
  /** The stream says that nothing more comes. */
  isOver = false;
  /** The model is at work, be it that it thinks and says nothing yet. */
  isAlive = false;
  private text = '';
  private heard = 0;
  private finish: string | undefined;
  private usage: Chunk['usage'];
  private fresh: string[] = [];
  private readonly parser = createParser({ onEvent: ({ data }) => this.take(data) });

  constructor(private readonly model: string) {}

  /** The answer itself ended; what still comes is its count of tokens. */
  get isFinished(): boolean {
    return this.isOver || this.finish !== undefined;
  }

  get hasText(): boolean {
    return this.text !== '';
  }

  /** The texts in what just arrived, none of them empty. */
  feed(piece: string, maxTokens: number): readonly string[] {
    this.heard += piece.length;
    this.fresh = [];
    this.isAlive = false;
    this.parser.feed(piece);
    if (this.text.length > maxTokens * SIGNS_PER_TOKEN || this.heard > MOST_SIGNS)
      throw new ChatModelError(
        'model-answer-too-long',
        `${this.model} sent more than the ${maxTokens} tokens asked for`,
      );
    return this.fresh;
  }

  /** How the answer ended. Throws when it did not end, or came to nothing. */
  end({ messages }: Pick<ChatRequest, 'messages'>, without: readonly string[]): ChatEnd {
    if (!this.isFinished) throw this.broken('the stream ended before the answer did');
    if (this.finish === 'content_filter')
      throw new ChatModelError('model-answer-withheld', `${this.model}: the provider withheld the answer`);
    if (!this.text) throw new ChatModelError('model-answer-empty', `${this.model} answered nothing`);
    return { type: 'end', reason: this.finish === 'length' ? 'length' : 'stop', usage: this.count(messages), without };
  }

  private count(messages: ChatRequest['messages']): ChatUsage {
    if (this.usage)
      return {
        promptTokens: this.usage.prompt_tokens,
        answerTokens: this.usage.completion_tokens,
        isEstimated: false,
      };
    const promptTokens = messages.reduce((sum, { content }) => sum + roughTokens(content), 0);
    return { promptTokens, answerTokens: roughTokens(this.text), isEstimated: true };
  }

  private take(data: string): void {
    if (data === DONE) {
      this.isOver = true;
      return;
    }
    const { choices, usage, error } = this.read(data);
    if (error) throw new ChatModelError('model-server-failed', `${this.model} broke its answer off with an error`);
    if (usage) this.usage = usage;
    for (const choice of choices ?? []) this.takeChoice(choice);
  }

  private takeChoice({ delta, finish_reason: finish }: NonNullable<Chunk['choices']>[number]): void {
    if (finish) this.finish = finish;
    if (delta?.content) this.tell(delta.content);
    if (delta?.reasoning_content) this.isAlive = true;
  }

  /** White space before the first word is no text: whoever got only that can still ask another model. */
  private tell(text: string): void {
    this.isAlive = true;
    const told = this.text ? text : text.trimStart();
    this.text += told;
    if (told) this.fresh.push(told);
  }

  private read(data: string): Chunk {
    try {
      return Chunk.parse(JSON.parse(data));
    } catch {
      // The parser's own message would repeat what was sent.
      throw this.broken('a piece of the stream cannot be read');
    }
  }

  private broken(why: string): ChatModelError {
    return new ChatModelError('model-answer-broken', `${this.model}: ${why}`);
  }
}
