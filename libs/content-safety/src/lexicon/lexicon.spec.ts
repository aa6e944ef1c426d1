import { describe, expect, it } from 'vitest';
import { FOLDS } from '../folding/fold.names.js';
import { Lexicon } from './lexicon.js';
import type { LexiconEntry } from './lexicon.entry.js';

const NOW = new Date('2026-06-01T00:00:00Z');
const entry = (word: string, more: Partial<LexiconEntry> = {}): LexiconEntry => ({
  ...{ word, category: 'drugs', severity: 'block', owner: 'shop' },
  ...more,
});
const WORDS = [
  '炸弹',
  '赌博',
  '一夜情',
  '毒品',
  '𠮷野',
  'fuck',
  'ass',
  'pussy',
  'kill',
  'cocaine',
  'shot',
  'fuck you',
  'k粉',
  '110报警',
];
const lexicon = Lexicon.of([...WORDS.map((word) => entry(word)), entry('微信', { byInitials: true })]);
const told = (text: string, from = lexicon) =>
  from
    .find(text, NOW)
    .map(({ entry: { word }, start, end, folds }) => `${word} in ${text.slice(start, end)}: ${folds.join(' ')}`);

describe('a lexicon', () => {
  it.each([
    ['他说fuck了', 'fuck in fuck: '],
    ['ＦＵＣＫ！', 'fuck in ＦＵＣＫ: width case'],
    ['𝐟𝐮𝐜𝐤 ⓕⓤⓒⓚ', 'fuck in 𝐟𝐮𝐜𝐤: width', 'fuck in ⓕⓤⓒⓚ: width'],
    ['🅵🆄🅲🅺', 'fuck in 🅵🆄🅲🅺: width case'],
    ['賭博', '赌博 in 賭博: traditional'],
    ['fuсk', 'fuck in fuсk: homoglyph'],
    ['fück', 'fuck in fück: homoglyph'],
    ['c0caine', 'cocaine in c0caine: leet'],
    ['a$$', 'ass in a$$: leet'],
    ['①夜情', '一夜情 in ①夜情: number'],
    ['壹壹零报警', '110报警 in 壹壹零报警: number'],
    ['赌*博', '赌博 in 赌*博: symbols'],
    ['f.u.c.k', 'fuck in f.u.c.k: symbols'],
    ['f@u@c@k', 'fuck in f@u@c@k: symbols'],
    ['fu*ck', 'fuck in fu*ck: symbols'],
    ['赌 博', '赌博 in 赌 博: spaces'],
    ['p u s s y', 'pussy in p u s s y: spaces'],
    ['赌\u200b博', '赌博 in 赌\u200b博: invisible'],
    ['赌👨‍👩‍👧博', '赌博 in 赌👨‍👩‍👧博: invisible emoji'],
    ['fuuuck', 'fuck in fuuuck: repeat'],
    ['pusssy', 'pussy in pusssy: repeat'],
    ['火乍弓单', '炸弹 in 火乍弓单: split'],
    ['du bo', '赌博 in du bo: spaces pinyin'],
    ['dǔbó', '赌博 in dǔbó: homoglyph pinyin'],
    ['赌bo吗', '赌博 in 赌bo: pinyin'],
    ['加wx', '微信 in wx: initials'],
    ['𠮷 野', '𠮷野 in 𠮷 野: spaces'],
    ['K粉', 'k粉 in K粉: case'],
    ['一一夜情', '一夜情 in 一夜情: '],
  ])('reads 「%s」', (text, ...expected) => {
    expect(told(text)).toEqual(expected);
  });

  it.each([
    'class',
    'Scunthorpe',
    'as s',
    'kick as silly',
    'A55',
    'kil',
    'kiil',
    'i夜情',
    'shoot',
    'wxy',
    'skill',
    'cocaines',
    '染毒，品尝',
    '买白/毒/品',
    'dub on',
    'bo du',
    '赌po',
    'bobo',
    'фuсk-фото',
    'ku博',
    '毒。品',
    't h i s s h o t s',
  ])('lets 「%s」 be what it is', (text) => {
    expect(told(text)).toEqual([]);
  });

  it('tells where a word is in the original, whatever stands before it', () => {
    const text = '🙂\u200bＡ Ｂ：火 乍弹！';
    const [hit] = lexicon.find(text, NOW);
    expect(text.slice(hit?.start, hit?.end)).toBe('火 乍弹');
  });

  it('reads a fold only where the entry has not switched it off', () => {
    const writings = {
      width: 'ｆuck',
      case: 'Fuck',
      homoglyph: 'fuсk',
      leet: 'k1ll',
      repeat: 'fuuuck',
      pinyin: 'dubo',
      traditional: '賭博',
      split: '火乍弹',
      number: '1夜情',
      spaces: '赌 博',
      symbols: '赌*博',
      invisible: '赌\u200b博',
      emoji: '赌🙂博',
    };
    for (const fold of FOLDS) {
      if (fold === 'initials') continue;
      const without = Lexicon.of(WORDS.map((word) => entry(word, { foldsOff: [fold] })));
      expect(told(writings[fold]), fold).toHaveLength(1);
      expect(told(writings[fold], without), fold).toEqual([]);
    }
  });

  it('takes back a hit that an allowed phrase covers, and no other', () => {
    const allowing = Lexicon.of([entry('办证'), entry('代办证件', { severity: 'allow' }), entry('fuck')]);
    expect(told('代办证件', allowing)).toEqual([]);
    expect(told('代 辦證件', allowing)).toEqual([]);
    expect(told('代办证件，办证，fuck', allowing)).toEqual(['办证 in 办证: ', 'fuck in fuck: ']);
  });

  it('forgets an entry on the day it expires', () => {
    const expiring = Lexicon.of([entry('赌博', { expiresAt: NOW })]);
    expect(expiring.find('赌博', new Date(NOW.getTime() - 1))).toHaveLength(1);
    expect(expiring.find('赌博', NOW)).toEqual([]);
  });

  it('finds the words of a list as a plain search does where nothing is hidden', () => {
    const text = WORDS.map((word) => `，${word}；`).join('');
    for (const word of WORDS) expect(told(text), word).toContain(`${word} in ${word}: `);
  });

  it('refuses an entry that nobody could write', () => {
    expect(() => Lexicon.of([entry('赌博'), entry('***')])).toThrow('entry 2, “***”, holds neither letter nor digit');
  });
});
