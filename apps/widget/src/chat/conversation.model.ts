import type { Citation, ConversationEvent, OutcomeKind, RateAnswer, Stage } from '@zhike/contracts';

/** Where the widget stands with the server. `idle`: nothing was asked yet, so nothing was contacted. */
export type Connection = 'idle' | 'connecting' | 'online' | 'reconnecting' | 'offline';

export interface Sentence {
  readonly text: string;
  readonly citations: readonly Citation[];
}

/** `sending` until the server's log confirms it. */
export interface Rating {
  readonly value: RateAnswer['rating'];
  readonly reason?: RateAnswer['reason'];
  readonly state: 'sending' | 'noted' | 'failed';
}

export interface Answer {
  readonly turnId: string;
  /** Sequence of the newest event of this answer; what was not seen yet is told by it. */
  readonly sequence: number;
  readonly stage: Stage | 'accepted';
  readonly sentences: readonly Sentence[];
  readonly choices: readonly string[];
  readonly isStopping: boolean;
  readonly rating?: Rating;
  /** Missing while the turn runs. */
  readonly outcome?: OutcomeKind;
  readonly reason?: string;
}

/** A message of the customer's and what was answered to it, together however their events were interleaved. */
export interface Exchange {
  readonly kind: 'exchange';
  readonly messageId: string;
  readonly text: string;
  readonly at: string;
  readonly answer: Answer;
}

export interface HandoverLine {
  readonly kind: 'handover';
  readonly reason: string;
  readonly at: string;
  readonly sequence: number;
}

export type Entry = Exchange | HandoverLine;

/** A message that the server's log does not hold yet. */
export interface Outgoing {
  readonly messageId: string;
  readonly text: string;
  readonly status: 'waiting' | 'sending' | 'sent' | 'failed';
  readonly code?: string;
}

export interface ConversationState {
  /** The last event of an unbroken row: everything up to it was applied. */
  readonly sequence: number;
  /** Events that came before their predecessors; applied as soon as the gap is closed. */
  readonly early: readonly ConversationEvent[];
  readonly entries: readonly Entry[];
  readonly outbox: readonly Outgoing[];
  readonly connection: Connection;
  readonly person: 'none' | 'asking' | 'asked' | 'failed';
  /** The server no longer knew the conversation that was going on here. */
  readonly wasLost: boolean;
}

export type ConversationAction =
  | { readonly type: 'events-arrived'; readonly events: readonly ConversationEvent[] }
  | { readonly type: 'message-written'; readonly messageId: string; readonly text: string }
  | {
      readonly type: 'message-moved';
      readonly messageId: string;
      readonly status: Outgoing['status'];
      readonly code?: string;
    }
  | { readonly type: 'connection-changed'; readonly connection: Connection }
  | { readonly type: 'stop-asked'; readonly isStopping: boolean }
  | { readonly type: 'rating-changed'; readonly turnId: string; readonly rating: Rating }
  | { readonly type: 'person-changed'; readonly person: ConversationState['person'] }
  /** Begins anew; what was not accepted in the old conversation is said in the new one, or dropped with it. */
  | { readonly type: 'conversation-left'; readonly keepsUnsent: boolean; readonly wasLost: boolean };

export const emptyConversation: ConversationState = {
  sequence: 0,
  early: [],
  entries: [],
  outbox: [],
  connection: 'idle',
  person: 'none',
  wasLost: false,
};
