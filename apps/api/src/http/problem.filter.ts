import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import { DomainError, type Logger } from '@zhike/platform';
import type { Request, Response } from './express.js';
import { type Problem, RequestProblem } from './problem.js';
import { statusOf } from './statuses.js';

const TEXTS: Readonly<Record<number, Problem>> = {
  400: { code: 'invalid-input', message: 'The request cannot be understood.' },
  404: { code: 'not-found', message: 'There is nothing at this address.' },
  405: { code: 'not-found', message: 'There is nothing at this address.' },
  413: { code: 'file-too-large', message: 'What was sent is too large.' },
  415: { code: 'invalid-input', message: 'The content is in a form that is not understood here.' },
};
const INTERNAL: Problem = {
  code: 'internal-error',
  message: 'Something went wrong here, and it was written down. Please try again.',
};

interface Answer {
  readonly status: number;
  readonly problem: Problem;
}

/** The one place where an error becomes an HTTP answer. What is not a known refusal tells the client nothing. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const { status, problem } = answerTo(error);
    if (status >= 500)
      this.logger.error({ method: request.method, path: request.path, ...reasonOf(error) }, problem.message);
    else if (isRefusedAccess(status, problem)) this.logger.warn(refusalOf(request, problem), 'access was refused');
    if (response.headersSent) {
      response.end();
      return;
    }
    if (status === 429) response.setHeader('retry-after', '60');
    response.status(status).json(problem);
  }
}

/** What whoever tries doors leaves behind: a wrong login or code, a role that may not, too many tries. */
const isRefusedAccess = (status: number, { code }: Problem) =>
  status === 403 || status === 429 || code === 'login-failed' || code === 'setup-code-wrong';

/** Who and from where, never what was typed: people type passwords into the field for the e-mail. */
function refusalOf({ method, path, ip, member }: Request, { code }: Problem): object {
  return {
    code,
    method,
    path,
    address: ip,
    ...(member ? { memberId: member.memberId, workspaceId: member.workspace.id } : {}),
  };
}

export function answerTo(error: unknown): Answer {
  if (error instanceof RequestProblem) return { status: error.status, problem: error.problem };
  if (error instanceof DomainError)
    return { status: statusOf(error.code), problem: { code: error.code, message: error.message, ...detailsOf(error) } };
  if (isBrokenBody(error))
    return {
      status: 400,
      problem: { code: 'invalid-input', message: 'The body is not valid JSON. Check quotes, commas and encoding.' },
    };
  const status = error instanceof HttpException ? error.getStatus() : clientStatusOf(error);
  const problem = TEXTS[status];
  if (problem) return { status, problem };
  if (status >= 400 && status < 500)
    return { status, problem: { code: 'invalid-input', message: 'The request was refused.' } };
  return { status: 500, problem: INTERNAL };
}

/** What a refusal tells besides its message, e.g. the bad lines of a file. */
const detailsOf = (error: DomainError) => ('details' in error ? { details: error.details } : {});

/** Body parsers throw plain errors that carry a status and a type. */
function clientStatusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

function isBrokenBody(error: unknown): boolean {
  if (error instanceof SyntaxError) return 'body' in error;
  return typeof error === 'object' && error !== null && 'type' in error && error.type === 'entity.parse.failed';
}

function reasonOf(error: unknown): object {
  return error instanceof Error ? { reason: error.message, stack: error.stack } : { reason: String(error) };
}
