import type { OwnModel } from '@zhike/contracts';
import { describe, expect, it } from 'vitest';
import { draftOf, isElsewhere, isPriceHalf, toAdd, toChange } from './model.draft.js';

const stored: OwnModel = {
  ...{ id: 'm', name: 'Qwen', size: 'hard', url: 'https://models.example/v1', model: 'qwen-plus' },
  ...{ timeoutsMs: { connect: 900 }, price: { input: 0.8, output: 2 }, state: 'ready' },
  key: { lastFour: '1234', setAt: '2026-11-29T00:00:00Z', isReadable: true },
  ...{ updatedBy: 'Ana', updatedAt: '2026-11-29T00:00:00Z' },
};

describe('the form of a model', () => {
  it('keeps the stored key unless another is entered or it is removed', () => {
    const draft = draftOf(stored, 'simple');
    expect(draft).toMatchObject({ keyChoice: 'keep', key: '', size: 'hard' });
    expect(toChange(draft)).not.toHaveProperty('key');
    expect(toChange({ ...draft, keyChoice: 'replace', key: 'sk-new' })).toHaveProperty('key', 'sk-new');
    expect(toChange({ ...draft, keyChoice: 'replace' })).not.toHaveProperty('key');
    expect(toChange({ ...draft, keyChoice: 'remove', key: 'typed before' })).toHaveProperty('key', null);
  });

  it('takes what is emptied away, and sends no field that was left empty', () => {
    const emptied = { ...draftOf(stored, 'hard'), priceInput: null, priceOutput: null, connect: null };
    expect(toChange(emptied)).toMatchObject({ price: null, timeoutsMs: {} });
    const fresh = { ...draftOf(undefined, 'simple'), url: stored.url, model: 'qwen' };
    expect(toAdd(fresh)).toEqual({ url: stored.url, model: 'qwen', name: 'qwen', size: 'simple', timeoutsMs: {} });
  });

  it('wants both prices or none', () => {
    expect(isPriceHalf(draftOf(stored, 'hard'))).toBe(false);
    expect(isPriceHalf({ ...draftOf(stored, 'hard'), priceOutput: null })).toBe(true);
    expect(isPriceHalf({ ...draftOf(undefined, 'hard'), priceInput: 0 })).toBe(true);
  });

  it('knows when a stored key would go to another host', () => {
    expect(isElsewhere('https://models.example/other', stored)).toBe(false);
    expect(isElsewhere('https://thief.example/v1', stored)).toBe(true);
    expect(isElsewhere('https://models.example:8443/v1', stored)).toBe(true);
    expect(isElsewhere('not yet', stored)).toBe(false);
    expect(isElsewhere('https://thief.example/v1', undefined)).toBe(false);
  });
});
