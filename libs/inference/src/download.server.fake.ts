import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How one path is answered. The lists are used up one element a request; after that all goes well. */
export interface Served {
  bytes: Buffer;
  etag?: string;
  /** Status codes of the first requests. */
  statuses?: number[];
  /** The connection is cut after so many bytes of an answer. */
  cuts?: number[];
  /** Nothing more comes after so many bytes of an answer, and the connection stays open. */
  stalls?: number[];
  ignoresRange?: boolean;
  /** The request is taken and never answered. */
  isMute?: boolean;
}

export interface Asked {
  readonly path: string;
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
  readonly authorization: string | undefined;
}

/** A real HTTP server with the failures of real ones, for tests of downloads. */
export class DownloadServer {
  readonly asked: Asked[] = [];
  readonly files = new Map<string, Served>();
  private readonly server = createServer((request, response) => this.answer(request, response));

  async start(port = 0): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer({ url = '', headers }: IncomingMessage, response: ServerResponse): void {
    const asked: Asked = {
      path: url.slice(1),
      range: headers.range,
      ifRange: headers['if-range'] as string | undefined,
      authorization: headers.authorization,
    };
    this.asked.push(asked);
    const file = this.files.get(asked.path);
    if (file?.isMute) return;
    const status = file?.statuses?.shift();
    if (file && status === undefined) sendFrom(beginningOf(asked, file), file, response);
    else response.writeHead(status ?? 404).end('not the file');
  }
}

function beginningOf({ range, ifRange }: Asked, file: Served): number {
  if (range === undefined || file.ignoresRange) return 0;
  return ifRange === undefined || ifRange === file.etag ? Number(/bytes=(\d+)-/.exec(range)?.[1]) : 0;
}

function sendFrom(from: number, file: Served, response: ServerResponse): void {
  const total = file.bytes.length;
  const body = file.bytes.subarray(from);
  if (file.etag !== undefined) response.setHeader('etag', file.etag);
  if (from > 0) response.setHeader('content-range', `bytes ${from}-${total - 1}/${total}`);
  response.writeHead(from > 0 ? 206 : 200, { 'content-length': body.length });
  send(response, body, file);
}

function send(response: ServerResponse, body: Buffer, file: Served): void {
  const cut = file.cuts?.shift();
  const stall = file.stalls?.shift();
  if (cut !== undefined) {
    // Destroyed only once the bytes are on their way: what arrived must be what was sent.
    response.write(body.subarray(0, cut), () => setTimeout(() => response.destroy(), 50));
  } else if (stall !== undefined) response.write(body.subarray(0, stall));
  else response.end(body);
}
