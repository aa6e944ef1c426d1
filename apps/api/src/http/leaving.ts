import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Response } from './express.js';
import { RequestProblem } from './problem.js';

/** Nobody reads it; it is no failure of ours. */
const GONE = new RequestProblem(499, { code: 'client-gone', message: 'Whoever asked has gone.' });

/** Aborted when whoever asked goes away before there is an answer. */
export const Leaving = createParamDecorator((_: unknown, context: ExecutionContext): AbortSignal => {
  const response = context.switchToHttp().getResponse<Response>();
  const leaving = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) leaving.abort(GONE);
  });
  return leaving.signal;
});
