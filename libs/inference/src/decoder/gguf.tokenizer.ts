import { ModelFetchError } from '../inference.errors.js';
import type { GgufFile } from './gguf.file.js';
import { shapeOf } from './llama.shape.js';

/** A piece that stands for itself in a chat, not for text: ggml's token type "control". */
const CONTROL = 3;
const ADDED = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
/** How the pieces of a text are cut before they are merged, by llama.cpp's name for it. */
const PRE_TOKENIZERS: Readonly<Record<string, object>> = {
  smollm: {
    type: 'Sequence',
    pretokenizers: [
      { type: 'Digits', individual_digits: true },
      { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
    ],
  },
};

/** A `tokenizer.json` in Hugging Face's format for a byte-level BPE vocabulary. */
export function tokenizerJson(file: GgufFile): string {
  const pieces = file.list<string>('tokenizer.ggml.tokens');
  const types = file.list<number>('tokenizer.ggml.token_type');
  const cut = file.text('tokenizer.ggml.pre');
  const preTokenizer = PRE_TOKENIZERS[cut];
  if (file.text('tokenizer.ggml.model') !== 'gpt2' || !preTokenizer)
    throw new ModelFetchError(
      'model-not-converted',
      `The GGUF file cannot be converted: a tokenizer of the kind ${file.text('tokenizer.ggml.model')}/${cut} is not known; known: ${Object.keys(
        PRE_TOKENIZERS,
      )
        .map((name) => `gpt2/${name}`)
        .join(', ')}.`,
    );
  return JSON.stringify({
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: pieces.flatMap((content, id) => (types[id] === CONTROL ? [{ id, content, ...ADDED }] : [])),
    normalizer: null,
    pre_tokenizer: preTokenizer,
    post_processor: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: false, use_regex: true },
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      vocab: Object.fromEntries(pieces.map((piece, id) => [piece, id])),
      merges: file.list<string>('tokenizer.ggml.merges'),
    },
  });
}

/** A `tokenizer_config.json`: the special tokens by name, and the template a chat is written in. */
export function tokenizerConfigJson(file: GgufFile): string {
  const pieces = file.list<string>('tokenizer.ggml.tokens');
  return JSON.stringify({
    bos_token: pieces[file.number('tokenizer.ggml.bos_token_id')],
    eos_token: pieces[file.number('tokenizer.ggml.eos_token_id')],
    pad_token: pieces[file.number('tokenizer.ggml.padding_token_id')],
    chat_template: file.text('tokenizer.chat_template'),
    clean_up_tokenization_spaces: false,
  });
}

/** A `config.json` with what is needed to run the model. */
export function configJson(file: GgufFile): string {
  const shape = shapeOf(file);
  return JSON.stringify({
    model_type: 'llama',
    num_hidden_layers: shape.layers,
    hidden_size: shape.hidden,
    intermediate_size: shape.inner,
    num_attention_heads: shape.heads,
    num_key_value_heads: shape.keyHeads,
    head_dim: shape.headSize,
    vocab_size: shape.vocabulary,
    max_position_embeddings: shape.context,
    rms_norm_eps: shape.epsilon,
    rope_theta: shape.ropeBase,
    bos_token_id: file.number('tokenizer.ggml.bos_token_id'),
    eos_token_id: file.number('tokenizer.ggml.eos_token_id'),
  });
}
