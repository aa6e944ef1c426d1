import { z } from 'zod';
import { ApiFailure } from './api.failure.js';
import { invalid } from './chat.order.js';

/** An embedding request as it was understood. */
export interface EmbeddingOrder {
  readonly model: string;
  readonly texts: readonly string[];
  readonly as: 'query' | 'passage';
  readonly encoding: 'float' | 'base64';
  readonly dimensions?: number;
}

/** As many as the protocol's own service takes. */
const MOST_TEXTS = 2_048;
const Text = z.string().min(1);

const Request = z.object({
  model: z.string(),
  input: z.union([Text, z.array(Text).min(1).max(MOST_TEXTS)]),
  encoding_format: z.enum(['float', 'base64']).nullish(),
  dimensions: z.int().min(1).nullish(),
  // Not of the protocol: these models want an instruction before questions and none before passages.
  input_type: z.enum(['query', 'passage']).nullish(),
});

/** Reads an embedding request. Throws an `ApiFailure` 400 that names the field. */
export function readEmbeddingOrder(body: unknown): EmbeddingOrder {
  const input: unknown = typeof body === 'object' && body !== null && 'input' in body ? body.input : undefined;
  if (Array.isArray(input) && input.some((item) => typeof item === 'number' || Array.isArray(item)))
    throw new ApiFailure(400, 'unsupported_parameter', 'Give texts: tokens of another model say nothing here.', {
      param: 'input',
    });
  const read = Request.safeParse(body);
  if (!read.success) throw invalid(read.error);
  const { model, encoding_format: encoding, dimensions, input_type: as } = read.data;
  return {
    model,
    texts: [read.data.input].flat(),
    as: as ?? 'passage',
    encoding: encoding ?? 'float',
    ...(dimensions == null ? {} : { dimensions }),
  };
}
