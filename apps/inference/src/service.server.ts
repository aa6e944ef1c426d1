import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Logger } from '@zhike/platform';
import { ApiFailure, ClientGone, failureOf } from './api.failure.js';
import { requireKey } from './bearer.key.js';
import { sendJson } from './http.exchange.js';
import type { ServiceMetrics } from './service.metrics.js';
import type { Route } from './service.route.js';

export interface ServerParts {
  readonly routes: readonly Route[];
  readonly metrics: ServiceMetrics;
  readonly logger: Logger;
  /** What clients must bear; absent: anybody who can reach the port is served. */
  readonly key?: string;
  /** After this an answer is broken off, also one whose reader does not read. */
  readonly exchangeMs: number;
}

const HEADERS_MS = 10_000;
const BODY_MS = 30_000;
/** For telling those whose answer is broken off. */
const TELLING_MS = 250;
/** Longer than the minute after which balancers let go, so that they are the first. */
const KEEP_ALIVE_MS = 65_000;

/** The service's address book on Node's own server: five addresses need no framework. */
export class ServiceServer {
  readonly http: Server;
  private readonly open = new Set<AbortController>();
  private ending = false;

  constructor(private readonly parts: ServerParts) {
    this.http = createServer({ headersTimeout: HEADERS_MS, requestTimeout: BODY_MS }, (request, response) => {
      void this.serve(request, response);
    });
    this.http.keepAliveTimeout = KEEP_ALIVE_MS;
  }

  get isEnding(): boolean {
    return this.ending;
  }

  /** Takes nothing new, lets what is being answered come to its end, and breaks off what has not after `graceMs`. */
  async close(graceMs: number): Promise<void> {
    this.ending = true;
    const closed = new Promise<void>((resolve) => this.http.close(() => resolve()));
    const timer = setTimeout(() => this.breakOff(), graceMs);
    await closed;
    clearTimeout(timer);
  }

  private breakOff(): void {
    for (const controller of this.open) controller.abort(new ApiFailure(503, 'shutting_down', 'The service ends.'));
    setTimeout(() => this.http.closeAllConnections(), TELLING_MS);
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const startedAt = performance.now();
    const controller = new AbortController();
    const { route, failure } = this.find(request);
    this.open.add(controller);
    response.on('close', () => {
      controller.abort(new ClientGone('The client broke off.'));
      // A connection that is kept for a next request would keep the process.
      if (this.ending) this.http.closeIdleConnections();
    });
    const late = setTimeout(() => {
      controller.abort(new ApiFailure(504, 'timeout', 'The answer took longer than allowed.'));
    }, this.parts.exchangeMs);
    try {
      if (this.ending) response.setHeader('connection', 'close');
      if (!route) throw failure;
      if (route.needsKey && this.parts.key !== undefined) requireKey(request, this.parts.key);
      await route.handle({ request, response, signal: controller.signal });
    } catch (error) {
      this.refuse(response, error);
    } finally {
      clearTimeout(late);
      this.open.delete(controller);
      // 499 as nginx says it: the client was gone before the answer.
      const status = response.writableFinished || response.writableEnded ? String(response.statusCode) : '499';
      this.parts.metrics.request(route?.path ?? 'other', status, (performance.now() - startedAt) / 1_000);
    }
  }

  private find({ method, url = '' }: IncomingMessage): { readonly route?: Route; readonly failure?: ApiFailure } {
    const path = url.split('?')[0] ?? '';
    const there = this.parts.routes.filter((route) => route.path === path);
    const route = there.find((candidate) => candidate.method === method);
    if (route) return { route };
    const [other] = there;
    if (!other) return { failure: new ApiFailure(404, 'not_found', `There is nothing at ${path}.`) };
    return { failure: new ApiFailure(405, 'method_not_allowed', `${path} is asked with ${other.method}.`) };
  }

  private refuse(response: ServerResponse, error: unknown): void {
    const failure = failureOf(error);
    if (error instanceof ClientGone || response.destroyed) return;
    if (failure.status >= 500) this.parts.logger.error({ code: failure.code, reason: String(error) }, 'request failed');
    if (response.headersSent) {
      // A stream that has ended has told it; of any other the reader must see that it is not whole.
      if (!response.writableEnded) response.destroy();
      return;
    }
    const { retryAfterSeconds } = failure.details;
    if (retryAfterSeconds !== undefined) response.setHeader('retry-after', String(retryAfterSeconds));
    if (failure.status === 413) response.setHeader('connection', 'close');
    if (failure.status === 401) response.setHeader('www-authenticate', 'Bearer');
    sendJson(response, failure.status, failure.body());
  }
}
