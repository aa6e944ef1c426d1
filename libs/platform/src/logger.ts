import { pino } from 'pino';

/** Fields first, then a sentence. Never hand it a secret: names below are masked as a second line of defence. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

const SECRETS = ['password', 'token', 'secret', 'authorization', 'cookie', 'setupCode'];

export function createLogger(level: string): Logger {
  return pino({ level, redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`]), censor: '[hidden]' } });
}

export const silentLogger: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
