// Runs in a worker thread, because a run of the model blocks its thread's event loop. Relative imports only: this file
// is started from source and from the bundle.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parentPort, type MessagePort } from 'node:worker_threads';
import { Tokenizer } from '@huggingface/tokenizers';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { planBatches } from './embedding.batches.js';
import type { EmbeddingRequest, WorkerAnswer, WorkerModel, WorkerRequest } from './embedding.messages.js';

interface LoadedModel {
  readonly session: InferenceSession;
  readonly tokenizer: Tokenizer;
}

class UnusableModel extends Error {}

const loaded = new Map<string, Promise<LoadedModel>>();

/** What was hashed is what is loaded: the bytes are read once. */
async function readVerified(model: WorkerModel, name: string): Promise<Uint8Array> {
  const file = join(model.dir, name);
  const bytes = await readFile(file);
  const expected = model.files.find((candidate) => candidate.name === name)?.sha256;
  const actual = createHash('sha256').update(bytes).digest('hex');
  if (actual !== expected)
    throw new UnusableModel(`${file} has sha256 ${actual} instead of ${expected ?? 'none known'}`);
  return bytes;
}

async function load(model: WorkerModel, threads: number): Promise<LoadedModel> {
  try {
    const description = JSON.parse(new TextDecoder().decode(await readVerified(model, 'tokenizer.json'))) as object;
    const session = await InferenceSession.create(await readVerified(model, model.graph ?? 'model.onnx'), {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      logSeverityLevel: 3,
    });
    return { session, tokenizer: new Tokenizer(description, {}) };
  } catch (error) {
    throw error instanceof UnusableModel ? error : new UnusableModel(describe(error));
  }
}

function loadOnce(model: WorkerModel, threads: number): Promise<LoadedModel> {
  const known = loaded.get(model.id);
  if (known) return known;
  const loading = load(model, threads);
  loaded.set(model.id, loading);
  loading.catch(() => loaded.delete(model.id));
  return loading;
}

function tokenize(text: string, model: WorkerModel, tokenizer: Tokenizer): readonly number[] {
  const { ids } = tokenizer.encode(model.lowercase ? text.toLowerCase() : text);
  if (ids.length <= model.maxTokens) return ids;
  return [...ids.slice(0, model.maxTokens - 1), ...ids.slice(-1)];
}

/** Answers a normalised vector of each row: the state of its first token, or the mean of its tokens' states. */
async function runBatch(
  rows: readonly (readonly number[])[],
  session: InferenceSession,
  pooling: WorkerModel['pooling'],
): Promise<Float32Array[]> {
  const width = Math.max(...rows.map((row) => row.length));
  const ids = new BigInt64Array(rows.length * width);
  const mask = new BigInt64Array(rows.length * width);
  rows.forEach((row, at) =>
    row.forEach((token, column) => {
      ids[at * width + column] = BigInt(token);
      mask[at * width + column] = 1n;
    }),
  );
  const shape = [rows.length, width];
  const output = await session.run({
    input_ids: new Tensor('int64', ids, shape),
    attention_mask: new Tensor('int64', mask, shape),
    token_type_ids: new Tensor('int64', new BigInt64Array(ids.length), shape),
  });
  const states = output['last_hidden_state'];
  const dimension = states?.dims[2];
  if (!(states?.data instanceof Float32Array) || !dimension) throw new Error('the model has no last_hidden_state');
  const { data } = states;
  return rows.map((row, at) => {
    const from = at * width * dimension;
    const states = data.subarray(from, from + (pooling === 'cls' ? 1 : row.length) * dimension);
    return normalise(sumOf(states, dimension));
  });
}

/** A mean and a sum have the same direction. */
function sumOf(states: Float32Array, dimension: number): Float32Array {
  const sum = states.slice(0, dimension);
  for (let at = dimension; at < states.length; at++)
    sum[at % dimension] = (sum[at % dimension] ?? 0) + (states[at] ?? 0);
  return sum;
}

function normalise(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length > 0 ? vector.map((value) => value / length) : vector;
}

async function embed({ model, texts, threads }: EmbeddingRequest): Promise<{ packed: Float32Array; tokens: number }> {
  const { session, tokenizer } = await loadOnce(model, threads);
  const rows = texts.map((text) => tokenize(text, model, tokenizer));
  const packed = new Float32Array(texts.length * model.dimension);
  const batches = planBatches(
    rows.map((row) => row.length),
    model.maxBatchRows,
  );
  for (const batch of batches) {
    const vectors = await runBatch(
      batch.map((index) => rows[index] ?? []),
      session,
      model.pooling,
    );
    vectors.forEach((vector, at) => packed.set(vector, (batch[at] ?? 0) * model.dimension));
  }
  return { packed, tokens: rows.reduce((sum, row) => sum + row.length, 0) };
}

async function answer(request: EmbeddingRequest): Promise<WorkerAnswer> {
  try {
    return { id: request.id, kind: 'vectors', ...(await embed(request)) };
  } catch (error) {
    return { id: request.id, kind: error instanceof UnusableModel ? 'unusable' : 'failed', reason: describe(error) };
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function listen(port: MessagePort): void {
  port.on('message', (request: WorkerRequest) => {
    // Of a worker thread this ends the thread alone.
    if (request.kind === 'close') process.exit(0);
    void answer(request).then((reply) =>
      port.postMessage(reply, reply.kind === 'vectors' ? [reply.packed.buffer as ArrayBuffer] : []),
    );
  });
}

if (parentPort) listen(parentPort);
