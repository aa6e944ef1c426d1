import type {
  SafetyDirection,
  SafetyEventStatus,
  SafetyExample,
  SafetyMode,
  SafetyRuleKind,
  SafetySeverity,
  SafetyVerdict,
} from '@zhike/contracts';
import type { RuleHit } from '@zhike/ports';

export interface RuleRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly kind: SafetyRuleKind;
  readonly words: readonly string[];
  readonly wordCount: number;
  readonly fileName: string | null;
  readonly direction: SafetyDirection;
  readonly category: string;
  readonly severity: SafetySeverity;
  readonly mode: SafetyMode;
  readonly owner: string;
  readonly expiresAt: Date | null;
  readonly note: string;
  readonly template: string | null;
  readonly revision: number;
  /** Moves when what is looked for changes; then it is built again. */
  readonly wordsRevision: number;
  readonly createdAt: Date;
  readonly updatedBy: string;
  readonly updatedAt: Date;
}

/** A word of a list as it is stored: what its line did not say is left out. */
export interface StoredWord {
  readonly word: string;
  readonly category?: string;
  readonly severity?: SafetySeverity;
  readonly expiresAt?: string;
}

export interface EventRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly turnId: string;
  readonly direction: 'input' | 'output';
  readonly verdict: Exclude<SafetyVerdict, 'clean'>;
  readonly reason: string;
  readonly excerpt: string;
  readonly excerptHits: readonly RuleHit[];
  readonly at: Date;
  readonly status: SafetyEventStatus;
  readonly handledBy: string | null;
  readonly handledAt: Date | null;
  readonly allowed: readonly string[];
  readonly isExample: boolean;
}

/** The text as it was written: only for those who may read it. */
export interface EventText {
  readonly text: string;
  readonly hits: readonly RuleHit[];
}

export type NewEvent = Omit<EventRow, 'status' | 'handledBy' | 'handledAt' | 'allowed' | 'isExample'> & EventText;

export interface RuleCounts {
  readonly hits: number;
  readonly blocked: number;
  readonly watched: number;
  readonly shadow: number;
  readonly allowed: number;
  readonly falsePositives: number;
}

export interface RuleDayRow extends RuleCounts {
  readonly rule: string;
  /** `2026-06-01`, UTC. */
  readonly day: string;
}

export interface AllowanceRow {
  readonly id: string;
  readonly word: string;
  readonly direction: SafetyDirection;
  readonly eventId: string | null;
  readonly addedBy: string;
  readonly addedAt: Date;
}

export interface ExampleRow extends Omit<SafetyExample, 'addedAt'> {
  readonly eventId: string | null;
  readonly addedAt: Date;
}
