import type { ModelConfig } from './model.directory.js';
import { DecoderFailure } from './decoder.failure.js';
import type { CacheLayout } from './key-value.states.js';

/** What a session says of one input or output. */
export interface TensorMetadata {
  readonly name: string;
  readonly isTensor: boolean;
  readonly type?: string;
  readonly shape?: readonly (number | string)[];
}

/** How a graph wants to be fed, read from the graph itself. */
export interface DecoderLayout {
  readonly cache: CacheLayout;
  /** Tokens, prompt and answer together. */
  readonly contextTokens: number;
  readonly takesPositions: boolean;
  /** `present`: the states of all tokens, as exports do. `new`: of the new tokens alone, under columns that are all given. */
  readonly states: 'present' | 'new';
  /** Some exports compute logits of as many last positions as they are told to. */
  readonly logitsCountInput?: string;
}

const PAST = /^past_key_values\.(\d+)\.(key|value)$/u;
const LOGITS_COUNTS = ['num_logits_to_keep', 'logits_to_keep'];
const UNKNOWN_CONTEXT = 2_048;

/** `past_key_values.N.key`, then `.value`, layer by layer: the order of `KeyValueStates`. */
export function cacheNames({ layers }: CacheLayout): readonly string[] {
  return Array.from({ length: layers }, (_, layer) => [`${layer}.key`, `${layer}.value`]).flat();
}

/**
 * Reads the layout of a decoder with its keys and values as inputs and outputs. What the graph says counts; the
 * configuration fills in what the graph leaves open. Throws `decoder-model-unusable` with the name of what does not fit.
 */
export function readLayout(
  inputs: readonly TensorMetadata[],
  outputs: readonly TensorMetadata[],
  config: ModelConfig,
): DecoderLayout {
  const cache = readCache(inputs, config);
  const others = inputs.map(({ name }) => name).filter((name) => !PAST.test(name));
  const strange = others.filter((name) => ![...KNOWN, ...LOGITS_COUNTS].includes(name));
  if (strange.length > 0) throw unusable(`it wants inputs that are not known: ${strange.join(', ')}`);
  const given = new Set(outputs.map(({ name }) => name));
  const states = given.has('new.0.key') ? 'new' : 'present';
  const wanted = ['logits', ...cacheNames(cache).map((name) => `${states}.${name}`)];
  const missing = wanted.filter((name) => !given.has(name));
  if (missing.length > 0) throw unusable(`it does not give ${missing.join(', ')}`);
  const counter = others.find((name) => LOGITS_COUNTS.includes(name));
  return {
    cache,
    contextTokens: config.max_position_embeddings ?? UNKNOWN_CONTEXT,
    takesPositions: others.includes('position_ids'),
    states,
    ...(counter === undefined ? {} : { logitsCountInput: counter }),
  };
}

function readCache(inputs: readonly TensorMetadata[], config: ModelConfig): CacheLayout {
  const past = inputs.filter(({ name }) => PAST.test(name));
  const [first] = past;
  if (!first) throw unusable('it takes no past_key_values.N.key, so it was exported without a cache');
  const layers = past.length / 2;
  if (config.num_hidden_layers !== undefined && config.num_hidden_layers !== layers)
    throw unusable(`it has caches for ${layers} layers, config.json says ${config.num_hidden_layers}`);
  const element = first.type;
  if (element !== 'float32' && element !== 'float16') throw unusable(`its cache is of type ${element ?? 'unknown'}`);
  return {
    layers,
    heads: sizeOf(first, 1, config.num_key_value_heads ?? config.num_attention_heads, 'num_key_value_heads'),
    headSize: sizeOf(first, 3, headSizeOf(config), 'head_dim'),
    element,
  };
}

const KNOWN = ['input_ids', 'attention_mask', 'position_ids'];

function headSizeOf({ head_dim, hidden_size, num_attention_heads }: ModelConfig): number | undefined {
  if (typeof head_dim === 'number') return head_dim;
  return hidden_size !== undefined && num_attention_heads !== undefined ? hidden_size / num_attention_heads : undefined;
}

function sizeOf({ name, shape }: TensorMetadata, axis: number, configured: number | undefined, key: string): number {
  const size = shape?.[axis];
  if (typeof size === 'number' && configured !== undefined && size !== configured)
    throw unusable(`${name} has size ${size} where config.json says ${key} = ${configured}`);
  const known = typeof size === 'number' ? size : configured;
  if (known === undefined) throw unusable(`neither ${name} nor config.json says ${key}`);
  return known;
}

function unusable(reason: string): DecoderFailure {
  return new DecoderFailure('decoder-model-unusable', `The graph cannot be run: ${reason}.`);
}
