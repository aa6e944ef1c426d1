import type { LoggerService } from '@nestjs/common';
import type { Logger } from '@zhike/platform';

/** Nest's own remarks, in our log; its start-up chatter only when asked for. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.logger.debug({ by: rest.at(-1) }, String(message));
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.logger.warn({ by: rest.at(-1) }, String(message));
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.logger.error({ by: rest.at(-1) }, String(message));
  }
}
