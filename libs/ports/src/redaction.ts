import type { Locale } from '@zhike/contracts';

/** Texts in which placeholders stand for what is personal. */
export interface Redaction {
  /** In the order they were given. */
  readonly texts: readonly string[];
  /** What each placeholder stands for. It never leaves the process. */
  readonly values: ReadonlyMap<string, string>;
  /** How many values of each kind were taken out, for the trace. */
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * Takes personal data out of texts that go to somebody who need not know it. Equal values get equal placeholders within one
 * call, so that the texts can still be understood; the next call begins anew.
 */
export interface Redactor {
  redact(texts: readonly string[], locale: Locale): Redaction;
}
