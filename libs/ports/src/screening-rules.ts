import type { SafetyEffect, SafetySeverity, SafetyVerdict } from '@zhike/contracts';

/** One word, or phrase with gaps, of a workspace's rule. */
export interface ScreeningWord {
  readonly word: string;
  readonly category: string;
  readonly severity: SafetySeverity;
  readonly expiresAt?: Date;
}

/** A rule of a workspace that is switched on, live or in shadow. */
export interface ScreeningRule {
  /** Of its workspace's rules no other has it. */
  readonly id: string;
  /** As hits tell it: `rule:<id>`, or `allow-list`. */
  readonly key: string;
  readonly direction: 'input' | 'output' | 'both';
  readonly mode: 'live' | 'shadow';
  readonly expiresAt?: Date;
  /** Equal stamps have equal words: what was built of them is used again. */
  readonly stamp: string;
  readonly wordCount: number;
  /** `…` in its words stands for what may come between. */
  readonly hasGaps: boolean;
  /** Asked only when the stamp is new: a list holds 100,000. */
  words(): Promise<readonly ScreeningWord[]>;
}

/** The rules a workspace has made for itself, as they are saved. */
export interface WorkspaceRules {
  /** Those that have made any. */
  workspaces(): Promise<string[]>;
  /** Moves with every change; 0 before the first. Asked often. */
  revision(workspaceId: string): Promise<number>;
  /** The rules are at least as new as the revision. */
  read(workspaceId: string): Promise<{ readonly revision: number; readonly rules: readonly ScreeningRule[] }>;
}

/** What was screened in a customer's turn, and what came of it. */
export interface ScreenedText {
  readonly workspaceId: string;
  readonly turnId: string;
  readonly direction: 'input' | 'output';
  readonly text: string;
  readonly found: Finding;
}

/** What rules say to a text. */
export interface Finding {
  readonly verdict: SafetyVerdict;
  /** Stable word, as in `Verdict`. */
  readonly reason: string;
  readonly hits: readonly RuleHit[];
}

/** Where a rule was found, and what it did. */
export interface RuleHit {
  readonly start: number;
  readonly end: number;
  readonly rule: string;
  readonly category?: string;
  readonly effect: SafetyEffect;
}

/** Where a text was judged as a whole, the words that the judgement stands on; other hits as they are. Takes its time, and never rejects. */
export type ExplainHits = (text: string, hits: readonly RuleHit[]) => Promise<readonly RuleHit[]>;

/** Keeps what screening found. A turn never waits for it and never fails by it. */
export interface ScreeningLog {
  keep(screened: ScreenedText): void;
}

/** Whether the rules as saved are those that screen, on this server. */
export interface RulesInForce {
  readonly state: 'in-force' | 'building' | 'failed';
  readonly problem?: string;
  readonly since?: Date;
}

/** A text under the rules in force, and under one rule more. */
export interface Projected {
  /** With the rule as in shadow. */
  readonly found: Finding;
  /** It would be blocked if the rule were live. */
  readonly wouldBlock: boolean;
}

/** What screens, as those see it who run it. */
export interface RuleScreen {
  /** Puts the rules as they are saved in force; resolves when they are, or when that failed. */
  refresh(workspaceId: string): Promise<RulesInForce>;
  inForce(workspaceId: string): RulesInForce;
  try(workspaceId: string, direction: 'input' | 'output', text: string): Promise<Finding>;
  /** The rules in force, with this one in shadow in the place of its namesake. */
  project(
    workspaceId: string,
    rule: ScreeningRule,
  ): Promise<(direction: 'input' | 'output', text: string) => Promise<Projected>>;
  /** Of these words, those that stand in the text and cover one of these places. */
  covering(words: readonly string[], text: string, places: readonly Place[]): string[];
  /** Why a word cannot be looked for; undefined when it can. */
  flawOf(word: string, hasGaps: boolean): string | undefined;
}

export interface Place {
  readonly start: number;
  readonly end: number;
}

/** A text in which personal data cannot be read. */
export interface MaskedText {
  readonly text: string;
  /** Where a place of the original is now. */
  place(original: Place): Place;
}
export type MaskText = (text: string) => Promise<MaskedText>;

/** A file of words as it was read. */
export interface WordListReading {
  readonly words: readonly ListedWord[];
  /** Lines that say a word again. */
  readonly repeated: number;
  readonly problems: readonly { readonly line: number; readonly reason: string }[];
}
/** What its line does not say is left out. */
export interface ListedWord extends Partial<Omit<ScreeningWord, 'word'>> {
  readonly word: string;
}
export type ReadWordList = (file: { readonly name: string; readonly bytes: Uint8Array }) => WordListReading;
