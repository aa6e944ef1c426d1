import type { ConversationEvent, TurnEvent } from '@zhike/contracts';
import type { Answer, ConversationState, Exchange } from './conversation.model.js';

type Told = ConversationEvent['event'];
type EventOf<Type extends Told['type']> = Extract<Told, { type: Type }>;
type Placed<Type extends Told['type']> = Omit<ConversationEvent, 'event'> & { readonly event: EventOf<Type> };
type Handlers = {
  readonly [Type in Told['type']]: (state: ConversationState, placed: Placed<Type>) => ConversationState;
};

const HANDLERS: Handlers = {
  'message-accepted': (state, { event, at, sequence }) => ({
    ...state,
    outbox: state.outbox.filter(({ messageId }) => messageId !== event.messageId),
    entries: [
      ...state.entries,
      {
        kind: 'exchange',
        messageId: event.messageId,
        text: event.text,
        at,
        answer: { turnId: event.turnId, sequence, stage: 'accepted', sentences: [], choices: [], isStopping: false },
      },
    ],
  }),
  // A turn left behind by a process that died is run again from its start.
  'turn-start': onAnswer((answer) => ({ ...answer, stage: 'accepted', sentences: [], choices: [] })),
  'stage-start': onAnswer((answer, { event }) => ({ ...answer, stage: event.stage })),
  'sentence-ready': onAnswer((answer, { event: { index, text, citations } }) => ({
    ...answer,
    sentences: [...answer.sentences.slice(0, index), { text, citations }, ...answer.sentences.slice(index + 1)],
  })),
  'choices-offered': onAnswer((answer, { event }) => ({ ...answer, choices: event.choices })),
  'turn-end': onAnswer((answer, { event }) => ({
    ...answer,
    isStopping: false,
    outcome: event.outcome,
    reason: event.reason,
  })),
  'answer-rated': (state, { event: { turnId, rating: value, reason } }) =>
    changeAnswer(state, turnId, (answer) => ({
      ...answer,
      rating: { value, state: 'noted', ...(isRatingReason(reason) ? { reason } : {}) },
    })),
  'handover-requested': (state, { event, at, sequence }) => ({
    ...state,
    person: 'asked',
    entries: [...state.entries, { kind: 'handover', reason: event.reason, at, sequence }],
  }),
};

/** Applies the next event of the log. An event of a kind that this widget does not know is passed over. */
export function applyEvent<Type extends Told['type']>(
  state: ConversationState,
  placed: Placed<Type>,
): ConversationState {
  const handle: Handlers[Type] | undefined = HANDLERS[placed.event.type as Type];
  return { ...(handle ? handle(state, placed) : state), sequence: placed.sequence };
}

export function changeAnswer(
  state: ConversationState,
  turnId: string,
  change: (answer: Answer) => Answer,
): ConversationState {
  return {
    ...state,
    entries: state.entries.map((entry) =>
      entry.kind === 'exchange' && entry.answer.turnId === turnId ? withAnswer(entry, change) : entry,
    ),
  };
}

const withAnswer = (exchange: Exchange, change: (answer: Answer) => Answer): Exchange => ({
  ...exchange,
  answer: change(exchange.answer),
});

/** Turn events name their turn; this finds the answer and notes how far it has come. */
function onAnswer<Type extends TurnEvent['type']>(change: (answer: Answer, placed: Placed<Type>) => Answer) {
  return (state: ConversationState, placed: Placed<Type>): ConversationState => {
    const { turnId }: { turnId: string } = placed.event;
    return changeAnswer(state, turnId, (answer) => ({ ...change(answer, placed), sequence: placed.sequence }));
  };
}

const RATING_REASONS = ['wrong', 'outdated', 'incomplete', 'inappropriate', 'other'] as const;
const isRatingReason = (reason: string | undefined): reason is (typeof RATING_REASONS)[number] =>
  RATING_REASONS.some((known) => known === reason);
