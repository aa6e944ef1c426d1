import { MAX_MESSAGE_LENGTH, type Refused } from '@zhike/contracts';
import { DomainError, type Logger } from '@zhike/platform';
import type { z } from 'zod';
import { fieldsOf, RequestProblem } from '../http/problem.js';

/** Contract codes that a field's own rule carries as its message. */
const RULES: Readonly<Record<string, string>> = {
  'message-empty': 'The message is empty; write something first.',
  'message-too-long': `The message is too long; at most ${MAX_MESSAGE_LENGTH} characters can be sent.`,
};

/** A refusal that only the gateway knows. */
export class ChatRefusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Socket input is as untrusted as any: text, binary, nothing at all. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [first] = fieldsOf(parsed.error);
  const rule = RULES[first?.message ?? ''];
  if (first && rule) throw new ChatRefusal(first.message, rule);
  const what = first ? `${first.field || 'input'}: ${first.message}` : 'unreadable';
  throw new ChatRefusal('invalid-input', `The request cannot be understood (${what}).`);
}

/** Any failure as the widget may hear it; what is not a known refusal is written down here and not explained there. */
export function refusalOf(error: unknown, logger: Logger): Refused {
  if (error instanceof ChatRefusal || error instanceof DomainError)
    return { ok: false, code: error.code, message: error.message };
  if (error instanceof RequestProblem) return { ok: false, code: error.problem.code, message: error.problem.message };
  logger.error(
    { reason: error instanceof Error ? (error.stack ?? error.message) : String(error) },
    'a chat request failed',
  );
  return { ok: false, code: 'internal-error', message: 'Something went wrong here. Please try again.' };
}
