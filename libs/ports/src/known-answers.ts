import type { Citation, Locale } from '@zhike/contracts';
import type { DraftSentence, Turn, TurnOutcome, Window } from './conversation-ports.js';
import type { Evidence } from './knowledge.js';

/**
 * An answer that is there before anything is searched. Its sentences name their evidence as a writer's do: the pipeline
 * verifies, screens and releases them like any others, and goes on to search where none of them stands.
 */
export interface KnownAnswer {
  readonly from: 'curated' | 'cache';
  readonly sentences: readonly DraftSentence[];
  readonly outcome: TurnOutcome;
  /** For the trace: which one it is and why it fits. */
  readonly notes: Readonly<Record<string, unknown>>;
}

/** What the shop's team has answered by hand. Undefined: nothing fits, or what fits is not proved by the policy in force. */
export interface KnownAnswers {
  find(turn: Turn, window: Window, signal: AbortSignal): Promise<KnownAnswer | undefined>;
}

/** What was handed to the writer, and what it made of it. */
export interface GivenAnswer {
  readonly evidence: readonly Evidence[];
  /** As they were released, in order. */
  readonly sentences: readonly DraftSentence[];
  readonly outcome: TurnOutcome;
}

/** One turn's dealings with the cache. What the knowledge was is noted when it is made, before anything is searched. */
export interface Recollection {
  /** Given before, and nothing has been published or has begun or ended since. */
  readonly answer: KnownAnswer | undefined;
  /** After a publication: the same sentences again, when the evidence for them is what it was, word for word. */
  confirm(evidence: readonly Evidence[]): KnownAnswer | undefined;
  /** Remembers what was answered now. Answers that lean on history are not remembered. */
  keep(given: GivenAnswer): void;
  /** For the trace: `hit`, `revalidated`, `missed` or `not-asked`, and the counts so far. */
  notes(): Readonly<Record<string, unknown>>;
}

/** Answers given before. Never fails: what cannot be looked up is not remembered. */
export interface AnswerMemory {
  recall(turn: Turn, window: Window): Promise<Recollection>;
}

/** How the cache sees that knowledge has moved. */
export interface KnowledgeState {
  /** Moves with every change of what is searched. Only compared for being equal. */
  revision(workspaceId: string): Promise<string | number>;
  /** The next moment at which a version begins or ends by its dates; nothing moves the revision then. */
  nextChangeAt(workspaceId: string, after: Date): Promise<Date | undefined>;
  /** Differs where others write: what one writer said is not told in the name of another. Only compared for being equal. */
  writers?(workspaceId: string): Promise<string>;
}

/** A clause by what it is called in every version. */
export interface ClauseRef {
  readonly policyId: string;
  readonly clauseKey: string;
}

export interface ClauseInForce {
  readonly citation: Citation;
  readonly heading: string;
  /** Headings above it, outermost first. */
  readonly path: readonly string[];
  readonly text: string;
  /** Groups its version is published for; empty: for everyone. */
  readonly audiences: readonly string[];
  readonly locale: Locale;
}

export interface ClauseSearch {
  /** Each word has to stand in title, key, heading or text; empty finds everything. */
  readonly text: string;
  readonly locale: Locale;
  readonly limit: number;
}

/** Single clauses in force, for whoever writes an answer by hand. */
export interface ClausesInForce {
  /** Those that are in force at that moment, in no order; others are left out. */
  find(workspaceId: string, refs: readonly ClauseRef[], at: Date): Promise<readonly ClauseInForce[]>;
  search(workspaceId: string, search: ClauseSearch, at: Date): Promise<readonly ClauseInForce[]>;
}
