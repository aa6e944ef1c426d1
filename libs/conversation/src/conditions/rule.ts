/** One thing that must be the case (or, as an exception, must not be) for a rule to apply. */
export interface Condition {
  /** In the clause's own words. */
  readonly text: string;
  /** It stands behind "unless" or 除外: the rule applies where this is not the case. */
  readonly isException: boolean;
  /**
   * Pieces of it that a customer may speak of one by one, at least one: alternatives („seeds, roots or bulbs“) where the rule
   * wants all its conditions, requirements that go together where any one condition is enough.
   */
  readonly parts: readonly string[];
}

/** A sentence or a list of a clause, read as: the conclusion holds where the conditions do. */
export interface Rule {
  readonly conclusion: string;
  /** The conclusion says no: "you can't", 「不予」. */
  readonly isDenial: boolean;
  /** Whether all conditions are wanted or one is enough. */
  readonly joint: 'all' | 'any';
  readonly conditions: readonly Condition[];
  /** The sentences and list lines of the clause that make up this rule, as written. */
  readonly sentences: readonly string[];
  readonly isList: boolean;
  /** No word marks its conditions: they are what the question does not say. */
  readonly isGuessed?: boolean;
  /** „Even if“: what is named makes no difference. */
  readonly isRegardless: boolean;
}
