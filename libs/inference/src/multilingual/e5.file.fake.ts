import { BLOCK } from './e5.file.js';

/** A weight file as the package writes it, small enough to be computed by hand: random weights, a few pieces. */
export interface TinyE5 {
  readonly bytes: Uint8Array;
  /** What the file says, unpacked. Matrices row after row. */
  readonly tensors: ReadonlyMap<string, Float32Array>;
}

export const TINY = { hidden: BLOCK, layers: 2, heads: 2, inner: 2 * BLOCK, positions: 16, epsilon: 1e-12 };
export const TINY_PIECES = [
  '<s>',
  '<pad>',
  '</s>',
  '<unk>',
  '▁',
  '退',
  '货',
  '退货',
  '▁return',
  's',
  'на',
  'か',
  'é',
  '。',
];

export function tinyE5(random: () => number): TinyE5 {
  const { hidden, layers, heads, inner, positions, epsilon } = TINY;
  const tensors = new Map<string, Float32Array>();
  const parts: { name: string; bytes: Buffer }[] = [];
  const floats = (name: string, count: number, around = 0) => {
    const values = Float32Array.from({ length: count }, () => around + (random() - 0.5) * 0.4);
    tensors.set(name, values);
    parts.push({ name, bytes: Buffer.from(values.buffer) });
  };
  const matrix = (name: string, rows: number, columns: number) => {
    const blocks = Array.from({ length: (rows * columns) / BLOCK }, () => randomBlock(random));
    tensors.set(name, Float32Array.from(blocks.flatMap(({ values }) => values)));
    parts.push({ name, bytes: Buffer.concat(blocks.map(({ bytes }) => bytes)) });
  };
  // Three more rows than pieces: the real file has them too.
  matrix('emb.word', TINY_PIECES.length + 3, hidden);
  floats('emb.pos', positions * hidden);
  floats('emb.type', 2 * hidden);
  floats('emb.ln.w', hidden, 1);
  floats('emb.ln.b', hidden);
  for (let layer = 0; layer < layers; layer++) {
    for (const part of ['q', 'k', 'v', 'ao']) {
      matrix(`l${layer}.${part}.w`, hidden, hidden);
      floats(`l${layer}.${part}.b`, hidden);
    }
    matrix(`l${layer}.fi.w`, inner, hidden);
    floats(`l${layer}.fi.b`, inner);
    matrix(`l${layer}.fo.w`, hidden, inner);
    floats(`l${layer}.fo.b`, hidden);
    for (const norm of ['aln', 'oln']) {
      floats(`l${layer}.${norm}.w`, hidden, 1);
      floats(`l${layer}.${norm}.b`, hidden);
    }
  }
  const sizes = [hidden, layers, heads, inner, TINY_PIECES.length + 3, positions, 2].map(u32);
  const head = Buffer.concat([Buffer.from('E5S1'), u32(1), ...sizes, f32(epsilon), u32(BLOCK), vocabulary()]);
  return { bytes: assemble(head, parts), tensors };
}

/** A scale that half precision holds exactly, and 32 weights from −8 to 7 times it. */
function randomBlock(random: () => number) {
  const exponent = Math.floor(random() * 2);
  const scale = 2 ** (exponent - 5);
  const values = Array.from({ length: BLOCK }, () => Math.floor(random() * 16));
  const packed = Array.from({ length: BLOCK / 2 }, (_, at) => (values[at] ?? 0) | ((values[at + BLOCK / 2] ?? 0) << 4));
  const half = (exponent - 5 + 15) << 10;
  return {
    values: values.map((value) => (value - 8) * scale),
    bytes: Buffer.from([half & 255, half >> 8, ...packed]),
  };
}

function vocabulary(): Buffer {
  const texts = TINY_PIECES.map((text) => Buffer.from(text));
  const ends = texts.reduce<number[]>((all, text) => [...all, (all.at(-1) ?? 0) + text.length], [0]);
  const scores = TINY_PIECES.map((text, at) => (at < 4 ? 0 : -1 - 1 / text.length));
  const ids = [TINY_PIECES.length, 0, 2, 1, 3].map(u32);
  const blob = Buffer.concat(texts);
  return Buffer.concat([...ids, u64(blob.length), ...ends.map(u32), ...scores.map(f32), blob, u32(0), u32(0)]);
}

function assemble(head: Buffer, parts: readonly { name: string; bytes: Buffer }[]): Buffer {
  const entry = ({ name, bytes }: (typeof parts)[number], offset: number) =>
    Buffer.concat([u16(name.length), Buffer.from(name), Buffer.from([0]), u32(0), u64(offset), u64(bytes.length)]);
  const directory = parts.reduce((size, part) => size + entry(part, 0).length, 4);
  let offset = head.length + directory;
  const entries = parts.map((part) => {
    const written = entry(part, offset);
    offset += part.bytes.length;
    return written;
  });
  return Buffer.concat([head, u32(parts.length), ...entries, ...parts.map(({ bytes }) => bytes)]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

const u64 = (value: number) => Buffer.concat([u32(value), u32(0)]);

function f32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}
