import { describe, expect, it } from 'vitest';
import type { Answered } from './chat.connection.js';
import { type ConversationAction, type ConversationState, emptyConversation } from './conversation.model.js';
import { reduceConversation } from './conversation.state.js';
import { MessageOutbox } from './message.outbox.js';

type Reply = Answered | { ok: false; code: string; message: string } | undefined;
const taken: Reply = { ok: true, turnId: 't' };
const refused = (code: string): Reply => ({ ok: false, code, message: '' });

/** A connection whose answers are written down beforehand; it may go away with one. */
function setUp(replies: Reply[], { isConnected = true } = {}) {
  const sent: string[] = [];
  const line = { isConnected };
  let state: ConversationState = emptyConversation;
  const dispatch = (action: ConversationAction) => {
    state = reduceConversation(state, action);
  };
  const outbox = new MessageOutbox({
    connection: {
      get isConnected() {
        return line.isConnected;
      },
      ensureOpen: () => Promise.resolve(line.isConnected),
      ask: (_event, input) => {
        sent.push((input as { messageId: string }).messageId);
        return Promise.resolve(replies.shift());
      },
    },
    next: () => state.outbox.find(({ status }) => status === 'waiting'),
    dispatch,
  });
  const write = (...ids: string[]) => {
    for (const messageId of ids) dispatch({ type: 'message-written', messageId, text: messageId });
  };
  return { outbox, write, sent, line, statuses: () => state.outbox.map(({ status, code }) => code ?? status) };
}

describe('the outbox', () => {
  it('sends in the order of writing', async () => {
    const { outbox, write, sent, statuses } = setUp([taken, taken, taken]);
    write('a', 'b', 'c');
    await Promise.all([outbox.flush(), outbox.flush()]);
    expect(sent).toEqual(['a', 'b', 'c']);
    expect(statuses()).toEqual(['sent', 'sent', 'sent']);
  });

  it('sends nothing without a connection, and everything when it is there', async () => {
    const { outbox, write, sent, line, statuses } = setUp([taken, taken], { isConnected: false });
    write('a', 'b');
    await outbox.flush();
    expect(sent).toEqual([]);
    expect(statuses()).toEqual(['waiting', 'waiting']);
    line.isConnected = true;
    await outbox.flush();
    expect(sent).toEqual(['a', 'b']);
  });

  it('sends the same message again when its acknowledgement was lost', async () => {
    const { outbox, write, sent, statuses } = setUp([undefined, taken]);
    write('a');
    await outbox.flush();
    expect(sent).toEqual(['a', 'a']);
    expect(statuses()).toEqual(['sent']);
  });

  it('lets its writer decide when the server stays silent', async () => {
    const { outbox, write, sent, statuses } = setUp([undefined, undefined, undefined, taken]);
    write('a', 'b');
    await outbox.flush();
    expect(sent).toEqual(['a', 'a', 'a', 'b']);
    expect(statuses()).toEqual(['no-answer', 'sent']);
  });

  it('keeps a message that was cut off to be sent when the connection is back', async () => {
    const { outbox, write, line, statuses } = setUp([undefined]);
    write('a', 'b');
    const flushing = outbox.flush();
    line.isConnected = false;
    await flushing;
    expect(statuses()).toEqual(['waiting', 'waiting']);
  });

  it('marks what the server refused and goes on with the next', async () => {
    const { outbox, write, statuses } = setUp([refused('too-many-messages'), taken]);
    write('a', 'b');
    await outbox.flush();
    expect(statuses()).toEqual(['too-many-messages', 'sent']);
  });

  it('opens the conversation again when the server has forgotten that it is open', async () => {
    const { outbox, write, sent, statuses } = setUp([refused('conversation-not-open'), taken]);
    write('a');
    await outbox.flush();
    expect(sent).toEqual(['a', 'a']);
    expect(statuses()).toEqual(['sent']);
  });
});
