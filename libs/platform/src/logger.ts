import { type DestinationStream, pino } from 'pino';
import { mapTexts } from './text-mapping.js';

/** Fields first, then a sentence. Never hand it a secret: names below are masked as a second line of defence. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

const SECRETS = ['password', 'token', 'secret', 'authorization', 'cookie', 'setupCode'];

export interface LoggerOptions {
  /** Takes out of every text what must not be written down: an error's message may repeat what a customer wrote. */
  readonly mask?: (text: string) => string;
  /** Standard output when left out. */
  readonly to?: DestinationStream;
}

export function createLogger(level: string, { mask, to }: LoggerOptions = {}): Logger {
  const options = { level, redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`]), censor: '[hidden]' } };
  const log = to ? pino(options, to) : pino(options);
  return mask ? maskingLogger(log, mask) : log;
}

function maskingLogger(log: Logger, mask: (text: string) => string): Logger {
  const at = (level: keyof Logger) => (fields: object, message: string) =>
    log[level](mapTexts(fields, mask), mask(message));
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

export const silentLogger: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
