import type { Locale, OutcomeKind } from '@zhike/contracts';
import type { Evidence } from './knowledge.js';

export interface Utterance {
  readonly role: 'customer' | 'agent';
  readonly text: string;
  /** Sources that an answer of ours stood on, where they are known; a replayed conversation knows none. */
  readonly cites?: readonly string[];
  /** The choices we offered with it, when it asked back. */
  readonly choices?: readonly string[];
}

/** An earlier utterance that the question leans on, and how far (0–1). */
export interface EarlierUtterance extends Utterance {
  readonly weight: number;
}

/** One message of a customer and all that is known when work on it begins. */
export interface Turn {
  readonly id: string;
  readonly workspaceId: string;
  readonly conversationId: string;
  readonly text: string;
  readonly locale: Locale;
  /** Earlier utterances, oldest first, without this one. */
  readonly history: readonly Utterance[];
  /** The moment whose policies are in force. */
  readonly at: Date;
  /** Groups the customer has shown to belong to; what is published for others is not searched. Absent: what is for everyone. */
  readonly audiences?: readonly string[];
}

/** What the pipeline sees of the history: which parts speak in this turn, and why. */
export interface Window {
  readonly question: string;
  /** Newest first, with weights; empty when the question stands alone. */
  readonly earlier: readonly EarlierUtterance[];
  readonly kept: readonly WindowPart[];
  readonly dropped: readonly WindowPart[];
  readonly usedTokens: number;
  readonly budgetTokens: number;
  readonly because: string;
}
export interface WindowPart {
  readonly role: Utterance['role'];
  readonly text: string;
  readonly tokens: number;
  readonly because: string;
}

/** Fits the history into a token budget and decides whether the question leans on it. */
export interface ContextWindow {
  fit(turn: Turn): Promise<Window>;
}

export interface Verdict {
  readonly isBlocked: boolean;
  /** Stable word for the trace, e.g. `clean`, `harmful-request`, `prompt-injection`, `personal-data`. */
  readonly reason: string;
  readonly matches: readonly { readonly start: number; readonly end: number; readonly rule: string }[];
}

/** The rails: what a customer may ask, what we may say. Screening always ends before the next step begins. */
export interface ContentSafety {
  screenInput(text: string, locale: Locale): Promise<Verdict>;
  screenOutput(text: string, locale: Locale): Promise<Verdict>;
}

export interface WritingRequest {
  readonly question: string;
  /** Earlier messages the question leans on, newest first. */
  readonly earlier: readonly string[];
  readonly locale: Locale;
  /** Best first; only what the plan lets the writer stand on. */
  readonly evidence: readonly Evidence[];
  /** 0 is verbatim. The plan sets it; a writer never raises it. */
  readonly temperature: number;
  readonly signal: AbortSignal;
}
export interface DraftSentence {
  readonly text: string;
  /** What the sentence stands on. The verifier drops a sentence without evidence. */
  readonly evidence: readonly Evidence[];
}

/** Writes an answer sentence by sentence. The composer quotes; a language model phrases. Equal requests give equal text. */
export interface AnswerWriter {
  readonly id: string;
  write(request: WritingRequest): AsyncIterable<DraftSentence>;
}

export interface TurnOutcome {
  readonly kind: OutcomeKind;
  readonly reason: string;
  /** Where the question was to be answered by yes or no, and the conditions of the clause decide it. */
  readonly decision?: 'yes' | 'no';
}
