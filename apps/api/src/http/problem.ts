import type { ZodError } from 'zod';

/** An error as every client of the API reads it. `code` is stable; `message` is for people. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly details?: unknown;
}

/** One refused field of an input. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** The caller's request cannot be taken as it is. */
export class RequestProblem extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.message);
  }
}

export function invalidInput(error: ZodError): RequestProblem {
  const details = fieldsOf(error);
  const named = details.map(({ field, message }) => (field ? `${field}: ${message}` : message)).slice(0, 5);
  return new RequestProblem(400, {
    code: 'invalid-input',
    message: `The request cannot be understood. ${named.join('; ')}`,
    details,
  });
}

export function fieldsOf(error: ZodError): FieldProblem[] {
  return error.issues.slice(0, 50).map(({ path, message }) => ({ field: path.map(String).join('.'), message }));
}
