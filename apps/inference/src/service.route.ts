import type { Exchange } from './http.exchange.js';

/** What is answered under one address. */
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Answered only to those who bear the key, where there is one. */
  readonly needsKey: boolean;
  /** Throws an `ApiFailure`, or what `failureOf` turns into one. */
  handle(exchange: Exchange): Promise<void> | void;
}
