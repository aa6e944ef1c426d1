import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiFailure } from './api.failure.js';

/** One request with its answer. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Aborted when the client breaks off, the time is up or the service ends. */
  readonly signal: AbortSignal;
}

export function sendJson(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

/**
 * The body as JSON. Throws an `ApiFailure`: 415 for another kind of body, 413 for more than `limitBytes`, 400 for what cannot
 * be read.
 */
export async function readJson(request: IncomingMessage, limitBytes: number): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
    throw new ApiFailure(415, 'unsupported_media_type', 'Send the request as application/json.');
  if (request.headers['content-encoding'] !== undefined)
    throw new ApiFailure(415, 'unsupported_media_type', 'Send the request uncompressed.');
  const bytes = await readBytes(request, limitBytes);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw new ApiFailure(400, 'invalid_json', 'The body is no JSON in UTF-8.');
  }
}

/** By events: leaving a loop over the request would close its connection, and the refusal could not be told. */
function readBytes(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    const hear = (part: Buffer) => {
      size += part.length;
      if (size <= limitBytes) return void parts.push(part);
      request.off('data', hear);
      // What is still on its way is read and dropped, so that the client gets to read the answer.
      request.resume();
      const message = `The request is larger than the ${limitBytes} bytes that are allowed.`;
      reject(new ApiFailure(413, 'request_too_large', message));
    };
    request.on('data', hear);
    request.on('end', () => resolve(Buffer.concat(parts)));
    request.on('error', reject);
    request.on('close', () => reject(new ApiFailure(400, 'incomplete_body', 'The body ended too early.')));
  });
}

/** Resolves when the client has taken what was written; rejects with the signal's reason. */
export async function writeText({ response, signal }: Exchange, text: string): Promise<void> {
  signal.throwIfAborted();
  if (response.write(text)) return;
  await new Promise<void>((resolve, reject) => {
    const settle = () => {
      response.off('drain', settle);
      signal.removeEventListener('abort', settle);
      if (signal.aborted) reject(signal.reason as Error);
      else resolve();
    };
    response.on('drain', settle);
    signal.addEventListener('abort', settle);
  });
}
