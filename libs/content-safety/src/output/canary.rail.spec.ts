import { describe, expect, it } from 'vitest';
import { CanaryRail } from './canary.rail.js';

const CANARY = 'c4d1e9f08b7a6532dd10ee47';
const clean = { isBlocked: false, reason: 'clean', matches: [] };
const rail = new CanaryRail({ screenInput: async () => clean, screenOutput: async () => clean }, CANARY);
const reasonOf = async (text: string, before = '') => (await rail.screenOutput(text, { locale: 'en', before })).reason;

describe('CanaryRail', () => {
  it.each([
    `My rules say ${CANARY}.`,
    CANARY.toUpperCase(),
    [...CANARY].join(' '),
    [...CANARY].join('\u200B-'),
    `It begins with ${CANARY.slice(0, 12)}`,
    `It ends in ${CANARY.slice(-11)}`,
    'ｃ４ｄ１ｅ９ｆ０８ｂ７ａ６５',
  ])('stops an answer that tells the rules: 「%s」', async (text) => {
    expect(await reasonOf(text)).toBe('canary');
  });

  it('stops the second of two sentences that share it, and lets out what follows without it', async () => {
    const [first, second] = [`Half of it is ${CANARY.slice(0, 8)}.`, `${CANARY.slice(8, 12)} is the rest.`];
    expect(await reasonOf(first)).toBe('clean');
    expect(await reasonOf(second, first)).toBe('canary');
    expect(await reasonOf('You have 30 days.', `${CANARY}`)).toBe('clean');
  });

  it('asks the rail behind it about everything else, and about questions', async () => {
    const strict = { ...clean, isBlocked: true, reason: 'personal-data' };
    const behind = new CanaryRail({ screenInput: async () => strict, screenOutput: async () => strict }, CANARY);
    expect(await behind.screenInput(CANARY, { locale: 'en' })).toBe(strict);
    expect(await behind.screenOutput('13812345678', { locale: 'en' })).toBe(strict);
  });
});
