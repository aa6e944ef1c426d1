import { describe, expect, it } from 'vitest';
import { WidgetMemory } from './widget.memory.js';

function setUp() {
  const values = new Map<string, string>();
  const storage = {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
  return { values, storage, memory: new WidgetMemory('demo', storage, storage) };
}
const known = { conversationId: 'c1', token: 'secret', seen: 0 };

describe('the widget’s memory', () => {
  it('writes nothing by being read', () => {
    const { memory, values } = setUp();
    expect([memory.conversation(), memory.locale(), memory.page().isOpen]).toEqual([undefined, undefined, false]);
    memory.keepSeen('c1', 5);
    expect(values.size).toBe(0);
  });

  it('keeps one shop’s conversation apart from another’s', () => {
    const { memory, storage } = setUp();
    memory.keepConversation(known);
    expect(new WidgetMemory('demo', storage, storage).conversation()).toEqual(known);
    expect(new WidgetMemory('other', storage, storage).conversation()).toBeUndefined();
  });

  it('moves what was seen forward only, and only for the conversation that was read', () => {
    const { memory } = setUp();
    memory.keepConversation(known);
    memory.keepSeen('c1', 7);
    memory.keepSeen('c1', 3);
    memory.keepSeen('other', 9);
    expect(memory.conversation()?.seen).toBe(7);
  });

  it('does not forget a conversation that another tab has begun meanwhile', () => {
    const { memory } = setUp();
    memory.keepConversation({ ...known, conversationId: 'c2' });
    memory.forgetConversation('c1');
    expect(memory.conversation()?.conversationId).toBe('c2');
  });

  it('takes what something else has written for nothing', () => {
    const { memory, storage } = setUp();
    const broken = [
      'not json',
      '"text"',
      'null',
      '{"conversationId":5,"token":"t"}',
      '{"unsent":[{"text":1}],"isOpen":"yes"}',
    ];
    for (const text of broken) {
      storage.setItem(memory.key, text);
      expect(memory.conversation()).toBeUndefined();
      expect(memory.page()).toEqual({ isOpen: false, draft: '', unsent: [] });
    }
  });

  it('goes on when the browser refuses to store', () => {
    const full = {
      getItem: () => null,
      removeItem: () => undefined,
      setItem: () => {
        throw new Error('QuotaExceededError');
      },
    };
    const memory = new WidgetMemory('demo', full, full);
    memory.keepConversation(known);
    expect(memory.conversation()).toBeUndefined();
  });
});
