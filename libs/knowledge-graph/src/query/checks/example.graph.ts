/** A graph of a few nodes, as the SQL adapter keeps one. */
export interface ExampleGraph {
  readonly versions: readonly ExampleVersion[];
  readonly clauses: readonly ExampleClause[];
  readonly facts: readonly ExampleFact[];
  readonly references: readonly (readonly [from: string, to: string])[];
}

export interface ExampleVersion {
  readonly id: string;
  readonly policyId: string;
  readonly title: string;
  readonly version: number;
  readonly locale: string;
  /** As moments are kept (`momentText`). */
  readonly startsAt: string;
  readonly endsAt: string;
}

export interface ExampleClause {
  readonly id: string;
  readonly versionId: string;
  readonly key: string;
  readonly position: number;
  readonly heading: string;
  readonly text: string;
}

export interface ExampleFact {
  readonly id: string;
  readonly versionId: string;
  readonly position: number;
  readonly entity: string;
  readonly relation: string;
  readonly value: string;
}
