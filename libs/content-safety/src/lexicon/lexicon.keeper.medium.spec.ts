import { EventEmitter } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { buildLexicon } from './lexicon.builder.js';
import { Lexicon } from './lexicon.js';
import type { LexiconEntry } from './lexicon.entry.js';
import { LexiconBuildError } from './lexicon.errors.js';
import { LexiconKeeper } from './lexicon.keeper.js';

const NOW = new Date('2026-06-01T00:00:00Z');
const entry = (word: string): LexiconEntry => ({ word, category: 'x', severity: 'block', owner: 'shop' });
const countIn = (lexicon: Lexicon, text: string) => lexicon.find(text, NOW).length;

describe('LexiconKeeper', () => {
  it('puts another lexicon in use, built in a thread of its own, while the one before goes on answering', async () => {
    const keeper = new LexiconKeeper(() => Lexicon.of([entry('赌博')]));
    const before = keeper.current;
    const replacing = keeper.replace([entry('毒品')]);
    expect(countIn(keeper.current, '赌博')).toBe(1);
    await replacing;
    expect([countIn(keeper.current, '赌博'), countIn(keeper.current, 'd毒*品')]).toEqual([0, 1]);
    expect(countIn(before, '赌博')).toBe(1);
  }, 60_000);

  it('keeps the one before and says why when entries cannot be built', async () => {
    const keeper = new LexiconKeeper(() => Lexicon.of([entry('赌博')]));
    const refusal = await keeper.replace([entry('***')]).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(LexiconBuildError);
    expect(refusal).toMatchObject({ code: 'lexicon-not-built', message: /entry 1, “\*\*\*”.*stays in use/ });
    expect(countIn(keeper.current, '赌博')).toBe(1);
  }, 60_000);

  it('says so when the thread dies', async () => {
    const dying = new EventEmitter();
    setImmediate(() => dying.emit('exit', 137));
    await expect(buildLexicon([entry('赌博')], () => dying as Worker)).rejects.toThrow(/exit code 137/);
  });

  it('does not let a slow build undo a later one', async () => {
    const finish: (() => void)[] = [];
    const build = (entries: readonly LexiconEntry[]) =>
      new Promise<Lexicon>((resolve) => finish.push(() => resolve(Lexicon.of(entries))));
    const keeper = new LexiconKeeper(() => Lexicon.of([]), build);
    const both = [keeper.replace([entry('赌博')]), keeper.replace([entry('毒品')])];
    for (const end of finish.toReversed()) end();
    await Promise.all(both);
    expect([countIn(keeper.current, '赌博'), countIn(keeper.current, '毒品')]).toEqual([0, 1]);
  });
});
