import type { AnswerConstraint, GenerationRequest } from '@zhike/inference';
import { z } from 'zod';
import { ApiFailure } from './api.failure.js';

/** A chat request as it was understood. */
export interface ChatOrder {
  readonly model: string;
  readonly generation: Omit<GenerationRequest, 'signal'>;
  readonly stream: boolean;
  /** A last piece of the stream tells the tokens. */
  readonly includeUsage: boolean;
}

const MOST_MESSAGES = 1_000;
const MOST_STOPS = 16;

const Part = z.object({ type: z.literal('text'), text: z.string() });
const Message = z.object({
  // A newer name for the same.
  role: z.enum(['system', 'developer', 'user', 'assistant']),
  content: z.union([z.string(), z.array(Part)]),
});

const Schema = z.record(z.string(), z.unknown());
const ResponseFormat = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text') }),
  z.object({ type: z.literal('json_object') }),
  z.object({ type: z.literal('json_schema'), json_schema: z.object({ schema: Schema }) }),
]);
/** Not of the protocol: what this service can hold a text to beyond JSON. */
const Constraint = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('evidence'), texts: z.array(z.string()).min(1) }),
  z.object({ kind: z.literal('grammar'), ebnf: z.string() }),
]);

const Count = z.int().min(1);
const Request = z.object({
  model: z.string(),
  messages: z.array(Message).min(1).max(MOST_MESSAGES),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().optional() }).nullish(),
  max_tokens: Count.nullish(),
  max_completion_tokens: Count.nullish(),
  stop: z.union([z.string(), z.array(z.string()).max(MOST_STOPS)]).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().gt(0).max(1).nullish(),
  top_k: z.int().min(0).nullish(),
  min_p: z.number().min(0).max(1).nullish(),
  repetition_penalty: z.number().gt(0).max(10).nullish(),
  seed: z.int().nullish(),
  response_format: ResponseFormat.nullish(),
  constraint: Constraint.nullish(),
});
type Request = z.infer<typeof Request>;

/** Fields that would change the answer and are not understood; the value that asks for nothing is let through. */
const UNSUPPORTED: Readonly<Record<string, (value: unknown) => boolean>> = {
  n: (value) => value === 1,
  best_of: (value) => value === 1,
  tools: (value) => Array.isArray(value) && value.length === 0,
  functions: (value) => Array.isArray(value) && value.length === 0,
  logprobs: (value) => value === false,
  logit_bias: (value) => typeof value === 'object' && Object.keys(value ?? {}).length === 0,
  presence_penalty: (value) => value === 0,
  frequency_penalty: (value) => value === 0,
};

/** Any JSON text, with at most one space between its signs so that a weak model comes to an end. */
const JSON_GRAMMAR = `
root ::= object
value ::= object | array | string | number | "true" | "false" | "null"
object ::= "{" (pair ("," " "? pair)*)? "}"
pair ::= string ":" " "? value
array ::= "[" (value ("," " "? value)*)? "]"
string ::= "\\"" sign* "\\""
sign ::= [^"\\\\\u0000-\u001f] | "\\\\" (["\\\\/bfnrt] | "u" hex{4})
hex ::= [0-9a-fA-F]
number ::= "-"? ("0" | [1-9] [0-9]{0,14}) ("." [0-9]{1,15})? ([eE] [+-]? [0-9]{1,3})?
`;

/** Reads a chat request. Throws an `ApiFailure` 400 that names the field. Fields that are not known are passed over. */
export function readChatOrder(body: unknown): ChatOrder {
  refuseUnsupported(body);
  const read = Request.safeParse(body);
  if (!read.success) throw invalid(read.error);
  const { model, messages, stream, stream_options: streamOptions } = read.data;
  const maxTokens = read.data.max_completion_tokens ?? read.data.max_tokens;
  const constraint = constraintOf(read.data);
  return {
    model,
    stream: stream ?? false,
    includeUsage: streamOptions?.include_usage ?? false,
    generation: {
      messages: messages.map(({ role, content }) => ({
        role: role === 'developer' ? 'system' : role,
        content: typeof content === 'string' ? content : content.map(({ text }) => text).join(''),
      })),
      sampling: samplingOf(read.data),
      stop: [read.data.stop ?? []].flat(),
      ...(maxTokens == null ? {} : { maxTokens }),
      ...(constraint === undefined ? {} : { constraint }),
    },
  };
}

/** The first thing that is wrong, by the name of its field. */
export function invalid(error: z.ZodError): ApiFailure {
  const [issue] = error.issues;
  const param = issue?.path.join('.') ?? '';
  const message = `${param === '' ? 'The request' : `"${param}"`} is not usable: ${issue?.message ?? 'unknown reason'}.`;
  return new ApiFailure(400, 'invalid_request', message, param === '' ? {} : { param });
}

function refuseUnsupported(body: unknown): void {
  if (typeof body !== 'object' || body === null) return;
  for (const [name, value] of Object.entries(body)) {
    if (!Object.hasOwn(UNSUPPORTED, name) || value === null || UNSUPPORTED[name]?.(value)) continue;
    throw new ApiFailure(400, 'unsupported_parameter', `"${name}" is not supported by this service.`, { param: name });
  }
}

/** Without a temperature the likeliest tokens: equal requests then give equal text, which is what this product is for. */
function samplingOf(request: Request): NonNullable<GenerationRequest['sampling']> {
  const given = {
    temperature: request.temperature,
    topP: request.top_p,
    topK: request.top_k,
    minP: request.min_p,
    repetitionPenalty: request.repetition_penalty,
    seed: request.seed,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value != null));
}

function constraintOf({ response_format: format, constraint }: Request): AnswerConstraint | undefined {
  const isJson = format != null && format.type !== 'text';
  if (isJson && constraint != null)
    throw new ApiFailure(400, 'invalid_request', 'Say either "response_format" or "constraint".', {
      param: 'constraint',
    });
  if (!isJson) return constraint ?? undefined;
  if (format.type === 'json_object') return { kind: 'grammar', ebnf: JSON_GRAMMAR };
  // What of JSON Schema is not understood the constraint's compiler refuses by name.
  return { kind: 'json-schema', schema: format.json_schema.schema };
}
