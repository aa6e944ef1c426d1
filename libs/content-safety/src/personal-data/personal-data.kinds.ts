/** What of a person, or of an organisation, is looked for. */
export const PERSONAL_KINDS = [
  'identity-card',
  'passport',
  'bank-card',
  'phone',
  'email',
  'address',
  'licence-plate',
  'credit-code',
  'iban',
  'ip-address',
  'us-ssn',
  'name',
] as const;
export type PersonalKind = (typeof PERSONAL_KINDS)[number];

/** Where something personal is written. Offsets count UTF-16 code units of the text as it was given; `end` is behind the last. */
export interface PersonalSpan {
  readonly kind: PersonalKind;
  readonly start: number;
  readonly end: number;
}

/** How sure a recogniser can be: a check digit proves, a shape is known, what stands beside suggests. */
export const Certainty = { context: 1, shape: 2, proof: 3 } as const;

export interface Candidate extends PersonalSpan {
  readonly certainty: number;
}

/** Finds candidates of its kind; they may overlap those of others. The text has half-width signs. */
export interface Recogniser {
  readonly kind: PersonalKind;
  readonly certainty: number;
  readonly pattern: RegExp;
  /** Whether the matched text is one: check digits, lengths. */
  isOne?(value: string): boolean;
  /** What must stand within `CONTEXT` characters before it, or right behind it. */
  readonly before?: RegExp;
  readonly behind?: RegExp;
  /** Cuts what the pattern took too much: start and end within the value. */
  cut?(value: string): readonly [start: number, end: number] | undefined;
}
