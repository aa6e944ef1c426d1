import { BLOCK } from './block.weights.js';
import { GGML } from './gguf.file.js';

/** A llama small enough to be computed by hand; its tokens are the 256 bytes and three control tokens. */
export const TINY = {
  hidden: 128,
  layers: 2,
  heads: 4,
  keyHeads: 2,
  inner: 96,
  context: 512,
  epsilon: 1e-5,
  base: 1e4,
};
export const TINY_CONTROL = ['<|begin|>', '<|end|>', '<|pad|>'];
export const TINY_TEMPLATE =
  "{% for message in messages %}{{ '<|begin|>' + message['role'] + ':' + message['content'] + '<|end|>' }}{% endfor %}" +
  "{% if add_generation_prompt %}{{ '<|begin|>assistant:' }}{% endif %}";

export interface TinyGguf {
  readonly bytes: Uint8Array;
  /** What the file says, unpacked, row after row. */
  readonly tensors: ReadonlyMap<string, Float32Array>;
}

interface Written {
  readonly name: string;
  readonly type: number;
  readonly sizes: readonly number[];
  readonly bytes: Buffer;
}

export function tinyGguf(random: () => number): TinyGguf {
  const { hidden, layers, heads, keyHeads, inner } = TINY;
  const tensors = new Map<string, Float32Array>();
  const written: Written[] = [];
  const gain = (name: string, strength = 1) => {
    const values = Float32Array.from({ length: hidden }, () => strength * (0.8 + 0.4 * random()));
    tensors.set(name, values);
    written.push({ name, type: GGML.f32, sizes: [hidden], bytes: Buffer.from(values.buffer) });
  };
  const matrix = (name: string, rows: number, columns: number, strength = 1 / 8) => {
    const make = name.startsWith('token') ? eightBitBlock : fourBitBlock;
    const type = name.startsWith('token') ? GGML.q8_0 : GGML.q4_1;
    const blocks = Array.from({ length: (rows * columns) / BLOCK }, () => make(random, strength));
    tensors.set(name, Float32Array.from(blocks.flatMap(({ values }) => values)));
    written.push({ name, type, sizes: [columns, rows], bytes: Buffer.concat(blocks.map(({ bytes }) => bytes)) });
  };
  const keyWidth = (hidden / heads) * keyHeads;
  matrix('token_embd.weight', pieces().length, hidden);
  // So weak that many tokens are likely, and a drawn answer differs from another.
  gain('output_norm.weight', 1 / 16);
  for (let layer = 0; layer < layers; layer++) {
    const at = `blk.${layer}`;
    gain(`${at}.attn_norm.weight`);
    gain(`${at}.ffn_norm.weight`);
    // Weaker, so that attention is spread: where a token stands and what stands before it then matter.
    matrix(`${at}.attn_q.weight`, hidden, hidden, 1 / 16);
    matrix(`${at}.attn_k.weight`, keyWidth, hidden, 1 / 16);
    matrix(`${at}.attn_v.weight`, keyWidth, hidden, 1 / 2);
    matrix(`${at}.attn_output.weight`, hidden, hidden);
    matrix(`${at}.ffn_gate.weight`, inner, hidden);
    matrix(`${at}.ffn_up.weight`, inner, hidden);
    matrix(`${at}.ffn_down.weight`, hidden, inner);
  }
  return { bytes: assemble(written), tensors };
}

/** Scales and minima that half precision holds exactly. */
function fourBitBlock(random: () => number, strength: number) {
  const [scale, minimum] = [
    strength * 2 ** -(4 + Math.floor(random() * 2)),
    (-strength * Math.floor(random() * 16)) / 32,
  ];
  const codes = Array.from({ length: BLOCK }, () => Math.floor(random() * 16));
  const packed = Array.from({ length: BLOCK / 2 }, (_, at) => (codes[at] ?? 0) | ((codes[at + BLOCK / 2] ?? 0) << 4));
  return {
    values: codes.map((code) => code * scale + minimum),
    bytes: Buffer.concat([half(scale), half(minimum), Buffer.from(packed)]),
  };
}

function eightBitBlock(random: () => number) {
  const scale = 2 ** -(6 + Math.floor(random() * 2));
  const codes = Array.from({ length: BLOCK }, () => Math.floor(random() * 256) - 128);
  return {
    values: codes.map((code) => code * scale),
    bytes: Buffer.concat([half(scale), Buffer.from(Int8Array.from(codes).buffer)]),
  };
}

/** Of numbers that are whole multiples of a 32nd, or powers of two. */
function half(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  if (value === 0) return bytes;
  const exponent = Math.floor(Math.log2(Math.abs(value)));
  const fraction = (Math.abs(value) / 2 ** exponent - 1) * 1024;
  bytes.writeUInt16LE((value < 0 ? 0x8000 : 0) | ((exponent + 15) << 10) | fraction);
  return bytes;
}

/** The 256 bytes as byte-level BPE writes them: what cannot be printed moves behind them. */
function pieces(): readonly string[] {
  let moved = 0;
  const isPlain = (byte: number) =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || (byte >= 174 && byte <= 255);
  const bytes = Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(isPlain(byte) ? byte : 256 + moved++));
  return [...TINY_CONTROL, ...bytes];
}

function metadata(): readonly Buffer[] {
  const tokens = pieces();
  const { hidden, layers, heads, keyHeads, inner, context, epsilon, base } = TINY;
  return [
    field('general.architecture', 'llama'),
    field('llama.block_count', layers),
    field('llama.embedding_length', hidden),
    field('llama.feed_forward_length', inner),
    field('llama.attention.head_count', heads),
    field('llama.attention.head_count_kv', keyHeads),
    field('llama.context_length', context),
    real('llama.attention.layer_norm_rms_epsilon', epsilon),
    real('llama.rope.freq_base', base),
    field('tokenizer.ggml.model', 'gpt2'),
    field('tokenizer.ggml.pre', 'smollm'),
    list('tokenizer.ggml.tokens', 8, tokens.map(text)),
    list(
      'tokenizer.ggml.token_type',
      5,
      tokens.map((_, id) => u32(id < TINY_CONTROL.length ? 3 : 1)),
    ),
    list('tokenizer.ggml.merges', 8, []),
    field('tokenizer.ggml.bos_token_id', 0),
    field('tokenizer.ggml.eos_token_id', 1),
    field('tokenizer.ggml.padding_token_id', 2),
    field('tokenizer.chat_template', TINY_TEMPLATE),
  ];
}

function assemble(tensors: readonly Written[]): Buffer {
  const fields = metadata();
  let offset = 0;
  const directory = tensors.map(({ name, type, sizes, bytes }) => {
    const entry = Buffer.concat([text(name), u32(sizes.length), ...sizes.map(u64), u32(type), u64(offset)]);
    offset += Math.ceil(bytes.length / 32) * 32;
    return entry;
  });
  const counts = [u64(tensors.length), u64(fields.length)];
  const head = Buffer.concat([Buffer.from('GGUF'), u32(3), ...counts, ...fields, ...directory]);
  return Buffer.concat([padded(head), ...tensors.map(({ bytes }) => padded(bytes))]);
}

const padded = (bytes: Buffer) =>
  Buffer.concat([bytes, Buffer.alloc(Math.ceil(bytes.length / 32) * 32 - bytes.length)]);

function field(key: string, value: string | number): Buffer {
  const [type, bytes] = typeof value === 'string' ? [8, text(value)] : [4, u32(value)];
  return Buffer.concat([text(key), u32(type), bytes]);
}

function real(key: string, value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return Buffer.concat([text(key), u32(6), bytes]);
}

function list(key: string, element: number, values: readonly Buffer[]): Buffer {
  return Buffer.concat([text(key), u32(9), u32(element), u64(values.length), ...values]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([u64(bytes.length), bytes]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

const u64 = (value: number) => Buffer.concat([u32(value), u32(0)]);
