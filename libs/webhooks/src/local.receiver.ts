import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Received {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

export type Answering = (response: ServerResponse, received: Received, count: number) => void;

/** A real HTTP server on loopback, for tests: it keeps what it was sent and answers as it is told. */
export class LocalReceiver {
  readonly seen: Received[] = [];
  answer: Answering = status(204);
  private readonly server: Server = createServer((request, response) => void this.hear(request, response));

  static async open(): Promise<LocalReceiver> {
    const receiver = new LocalReceiver();
    await new Promise<void>((resolve) => receiver.server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  url(path = '/hook'): string {
    return `http://127.0.0.1:${this.port}${path}`;
  }

  request(at: number): Received {
    const received = this.seen[at];
    if (!received) throw new Error(`there were ${this.seen.length} requests`);
    return received;
  }

  reset(): void {
    this.seen.length = 0;
    this.answer = status(204);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const received = { path: request.url ?? '', headers, body: await text(request) };
    this.seen.push(received);
    this.answer(response, received, this.seen.length);
  }
}

export function status(code: number, headers: Record<string, string> = {}): Answering {
  return (response) => void response.writeHead(code, headers).end();
}

export const silence: Answering = () => {};
