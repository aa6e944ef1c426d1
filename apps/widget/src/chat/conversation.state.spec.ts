import type { Citation, ConversationEvent } from '@zhike/contracts';
import { describe, expect, it } from 'vitest';
import { type ConversationAction, type ConversationState, emptyConversation } from './conversation.model.js';
import { exchangesOf, hasGap, isEmpty, reduceConversation, runningAnswers, unreadAfter } from './conversation.state.js';

type Told = ConversationEvent['event'];

const citation: Citation = {
  kind: 'clause',
  sourceId: 'clause-2',
  sourceKey: '2',
  policyId: 'returns',
  policyTitle: '退货政策',
  versionId: 'returns@3',
  version: 3,
  label: '第 2 条',
  effectiveFrom: '2026-10-01T00:00:00.000Z',
};

const TURN: readonly Told[] = [
  { type: 'message-accepted', turnId: 't1', messageId: 'm1', text: '能退吗？' },
  { type: 'turn-start', turnId: 't1' },
  { type: 'stage-start', turnId: 't1', stage: 'reading' },
  { type: 'stage-start', turnId: 't1', stage: 'searching' },
  { type: 'sentence-ready', turnId: 't1', index: 0, text: '七日内可以退。', citations: [citation] },
  { type: 'sentence-ready', turnId: 't1', index: 1, text: '须附原包装。', citations: [citation] },
  { type: 'turn-end', turnId: 't1', outcome: 'answered', reason: 'policy-found' },
];

const logOf = (told: readonly Told[], from = 1): ConversationEvent[] =>
  told.map((event, index) => ({ sequence: from + index, at: `2026-10-02T08:00:0${index % 10}.000Z`, event }));

const after = (state: ConversationState, ...actions: ConversationAction[]) =>
  actions.reduce((changed, action) => reduceConversation(changed, action), state);
const told = (events: readonly ConversationEvent[]): ConversationAction => ({ type: 'events-arrived', events });
const answered = after(emptyConversation, told(logOf(TURN)));
const answerOf = (state: ConversationState, index = 0) => exchangesOf(state)[index]?.answer;

describe('a conversation that is told event by event', () => {
  it('shows the stage while it waits, and sentences as they come', () => {
    const searching = after(emptyConversation, told(logOf(TURN).slice(0, 4)));
    expect(answerOf(searching)).toMatchObject({ stage: 'searching', sentences: [] });

    const speaking = after(searching, told(logOf(TURN).slice(4, 5)));
    expect(answerOf(speaking)?.sentences.map(({ text }) => text)).toEqual(['七日内可以退。']);
    expect(runningAnswers(speaking)).toHaveLength(1);

    expect(answerOf(answered)).toMatchObject({ outcome: 'answered', sequence: 7 });
    expect(runningAnswers(answered)).toEqual([]);
  });

  it('is the same however often an event is told', () => {
    expect(after(answered, told(logOf(TURN)), told(logOf(TURN).slice(3)))).toEqual(answered);
  });

  it('is the same in whatever order events come', () => {
    const shuffled = [5, 2, 7, 1, 4, 6, 3].flatMap((sequence) => logOf(TURN).slice(sequence - 1, sequence));
    const state = shuffled.reduce((changed, event) => reduceConversation(changed, told([event])), emptyConversation);
    expect(state).toEqual(answered);
  });

  it('holds back what comes after a gap, says so, and goes on when the gap is closed', () => {
    const [first, , third] = logOf(TURN);
    if (!first || !third) throw new Error('the turn is too short');
    const state = after(emptyConversation, told([first]), told([third]));
    expect(state.sequence).toBe(1);
    expect(answerOf(state)?.stage).toBe('accepted');
    expect(hasGap(state)).toBe(true);

    const closed = after(state, told(logOf(TURN).slice(1)));
    expect(hasGap(closed)).toBe(false);
    expect(closed).toEqual(answered);
  });

  it('passes over an event of a kind that it does not know', () => {
    const unknown = { type: 'person-typing', turnId: 't1' } as unknown as Told;
    const state = after(answered, told(logOf([unknown], 8)));
    expect(state).toEqual({ ...answered, sequence: 8 });
  });

  it('starts an answer over when its turn is run again by another process', () => {
    const again: Told[] = [
      { type: 'turn-start', turnId: 't1' },
      { type: 'sentence-ready', turnId: 't1', index: 0, text: '七日内可以退。', citations: [citation] },
    ];
    const state = after(emptyConversation, told(logOf(TURN.slice(0, 6))), told(logOf(again, 7)));
    expect(answerOf(state)?.sentences.map(({ text }) => text)).toEqual(['七日内可以退。']);
  });

  it('keeps each answer under its own message when two turns run at once', () => {
    const state = after(
      emptyConversation,
      told(
        logOf([
          { type: 'message-accepted', turnId: 't1', messageId: 'm1', text: 'one' },
          { type: 'message-accepted', turnId: 't2', messageId: 'm2', text: 'two' },
          { type: 'sentence-ready', turnId: 't2', index: 0, text: 'second', citations: [] },
          { type: 'sentence-ready', turnId: 't1', index: 0, text: 'first', citations: [] },
        ]),
      ),
    );
    expect(exchangesOf(state).map(({ text, answer }) => [text, answer.sentences[0]?.text])).toEqual([
      ['one', 'first'],
      ['two', 'second'],
    ]);
  });

  it('offers choices with the answer that asks back', () => {
    const state = after(
      emptyConversation,
      told(
        logOf([
          { type: 'message-accepted', turnId: 't1', messageId: 'm1', text: '政策' },
          { type: 'choices-offered', turnId: 't1', choices: ['退货', '配送'] },
          { type: 'turn-end', turnId: 't1', outcome: 'clarified', reason: 'several-policies-match' },
        ]),
      ),
    );
    expect(answerOf(state)).toMatchObject({ choices: ['退货', '配送'], outcome: 'clarified' });
  });
});

describe('a message of the customer’s', () => {
  const written = after(emptyConversation, { type: 'message-written', messageId: 'm1', text: '能退吗？' });

  it('is there at once, and once only when the server has taken it', () => {
    expect(isEmpty(written)).toBe(false);
    expect(written.outbox).toEqual([{ messageId: 'm1', text: '能退吗？', status: 'waiting' }]);

    const state = after(written, told(logOf(TURN.slice(0, 1))));
    expect(state.outbox).toEqual([]);
    expect(exchangesOf(state).map(({ messageId }) => messageId)).toEqual(['m1']);
  });

  it('is not shown twice when its acknowledgement comes after its event', () => {
    const state = after(written, told(logOf(TURN.slice(0, 1))), {
      type: 'message-moved',
      messageId: 'm1',
      status: 'sent',
    });
    expect(state.outbox).toEqual([]);
  });

  it('keeps its id and its place when it failed and is tried again', () => {
    const state = after(
      written,
      { type: 'message-written', messageId: 'm2', text: '运费呢？' },
      { type: 'message-moved', messageId: 'm1', status: 'failed', code: 'too-many-messages' },
    );
    expect(state.outbox[0]).toEqual({
      messageId: 'm1',
      text: '能退吗？',
      status: 'failed',
      code: 'too-many-messages',
    });
    const again = after(state, { type: 'message-moved', messageId: 'm1', status: 'waiting' });
    expect(again.outbox.map(({ messageId, code }) => [messageId, code])).toEqual([
      ['m1', undefined],
      ['m2', undefined],
    ]);
  });
});

describe('stopping, rating and handing over', () => {
  it('marks a running answer while it is being stopped, and no finished one', () => {
    const running = after(
      answered,
      told(logOf([{ type: 'message-accepted', turnId: 't2', messageId: 'm2', text: '?' }], 8)),
    );
    const stopping = after(running, { type: 'stop-asked', isStopping: true });
    expect(exchangesOf(stopping).map(({ answer }) => answer.isStopping)).toEqual([false, true]);

    const stopped = after(
      stopping,
      told(logOf([{ type: 'turn-end', turnId: 't2', outcome: 'handed-over', reason: 'interrupted' }], 9)),
    );
    expect(answerOf(stopped, 1)).toMatchObject({ isStopping: false, outcome: 'handed-over', reason: 'interrupted' });
    expect(runningAnswers(stopped)).toEqual([]);
  });

  it('takes back the mark when the server could not be asked to stop', () => {
    const running = after(emptyConversation, told(logOf(TURN.slice(0, 2))));
    const state = after(running, { type: 'stop-asked', isStopping: true }, { type: 'stop-asked', isStopping: false });
    expect(state).toEqual(running);
  });

  it('shows a rating at once and knows when it was noted', () => {
    const rated = after(answered, {
      type: 'rating-changed',
      turnId: 't1',
      rating: { value: 'down', state: 'sending' },
    });
    expect(answerOf(rated)?.rating).toEqual({ value: 'down', state: 'sending' });
    const noted = after(
      rated,
      told(logOf([{ type: 'answer-rated', turnId: 't1', rating: 'down', reason: 'outdated' }], 8)),
    );
    expect(answerOf(noted)?.rating).toEqual({ value: 'down', state: 'noted', reason: 'outdated' });
  });

  it('draws one line across the thread when a person was asked for, and does not ask again', () => {
    const state = after(
      answered,
      { type: 'person-changed', person: 'asking' },
      told(logOf([{ type: 'handover-requested', reason: 'customer-request' }], 8)),
      { type: 'person-changed', person: 'failed' },
    );
    expect(state.entries.map(({ kind }) => kind)).toEqual(['exchange', 'handover']);
    expect(state.person).toBe('asked');
  });
});

describe('reading and leaving', () => {
  it('counts finished answers and hand-over lines after what was seen', () => {
    const state = after(answered, told(logOf([{ type: 'handover-requested', reason: 'customer-request' }], 8)));
    expect(unreadAfter(state, 0)).toBe(2);
    expect(unreadAfter(state, 7)).toBe(1);
    expect(unreadAfter(state, 8)).toBe(0);
    expect(unreadAfter(after(emptyConversation, told(logOf(TURN.slice(0, 5)))), 0)).toBe(0);
  });

  it('takes unsent messages along when the server lost the conversation, and says so', () => {
    const state = after(
      answered,
      { type: 'connection-changed', connection: 'online' },
      { type: 'message-written', messageId: 'm9', text: '还在吗？' },
      { type: 'message-moved', messageId: 'm9', status: 'sent' },
      { type: 'conversation-left', keepsUnsent: true, wasLost: true },
    );
    expect(state).toEqual({
      ...emptyConversation,
      connection: 'online',
      outbox: [{ messageId: 'm9', text: '还在吗？', status: 'waiting' }],
      wasLost: true,
    });
  });

  it('leaves nothing behind when the customer begins anew', () => {
    const state = after(answered, { type: 'conversation-left', keepsUnsent: false, wasLost: false });
    expect(state).toEqual(emptyConversation);
  });

  it('resumes from nothing to the same view as one who was there all the time', () => {
    const resumed = after(emptyConversation, told(logOf(TURN)));
    const present = logOf(TURN).reduce((state, event) => reduceConversation(state, told([event])), emptyConversation);
    expect(resumed).toEqual(present);
  });
});
