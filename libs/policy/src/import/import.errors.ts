import { DomainError } from '@zhike/platform';

export type ImportProblem =
  | 'file-type-unknown'
  | 'file-empty'
  | 'file-not-text'
  | 'file-too-large'
  | 'markdown-invalid'
  | 'html-invalid'
  | 'word-invalid'
  | 'csv-columns-wrong'
  | 'csv-row-invalid'
  | 'json-invalid'
  | 'pack-line-invalid'
  | 'dates-invalid';

/** Where in a file something stands. `line` counts from 1, as editors do. */
export interface FilePlace {
  readonly file: string;
  readonly line?: number | undefined;
}

/** A file cannot be imported as it is. Nothing of it was kept; the message names file, line, reason and the way on. */
export class ImportError extends DomainError<ImportProblem> {
  constructor(
    code: ImportProblem,
    readonly place: FilePlace,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(code, `${place.file}${place.line === undefined ? '' : `:${place.line}`}: ${reason}`, options);
  }
}
