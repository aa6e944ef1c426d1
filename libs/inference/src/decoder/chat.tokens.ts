import { Tokenizer } from '@huggingface/tokenizers';
import { type ChatMessage, ChatTemplate } from './chat.template.js';
import { DecoderFailure } from './decoder.failure.js';
import type { ModelDirectory } from './model.directory.js';

/** A model's tokenizer and chat template together. */
export class ChatTokens {
  private readonly tokenizer: Tokenizer;
  private readonly template: ChatTemplate;

  constructor({ tokenizer, tokenizerConfig }: Pick<ModelDirectory, 'tokenizer' | 'tokenizerConfig'>) {
    try {
      this.tokenizer = new Tokenizer(tokenizer, tokenizerConfig);
    } catch (error) {
      throw new DecoderFailure('decoder-model-unusable', `The model's tokenizer.json cannot be used: ${String(error)}`);
    }
    const added = [...this.tokenizer.get_added_tokens_decoder().values()];
    const special = added.filter((token) => token.special).map(({ content }) => content);
    this.template = new ChatTemplate(tokenizerConfig, special);
  }

  /** The template writes every control token itself, so the tokenizer adds none. */
  prompt(messages: readonly ChatMessage[]): readonly number[] {
    return this.tokenizer.encode(this.template.render(messages), { add_special_tokens: false }).ids;
  }

  /** Spaces stay as they are: text is put together from pieces. */
  text(tokens: readonly number[]): string {
    return tokens.length === 0
      ? ''
      : this.tokenizer.decode([...tokens], { skip_special_tokens: true, clean_up_tokenization_spaces: false });
  }
}
