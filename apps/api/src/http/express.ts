import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Me } from '@zhike/contracts';

/** What we use of express; it comes with Nest's platform and is not named beside it. */
export interface Request extends IncomingMessage {
  readonly path: string;
  readonly originalUrl: string;
  readonly method: string;
  readonly secure: boolean;
  /** The client's address; the proxy's word is taken only where TRUST_PROXY says so. */
  readonly ip?: string;
  /** Set by the admin guard. */
  member?: Me;
}

export interface Response extends ServerResponse {
  status(code: number): Response;
  json(body: unknown): Response;
  redirect(status: number, url: string): void;
  sendFile(path: string, options: object): void;
}

export type Next = (error?: unknown) => void;
