import { TINY } from './gguf.file.fake.js';

type Tensors = ReadonlyMap<string, Float32Array>;

/** The logits after the last token, by plain loops: what the converted graph must compute. */
export function forward(tensors: Tensors, ids: readonly number[]): Float32Array {
  const { hidden, layers, heads, keyHeads } = TINY;
  const size = hidden / heads;
  const words = get(tensors, 'token_embd.weight');
  let states = ids.map((id) => words.slice(id * hidden, (id + 1) * hidden));
  for (let layer = 0; layer < layers; layer++) {
    const weight = (name: string) => get(tensors, `blk.${layer}.${name}.weight`);
    const normed = states.map((state) => norm(state, weight('attn_norm')));
    const queries = normed.map((state, at) => turn(times(weight('attn_q'), state), at, size));
    const keys = normed.map((state, at) => turn(times(weight('attn_k'), state), at, size));
    const values = normed.map((state) => times(weight('attn_v'), state));
    states = states.map((state, at) => {
      const attended = new Float32Array(hidden);
      for (let head = 0; head < heads; head++) {
        const group = Math.floor((head * keyHeads) / heads);
        const query = part(queries[at], head, size);
        const scores = keys.slice(0, at + 1).map((key) => dot(query, part(key, group, size)) / Math.sqrt(size));
        const shares = softmax(scores);
        shares.forEach((share, column) =>
          part(values[column], group, size).forEach((value, place) => {
            attended[head * size + place] = (attended[head * size + place] ?? 0) + share * value;
          }),
        );
      }
      const middle = sum(state, times(weight('attn_output'), attended));
      const inner = norm(middle, weight('ffn_norm'));
      const wide = times(weight('ffn_up'), inner);
      const gated = times(weight('ffn_gate'), inner).map(
        (value, at) => (value / (1 + Math.exp(-value))) * (wide[at] ?? 0),
      );
      return sum(middle, times(weight('ffn_down'), gated));
    });
  }
  return times(words, norm(states.at(-1) ?? new Float32Array(hidden), get(tensors, 'output_norm.weight')));
}

function get(tensors: Tensors, name: string): Float32Array {
  const tensor = tensors.get(name);
  if (!tensor) throw new Error(`no tensor ${name}`);
  return tensor;
}

/** A matrix, row after row, times a vector. */
function times(matrix: Float32Array, vector: Float32Array): Float32Array {
  const columns = vector.length;
  return Float32Array.from({ length: matrix.length / columns }, (_, row) =>
    dot(matrix.subarray(row * columns, (row + 1) * columns), vector),
  );
}

const dot = (left: Float32Array, right: Float32Array) =>
  left.reduce((total, value, at) => total + value * (right[at] ?? 0), 0);
const sum = (left: Float32Array, right: Float32Array) => left.map((value, at) => value + (right[at] ?? 0));
const part = (vector: Float32Array | undefined, at: number, size: number) =>
  vector?.slice(at * size, (at + 1) * size) ?? new Float32Array(size);

function norm(vector: Float32Array, gain: Float32Array): Float32Array {
  const factor = 1 / Math.sqrt(dot(vector, vector) / vector.length + TINY.epsilon);
  return vector.map((value, at) => value * factor * (gain[at] ?? 0));
}

/** Neighbouring coordinates turn together. */
function turn(vector: Float32Array, position: number, size: number): Float32Array {
  return vector.map((value, at) => {
    const pair = Math.floor((at % size) / 2);
    const angle = position / TINY.base ** ((2 * pair) / size);
    const other = vector[at % 2 === 0 ? at + 1 : at - 1] ?? 0;
    return value * Math.cos(angle) + (at % 2 === 0 ? -other : other) * Math.sin(angle);
  });
}

function softmax(scores: readonly number[]): readonly number[] {
  const most = Math.max(...scores);
  const weights = scores.map((score) => Math.exp(score - most));
  const total = weights.reduce((all, weight) => all + weight, 0);
  return weights.map((weight) => weight / total);
}
