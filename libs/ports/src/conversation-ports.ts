import type { Locale, OutcomeKind } from '@zhike/contracts';
import type { Evidence } from './knowledge.js';

export interface Utterance {
  readonly role: 'customer' | 'agent';
  readonly text: string;
  /** Sources that an answer of ours stood on, where they are known; a replayed conversation knows none. */
  readonly cites?: readonly string[];
  /** An answer of ours that stood on clauses alone: their words, not what the conversation spoke of. */
  readonly isQuotation?: boolean;
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

/** What the pipeline sees of the history: which parts speak in this turn, at what cost, and why. */
export interface Window {
  /** What is searched for: the message as written, or, where it answers a question of ours, that question with its answer. */
  readonly question: string;
  /** Newest first, with weights; empty when the question stands alone. */
  readonly earlier: readonly EarlierUtterance[];
  /** Present when the message answers what we asked back. */
  readonly reply?: Reply;
  /** The last message of the customer that named a topic of its own; the question itself where it does. */
  readonly topic?: string;
  /** What the customer said of their own case, oldest first: it counts however long ago it was said. */
  readonly told: readonly string[];
  /** Parts that are there as they were said, newest first. */
  readonly kept: readonly WindowPart[];
  /** Parts of which only what they begin with is there. */
  readonly summarised: readonly WindowPart[];
  readonly dropped: readonly WindowPart[];
  readonly usedTokens: number;
  readonly budgetTokens: number;
  readonly because: string;
}

/** A message that answers our own question: 「是的」 after 「商品是否已拆封？」. */
export interface Reply {
  /** What the customer had wanted to know when we asked back. */
  readonly question: string;
  /** What we asked. */
  readonly to: string;
  readonly text: string;
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
  /** Also of what is only watched; then the verdict is clean. */
  readonly matches: readonly RuleMatch[];
  /** A hard matter that may be asked of: what we say to it is said with care. */
  readonly isSensitive?: boolean;
  /** Nothing that a shop's assistant is there for. It blocks nothing: the shop may have an answer all the same. */
  readonly isOffTopic?: boolean;
}

/** Where a rule matched, in offsets of the text as it was given. */
export interface RuleMatch {
  readonly start: number;
  readonly end: number;
  readonly rule: string;
  /** What a word of a lexicon is listed for, e.g. `drugs`. */
  readonly category?: string;
  /** It is only noted: no text is blocked for it. */
  readonly isWatched?: boolean;
}

/** The rails: what a customer may ask, what we may say. Screening always ends before the next step begins. */
export interface ContentSafety {
  screenInput(text: string, about: Screening): Promise<Verdict>;
  screenOutput(text: string, about: Screening): Promise<Verdict>;
}

/** Whose text is screened, and what stands before it. */
export interface Screening {
  /** Absent: only what holds for every shop is asked. */
  readonly workspaceId?: string;
  readonly locale: Locale;
  /** The turn it belongs to: what is found is kept with it. Absent where nothing is to be kept. */
  readonly turnId?: string;
  /** What of the same answer was let out before: a banned promise may begin in one sentence and end in the next. */
  readonly before?: string;
  /** What the answer stands on, in words: personal data that stands there was published. Absent: it is not known. */
  readonly evidence?: readonly string[];
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
  /** The plan's route: `quote` where the evidence surely answers, `explain` where it answers in part. */
  readonly route?: 'quote' | 'explain';
  /** 0–1: how far the question needs what went before. 0 when left out. */
  readonly leaning?: number;
  /** Hears what is done to write, for the trace. */
  readonly note?: WritingNote;
  readonly signal: AbortSignal;
}

/** Called with the name of a step, what it came to, and how long it took in milliseconds. Must not throw. */
export type WritingNote = (step: string, detail: Readonly<Record<string, unknown>>, tookMs?: number) => void;

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

/** Who writes for a workspace at the moment. */
export interface Writers {
  readonly writer: AnswerWriter;
  /** Quotes what another writer could not say or could not prove; absent where it is the writer itself. */
  readonly composer?: AnswerWriter | undefined;
  /** Models that were set up and are not asked; for the trace. */
  readonly troubles?: readonly WriterTrouble[];
}

export interface WriterTrouble {
  /** Its name. */
  readonly model: string;
  readonly because: string;
}

/** Chooses who writes. It is asked for each answer, so that a change of the settings counts from the next one on. */
export interface WriterChoice {
  writersFor(workspaceId: string): Promise<Writers>;
}

export interface TurnOutcome {
  readonly kind: OutcomeKind;
  readonly reason: string;
  /** Where the question was to be answered by yes or no: what the conditions of the clause come to. Asked back, it is how the case looks so far. */
  readonly decision?: 'yes' | 'no';
}
