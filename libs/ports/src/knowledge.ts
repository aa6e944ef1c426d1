import type { Citation, Locale } from '@zhike/contracts';
import type { EarlierUtterance } from './conversation-ports.js';

/** One piece of what the shop has published, as far as an answer may stand on it. */
export interface ClauseEvidence {
  readonly kind: 'clause';
  readonly citation: Citation;
  readonly text: string;
  /** The clause's sentences as written, in order, where a model rated them. */
  readonly sentences?: readonly RatedSentence[];
  readonly locale: Locale;
  /** Ranking score; comparable within one retrieval only. */
  readonly score: number;
  /** 0–1: how surely this clause speaks of what was asked. Comparable between retrievals; the plan's thresholds stand on it. */
  readonly confidence: number;
}

/** A sentence of a clause and how near it is to the question in meaning: a cosine, comparable within one language. */
export interface RatedSentence {
  readonly text: string;
  readonly nearness: number;
}

export interface FactEvidence {
  readonly kind: 'fact';
  readonly citation: Citation;
  readonly entity: string;
  readonly relation: string;
  readonly value: string;
  readonly locale: Locale;
  readonly score: number;
  readonly confidence: number;
}

export type Evidence = ClauseEvidence | FactEvidence;

/** What the retriever is asked. The context window has already decided how far the history speaks. */
export interface KnowledgeQuery {
  readonly workspaceId: string;
  /** The customer's last message, as written. */
  readonly question: string;
  /** Earlier messages that the question leans on, newest first, each with its weight (0–1). Empty when it stands alone. */
  readonly earlier: readonly EarlierUtterance[];
  readonly locale: Locale;
  /** The moment whose policies are in force. */
  readonly at: Date;
  /** Groups the customer belongs to; what is published for others is not searched. Absent: what is for everyone. */
  readonly audiences?: readonly string[];
  readonly signal: AbortSignal;
}

/** What became of one candidate, for the trace. */
export interface Candidate {
  readonly evidence: Evidence;
  /** Each part of the score by name, e.g. `lexical`, `vector`, `graph`, `earlier`. */
  readonly parts: Readonly<Record<string, number>>;
  readonly dropped?: string;
}

export interface Retrieval {
  /** Best first. Clauses and facts compete in one list: at most ten clauses, and facts that are sure up to two dozen, for a list is told whole. */
  readonly evidence: readonly Evidence[];
  readonly candidates: readonly Candidate[];
  /** What was done, for the trace: engines asked, entities linked, whether vectors took part. */
  readonly notes: Readonly<Record<string, unknown>>;
}

/** Finds what was in force for a question. Throws `KnowledgeAwayError` when the graph cannot be asked in time. */
export interface KnowledgeRetriever {
  retrieve(query: KnowledgeQuery): Promise<Retrieval>;
}
