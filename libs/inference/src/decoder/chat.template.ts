import { Template } from '@huggingface/jinja';
import { DecoderFailure } from './decoder.failure.js';
import type { TokenizerConfig } from './model.directory.js';

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** Writes a chat as the model was trained to read it, by the template of its `tokenizer_config.json`. */
export class ChatTemplate {
  private readonly template: Template;
  private readonly names: Readonly<Record<string, string>>;
  private readonly controlTokens: readonly string[];

  /**
   * `specialTokens` are the texts that stand for control tokens. Throws `decoder-model-unusable` for a model without a
   * template, or one that cannot be read.
   */
  constructor(config: TokenizerConfig, specialTokens: readonly string[]) {
    // Breaking up a token of one sign would give that sign again.
    this.controlTokens = specialTokens.filter((token) => token.length > 1);
    const { chat_template: given } = config;
    const source =
      typeof given === 'string' ? given : (given?.find(({ name }) => name === 'default') ?? given?.[0])?.template;
    if (source === undefined) throw unusable('it has no chat template');
    try {
      this.template = new Template(source);
    } catch (error) {
      throw unusable(`its chat template cannot be read: ${String(error)}`);
    }
    this.names = { bos_token: textOf(config.bos_token), eos_token: textOf(config.eos_token) };
  }

  /**
   * The prompt up to where the answer begins. Control tokens inside a message are broken up: a customer must not be able to
   * end their own message and begin one of the system's. Throws `decoder-request-refused` when the template refuses the
   * messages, as some do for two messages of one role in a row.
   */
  render(messages: readonly ChatMessage[]): string {
    if (messages.length === 0) throw new DecoderFailure('decoder-request-refused', 'The request has no messages.');
    if (messages.some(({ content }) => typeof content !== 'string'))
      throw new DecoderFailure('decoder-request-refused', 'A message has no text.');
    const safe = messages.map(({ role, content }) => ({ role, content: this.withoutControl(content) }));
    try {
      return this.template.render({ messages: safe, add_generation_prompt: true, ...this.names });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new DecoderFailure(
        'decoder-request-refused',
        `The model's chat template refuses these messages: ${reason}`,
      );
    }
  }

  /** Until none is left: breaking one up may put another together. */
  private withoutControl(text: string): string {
    const found = this.controlTokens.find((token) => text.includes(token));
    if (found === undefined) return text;
    return this.withoutControl(text.replaceAll(found, `${found.slice(0, 1)} ${found.slice(1)}`));
  }
}

function textOf(token: TokenizerConfig['bos_token']): string {
  return typeof token === 'string' ? token : (token?.content ?? '');
}

function unusable(reason: string): DecoderFailure {
  return new DecoderFailure('decoder-model-unusable', `The model cannot be used: ${reason}.`);
}
