import { type Agent, request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';

export interface Letter {
  readonly url: URL;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
  readonly signal: AbortSignal;
  /** Called when the connection stands; the wait that follows is for the model, no longer for the network. */
  readonly onConnected: () => void;
  /** How names are resolved and whose connections are used, where the address is a member's and not the operator's. */
  readonly line?: GuardedLine | undefined;
}

export interface GuardedLine {
  readonly lookup: LookupFunction;
  /** For connections of its own: a kept one is known to lead to an address that was checked. */
  readonly agent: Agent;
}

/** Posts once, over a connection that is kept for the next time, and resolves with the head of the answer. Follows no redirect. */
export function post({ url, headers, body, signal, onConnected, line }: Letter): Promise<IncomingMessage> {
  const isSecure = url.protocol === 'https:';
  return new Promise((resolve, reject) => {
    const request = (isSecure ? httpsRequest : httpRequest)(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      signal,
      ...line,
    });
    request.once('response', resolve);
    // Stays for good: an answer that is cut later tells the request as well, and nobody else hears it.
    request.on('error', reject);
    request.once('socket', (socket) => {
      if (socket.connecting) socket.once(isSecure ? 'secureConnect' : 'connect', onConnected);
      else onConnected();
    });
    request.end(body);
  });
}

/** The beginning of a body, for whoever must know why a request was refused. What cannot be read is empty. */
export async function beginningOf(response: IncomingMessage, mostCharacters: number): Promise<string> {
  let text = '';
  try {
    response.setEncoding('utf8');
    for await (const piece of response as AsyncIterable<string>) {
      text += piece;
      if (text.length >= mostCharacters) break;
    }
  } catch {
    // cut off: what came is all there is
  }
  return text.slice(0, mostCharacters);
}
