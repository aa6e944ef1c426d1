import type { z } from 'zod';
import { ApiError, problemOf, serverAway } from './api.error.js';

export const ROOT = '/api/admin/';
/** No other site's form can send it: the server's second lock beside the cookie. */
export const CONSOLE_HEADER = { 'x-requested-with': 'zhike' } as const;

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  /** Instead of a body: a form with a file. */
  readonly form?: FormData;
  readonly signal?: AbortSignal;
}

/** Asks the console API and lets through only what the contract says. Refusals come as `ApiError`. */
export async function ask<Schema extends z.ZodType>(
  schema: Schema,
  path: string,
  call: Call = {},
): Promise<z.output<Schema>> {
  const response = await send(path, call);
  const body = await bodyOf(response);
  if (!response.ok) throw problemOf(response.status, body);
  return understand(schema, body);
}

/** For requests whose answer says nothing beyond its status. */
export async function tell(path: string, call: Call): Promise<void> {
  const response = await send(path, call);
  if (!response.ok) throw problemOf(response.status, await bodyOf(response));
}

export function understand<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ApiError(0, 'answer-not-understood', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

async function send(path: string, { method = 'GET', signal, ...call }: Call): Promise<Response> {
  const { body, headers } = contentOf(call);
  try {
    return await fetch(ROOT + path, {
      method,
      credentials: 'same-origin',
      headers: { accept: 'application/json', ...(method === 'GET' ? {} : CONSOLE_HEADER), ...headers },
      ...(body === undefined ? {} : { body }),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw serverAway(error instanceof Error ? error.message : String(error));
  }
}

/** A form says itself what it is, with the border between its parts. */
function contentOf({ body, form }: Call): { body?: BodyInit; headers?: Readonly<Record<string, string>> } {
  if (form) return { body: form };
  return body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}
