/** A sentence that speaks to a machine instead of saying how things are. Offsets are of the text as it was given. */
export interface Instruction {
  readonly start: number;
  readonly end: number;
  /** Stable word for what it tries, e.g. `ignore-instructions`. */
  readonly rule: string;
  /** No policy says such a thing to a customer. The others may be meant for the shop's own people. */
  readonly isCertain: boolean;
}

/** Finds instructions to a machine in what is published: policies are data, whatever stands in them. */
export type InstructionFinder = (text: string) => readonly Instruction[];

/** Judges sentences by meaning, in the order given. Undefined when there is nothing to judge by. */
export type InstructionJudge = (sentences: readonly string[]) => Promise<readonly boolean[] | undefined>;
