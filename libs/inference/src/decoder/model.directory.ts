import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DecoderFailure } from './decoder.failure.js';

/** Where exports keep their graph, best first for this product: the smallest whose kernels are fast on a processor. */
const GRAPH_NAMES = [
  'model.onnx',
  'onnx/model_q4.onnx',
  'onnx/model_quantized.onnx',
  'onnx/model_int8.onnx',
  'onnx/model_fp16.onnx',
  'onnx/model.onnx',
] as const;

const Count = z.int().positive();
const Ids = z.union([z.int(), z.array(z.int())]).nullish();

/** The part of a `config.json` that is needed to run a decoder. */
const ModelConfig = z.object({
  num_hidden_layers: Count.optional(),
  num_attention_heads: Count.optional(),
  num_key_value_heads: Count.optional(),
  hidden_size: Count.optional(),
  head_dim: Count.nullish(),
  vocab_size: Count.optional(),
  max_position_embeddings: Count.optional(),
  eos_token_id: Ids,
});
export type ModelConfig = z.infer<typeof ModelConfig>;

const GenerationConfig = z.object({ eos_token_id: Ids });

const Special = z.union([z.string(), z.object({ content: z.string() })]).nullish();
const Template = z.union([z.string(), z.array(z.object({ name: z.string(), template: z.string() }))]).optional();

/** The part of a `tokenizer_config.json` that is needed to write a chat. */
const TokenizerConfig = z.object({
  bos_token: Special,
  eos_token: Special,
  chat_template: Template,
});
export type TokenizerConfig = z.infer<typeof TokenizerConfig>;

/** What lies beside the graph in a model's folder. */
export interface ModelDirectory {
  readonly graphPath: string;
  readonly config: ModelConfig;
  /** Tokens that end an answer. */
  readonly endTokens: readonly number[];
  /** As the tokenizer library takes them. */
  readonly tokenizer: object;
  readonly tokenizerConfig: TokenizerConfig;
}

/**
 * Reads a folder in Hugging Face's layout: a graph, `config.json`, `tokenizer.json`, `tokenizer_config.json`; and, where
 * they are there, `generation_config.json` and `chat_template.jinja`. Throws `decoder-model-unusable` naming the file.
 */
export async function readModelDirectory(dir: string, graphName?: string): Promise<ModelDirectory> {
  const name = (graphName === undefined ? GRAPH_NAMES : [graphName]).find((file) => existsSync(join(dir, file)));
  if (name === undefined) throw unusable(`${dir} holds none of ${graphName ?? GRAPH_NAMES.join(', ')}`);
  const config = await readJson(dir, 'config.json', ModelConfig);
  const generation = existsSync(join(dir, 'generation_config.json'))
    ? await readJson(dir, 'generation_config.json', GenerationConfig)
    : {};
  const tokenizerConfig = await readJson(dir, 'tokenizer_config.json', TokenizerConfig);
  const template = join(dir, 'chat_template.jinja');
  return {
    graphPath: join(dir, name),
    config,
    endTokens: [...new Set([config.eos_token_id ?? [], generation.eos_token_id ?? []].flat())],
    tokenizer: await readJson(dir, 'tokenizer.json', z.looseObject({})),
    tokenizerConfig: existsSync(template)
      ? { ...tokenizerConfig, chat_template: await readFile(template, 'utf8') }
      : tokenizerConfig,
  };
}

async function readJson<Schema extends z.ZodType>(dir: string, name: string, schema: Schema): Promise<z.infer<Schema>> {
  const path = join(dir, name);
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw unusable(`${path} cannot be used: ${reason}`);
  }
}

function unusable(reason: string): DecoderFailure {
  return new DecoderFailure('decoder-model-unusable', `The model cannot be used: ${reason}.`);
}
