import { type Config, createLogger, type Logger } from '@zhike/platform';

/** Standard output is for what a command answers: beside it only what is wrong is told, unless more was asked for. */
export const commandLogger = ({ LOG_LEVEL }: Config): Logger => createLogger(LOG_LEVEL === 'info' ? 'warn' : LOG_LEVEL);
