import { TINY } from './e5.file.fake.js';

type Rows = readonly Float32Array[];
type Tensors = ReadonlyMap<string, Float32Array>;

/** The encoder written out in plain loops, after the description in "Attention Is All You Need" and BERT's: the mean state of the tokens. */
export function forward(tensors: Tensors, ids: readonly number[]): Float32Array {
  const states = forwardStates(tensors, ids);
  return plus(...states).map((sum) => sum / states.length);
}

/** The state of each token after so many layers. */
export function forwardStates(tensors: Tensors, ids: readonly number[], layers = TINY.layers): Rows {
  const { hidden } = TINY;
  const of = (name: string) => tensors.get(name) ?? new Float32Array();
  const row = (name: string, at: number) => of(name).subarray(at * hidden, (at + 1) * hidden);
  let states: Rows = ids.map((id, at) => plus(row('emb.word', id), row('emb.pos', at), row('emb.type', 0)));
  states = states.map((state) => norm(state, of('emb.ln.w'), of('emb.ln.b')));
  for (let layer = 0; layer < layers; layer++) {
    const at = (name: string) => of(`l${layer}.${name}`);
    const dense = (name: string) => (state: Float32Array) => product(at(`${name}.w`), state, at(`${name}.b`));
    const attended = attention(states.map(dense('q')), states.map(dense('k')), states.map(dense('v')));
    const middle = states.map((state, place) =>
      norm(plus(state, dense('ao')(attended[place] ?? state)), at('aln.w'), at('aln.b')),
    );
    states = middle.map((state) =>
      norm(plus(state, dense('fo')(dense('fi')(state).map(gelu))), at('oln.w'), at('oln.b')),
    );
  }
  return states;
}

function attention(queries: Rows, keys: Rows, values: Rows): Rows {
  const size = TINY.hidden / TINY.heads;
  return queries.map((query) => {
    const result = new Float32Array(TINY.hidden);
    for (let head = 0; head < TINY.heads; head++) {
      const part = (vector: Float32Array) => vector.subarray(head * size, (head + 1) * size);
      const weights = keys.map((key) => Math.exp(dot(part(query), part(key)) / Math.sqrt(size)));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      values.forEach((value, place) =>
        part(value).forEach((number, at) => {
          const to = head * size + at;
          result[to] = (result[to] ?? 0) + (number * (weights[place] ?? 0)) / total;
        }),
      );
    }
    return result;
  });
}

function product(weights: Float32Array, state: Float32Array, bias: Float32Array): Float32Array {
  return bias.map((start, at) => start + dot(weights.subarray(at * state.length, (at + 1) * state.length), state));
}

function plus(...vectors: Rows): Float32Array {
  const [first = new Float32Array()] = vectors;
  return first.map((_, at) => vectors.reduce((sum, vector) => sum + (vector[at] ?? 0), 0));
}

function norm(state: Float32Array, weights: Float32Array, bias: Float32Array): Float32Array {
  const mean = state.reduce((sum, value) => sum + value, 0) / state.length;
  const variance = state.reduce((sum, value) => sum + (value - mean) ** 2, 0) / state.length;
  const scale = 1 / Math.sqrt(variance + TINY.epsilon);
  return state.map((value, at) => (value - mean) * scale * (weights[at] ?? 0) + (bias[at] ?? 0));
}

const dot = (left: Float32Array, right: Float32Array) =>
  left.reduce((sum, value, at) => sum + value * (right[at] ?? 0), 0);

/** By the error function, as BERT has it; Abramowitz and Stegun 7.1.26, exact to 1.5e-7. */
function gelu(value: number): number {
  const x = Math.abs(value) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const erf = Math.sign(value) * (1 - series * Math.exp(-x * x));
  return 0.5 * value * (1 + erf);
}
