import type { ConversationEvent } from '@zhike/contracts';
import { applyEvent, changeAnswer } from './conversation.events.js';
import {
  type Answer,
  type ConversationAction,
  type ConversationState,
  emptyConversation,
  type Exchange,
} from './conversation.model.js';

type ActionOf<Type extends ConversationAction['type']> = Extract<ConversationAction, { type: Type }>;
type Reducers = {
  readonly [Type in ConversationAction['type']]: (
    state: ConversationState,
    action: ActionOf<Type>,
  ) => ConversationState;
};

const REDUCERS: Reducers = {
  'events-arrived': (state, { events }) => arrive(state, events),
  'message-written': (state, { messageId, text }) => ({
    ...state,
    outbox: [...state.outbox, { messageId, text, status: 'waiting' }],
  }),
  'message-moved': (state, { messageId, status, code }) => ({
    ...state,
    outbox: state.outbox.map((message) =>
      message.messageId === messageId
        ? { messageId, text: message.text, status, ...(code === undefined ? {} : { code }) }
        : message,
    ),
  }),
  'connection-changed': (state, { connection }) => ({ ...state, connection }),
  'stop-asked': (state, { isStopping }) => {
    const running = runningAnswers(state).map(({ turnId }) => turnId);
    return running.reduce((changed, id) => changeAnswer(changed, id, (answer) => ({ ...answer, isStopping })), state);
  },
  'rating-changed': (state, { turnId, rating }) => changeAnswer(state, turnId, (answer) => ({ ...answer, rating })),
  'person-changed': (state, { person }) => (state.person === 'asked' ? state : { ...state, person }),
  'conversation-left': (state, { keepsUnsent, wasLost }) => ({
    ...emptyConversation,
    connection: state.connection,
    outbox: keepsUnsent ? state.outbox.map(({ messageId, text }) => ({ messageId, text, status: 'waiting' })) : [],
    wasLost,
  }),
};

/** Events and the customer's acts in, what is to be shown out. Pure: no clock, no network, no storage. */
export function reduceConversation<Type extends ConversationAction['type']>(
  state: ConversationState,
  action: ActionOf<Type>,
): ConversationState {
  const reduce: Reducers[Type] = REDUCERS[action.type as Type];
  return reduce(state, action);
}

/** Each event once and in sequence, however often and in whatever order they come. */
function arrive(state: ConversationState, events: readonly ConversationEvent[]): ConversationState {
  const bySequence = new Map([...state.early, ...events].map((event) => [event.sequence, event]));
  let next = state;
  for (;;) {
    const event = bySequence.get(next.sequence + 1);
    if (!event) break;
    next = applyEvent(next, event);
  }
  const early = [...bySequence.values()].filter(({ sequence }) => sequence > next.sequence);
  return { ...next, early: early.sort((left, right) => left.sequence - right.sequence) };
}

/** Something was told that cannot be shown yet, because what came before it is missing. */
export const hasGap = (state: ConversationState): boolean => state.early.length > 0;

export function runningAnswers(state: ConversationState): Answer[] {
  return exchangesOf(state)
    .map(({ answer }) => answer)
    .filter(({ outcome }) => outcome === undefined);
}

export const exchangesOf = (state: ConversationState): Exchange[] =>
  state.entries.filter((entry): entry is Exchange => entry.kind === 'exchange');

export const isEmpty = (state: ConversationState): boolean => !state.entries.length && !state.outbox.length;

/** Finished answers and hand-over lines that came after what the customer has seen. */
export function unreadAfter(state: ConversationState, seen: number): number {
  return state.entries.filter((entry) =>
    entry.kind === 'handover' ? entry.sequence > seen : entry.answer.outcome && entry.answer.sequence > seen,
  ).length;
}
