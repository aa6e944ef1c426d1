import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Response } from './express.js';
import { RequestProblem } from './problem.js';

/** Aborted when the client goes away before it is answered: nobody reads what long work would find. */
export const UntilGone = createParamDecorator((_: unknown, context: ExecutionContext): AbortSignal => {
  const response = context.switchToHttp().getResponse<Response>();
  const gone = new AbortController();
  response.once('close', () => {
    if (response.writableEnded) return;
    gone.abort(new RequestProblem(400, { code: 'client-gone', message: 'The client did not wait for the answer.' }));
  });
  return gone.signal;
});
