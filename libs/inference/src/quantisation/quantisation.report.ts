import { basename, dirname } from 'node:path';
import type { Locale } from '@zhike/contracts';
import type { ModelWeights } from '../model.catalogue.js';
import { OnnxEmbedder } from '../onnx.embedder.js';
import { type Agreement, agreementOf, textsPerSecond } from './embedding.agreement.js';

/** A model wherever it lies. */
export interface PlacedModel {
  readonly dir: string;
  readonly weights: Omit<ModelWeights, 'id'>;
}

/** Texts a second on one thread: handed over one by one, and 32 at once. */
export interface EmbeddingSpeed {
  readonly alone: number;
  readonly together: number;
}

export interface QuantisationReport {
  /** Of the graph; the tokenizer is the same. */
  readonly bytes: { readonly before: number; readonly after: number };
  readonly speed: { readonly before: EmbeddingSpeed; readonly after: EmbeddingSpeed };
  readonly agreement: Agreement;
}

export const BATCH_ROWS = 32;
const ROUNDS = 5;

/** Runs a model before and after quantising on the fixed texts of its language. One thread; a busy machine shows in it. */
export async function reportQuantisation(
  before: PlacedModel,
  after: PlacedModel,
  rounds: number = ROUNDS,
): Promise<QuantisationReport> {
  const { locale } = after.weights;
  const [original, quantised] = [embedderOf(before), embedderOf(after)];
  try {
    return {
      bytes: { before: graphBytes(before), after: graphBytes(after) },
      agreement: await agreementOf(original, quantised, locale),
      speed: {
        before: await speedOf(original, locale, rounds),
        after: await speedOf(quantised, locale, rounds),
      },
    };
  } finally {
    await original.close();
    await quantised.close();
  }
}

export function embedderOf({ dir, weights }: PlacedModel): OnnxEmbedder {
  return new OnnxEmbedder({ modelDir: dirname(dir), models: [{ ...weights, id: basename(dir) }], threads: 1 });
}

export async function speedOf(embedder: OnnxEmbedder, locale: Locale, rounds: number): Promise<EmbeddingSpeed> {
  const alone = await textsPerSecond(embedder, locale, 1, rounds);
  return { alone, together: await textsPerSecond(embedder, locale, BATCH_ROWS, rounds) };
}

function graphBytes({ weights }: PlacedModel): number {
  return weights.files.find(({ name }) => name.endsWith('.onnx'))?.bytes ?? 0;
}
