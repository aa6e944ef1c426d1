import { describe, expect, it } from 'vitest';
import { type CommandQueue, commandFunction, type Commands, queuedCalls } from './command.queue.js';

function setUp() {
  const done: string[] = [];
  const warnings: string[] = [];
  const note = (name: string) => () => void done.push(name);
  const commands: Commands = {
    open: note('open'),
    close: note('close'),
    toggle: note('toggle'),
    show: note('show'),
    hide: note('hide'),
    ask: (text) => void done.push(`ask ${text}`),
    locale: (locale) => void done.push(`locale ${locale}`),
    ready: (callback) => callback(),
  };
  return { zhike: commandFunction(commands, (text) => warnings.push(text)), done, warnings };
}

describe('the global commands', () => {
  it('do what they name', () => {
    const { zhike, done, warnings } = setUp();
    for (const name of ['open', 'close', 'toggle', 'show', 'hide']) zhike(name);
    zhike('ask', '能退吗？');
    zhike('locale', 'en');
    zhike('ready', () => done.push('ready'));
    expect(done).toEqual(['open', 'close', 'toggle', 'show', 'hide', 'ask 能退吗？', 'locale en', 'ready']);
    expect(warnings).toEqual([]);
  });

  it('tell the developer what was wrong, and throw nothing into the shop’s page', () => {
    const { zhike, done, warnings } = setUp();
    zhike('fly');
    zhike('toString');
    zhike();
    zhike('ask', 42);
    zhike('ask', '  ');
    zhike('locale', 'fr');
    zhike('ready');
    expect(done).toEqual([]);
    expect(warnings).toHaveLength(7);
  });

  it('take over what was asked before the script had come, in order', () => {
    const stub: CommandQueue = () => undefined;
    function keep(..._call: unknown[]) {
      return arguments;
    }
    stub.q = [keep('open'), ['ask', 'one']];
    expect(queuedCalls(stub)).toEqual([['open'], ['ask', 'one']]);
    expect(queuedCalls(undefined)).toEqual([]);
  });
});
