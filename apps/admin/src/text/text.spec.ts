import { expect, it } from 'vitest';
import { en } from './en.js';
import { zh } from './zh.js';

type Tree = { readonly [name: string]: Tree | string | ((...args: never[]) => string) };

function keysOf(tree: Tree, above = ''): string[] {
  return Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'object' ? keysOf(value, `${above}${name}.`) : [`${above}${name}`],
  );
}

function sentencesOf(tree: Tree): string[] {
  return Object.values(tree).flatMap((value) => {
    if (typeof value === 'object') return sentencesOf(value);
    return typeof value === 'string' ? [value] : [];
  });
}

it('says the same things in both languages, also where a list is open', () => {
  expect(keysOf(en).sort()).toEqual(keysOf(zh).sort());
});

it('leaves nothing unsaid', () => {
  expect([...sentencesOf(en), ...sentencesOf(zh)].filter((sentence) => !sentence.trim())).toEqual([]);
});

it('keeps Chinese out of the English console', () => {
  expect(sentencesOf(en).filter((sentence) => /\p{Script=Han}/u.test(sentence))).toEqual([]);
});

it('writes Chinese sentences with full-width punctuation', () => {
  expect(sentencesOf(zh).filter((sentence) => /\p{Script=Han}[,;:?!]/u.test(sentence))).toEqual([]);
});
