import type { Locale, PolicyKind } from '@zhike/contracts';

/** A published version as the graph needs it. */
export interface PublishedVersion {
  readonly workspaceId: string;
  readonly policyId: string;
  readonly policyTitle: string;
  readonly kind: PolicyKind;
  readonly locale: Locale;
  readonly versionId: string;
  readonly version: number;
  readonly effectiveFrom: Date;
  readonly effectiveTo?: Date;
  /** Groups it is published for; absent or empty: for everyone. */
  readonly audiences?: readonly string[];
  readonly clauses: readonly {
    readonly id: string;
    readonly key: string;
    readonly position: number;
    readonly heading: string;
    readonly path: readonly string[];
    readonly text: string;
  }[];
  readonly facts: readonly {
    readonly id: string;
    readonly position: number;
    readonly entity: string;
    readonly relation: string;
    readonly value: string;
  }[];
}

/** The one question the graph asks of the policy room. */
export interface PublishedPolicies {
  /** All published versions of a policy, by beginning; empty when there are none (any more). */
  versionsOf(policyId: string): Promise<readonly PublishedVersion[]>;
  /** Every policy that has a published version; for a rebuild. */
  policyIds(workspaceId?: string): Promise<readonly string[]>;
}
