import { z } from 'zod';

export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** A request that did not come to what was asked. `code` is stable; `message` is the server's own sentence, in English. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fields: readonly FieldProblem[] = [],
    /** What else the server tells of the refusal; its reader knows the form. */
    readonly details?: unknown,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

const Problem = z.object({
  code: z.string(),
  message: z.string(),
  details: z.unknown().optional(),
});
const Fields = z.array(z.object({ field: z.string(), message: z.string() })).catch([]);

/** An answer that is not ours comes from something between: a proxy that found nobody, or found the upload too large. */
const BETWEEN: Readonly<Record<number, string>> = {
  413: 'file-too-large',
  429: 'too-many-attempts',
  502: 'server-away',
  503: 'server-away',
  504: 'server-away',
};

export function problemOf(status: number, body: unknown): ApiError {
  const problem = Problem.safeParse(body);
  if (problem.success) {
    const { code, message, details } = problem.data;
    return new ApiError(status, code, message, Fields.parse(details), details);
  }
  const code = BETWEEN[status] ?? (status >= 500 ? 'internal-error' : 'refused');
  return new ApiError(status, code, `HTTP ${status}`);
}

export const serverAway = (reason: string): ApiError => new ApiError(0, 'server-away', reason);

export const isSessionOver = (error: unknown): boolean => error instanceof ApiError && error.code === 'not-logged-in';
