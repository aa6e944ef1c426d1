import { describe, expect, it } from 'vitest';
import { CATEGORIES } from '../lexicon/lexicon.entry.js';
import { defaultEntries, defaultLexicon } from './default.lexicon.js';

const NOW = new Date('2026-06-01T00:00:00Z');
const blocked = (text: string) =>
  defaultLexicon()
    .find(text, NOW)
    .filter(({ entry }) => entry.severity === 'block')
    .map(({ entry }) => entry.word);

describe('the default lexicon', () => {
  it('has a known category for every word, and every word once', () => {
    const entries = defaultEntries();
    expect(entries.length).toBeGreaterThan(500);
    for (const { word, category, severity } of entries)
      expect(severity === 'allow' ? ['allow'] : CATEGORIES, word).toContain(category);
    const words = entries.map(({ word }) => word);
    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
  });

  it('finds each of its words', () => {
    const lexicon = defaultLexicon();
    const missed = defaultEntries().filter(
      ({ word, severity }) =>
        severity !== 'allow' && !lexicon.find(`、${word}。`, NOW).some(({ entry }) => entry.word === word),
    );
    expect(missed.map(({ word }) => word)).toEqual([]);
  });

  it.each([
    '遇到大麻烦了，包裹丢了',
    '可以洗钱包吗',
    '沐浴炸弹什么时候有货',
    '我要买枪灰色的那款',
    '蛋黄片多少钱一袋',
    '进出口交易怎么开票',
    '能开办证明吗',
    '一次性交易可以用积分吗',
    '小老虎机器人坏了',
    '青春药妆有吗',
    '吸毒素面膜',
    '你们卖肾宝吗',
    '蟹肉棒怎么保存',
    '硝酸甘油片有货吗',
    '收到假币怎么办',
    '手机跑分平台是哪个',
    'Do you sell bath bombs?',
    'My bastard file is dull',
    'I bought a class pass',
    'The Baccarat Rouge is sold out',
    'shoot you an email later',
    'my card was stolen, there are stolen credit cards',
    'what the fuck is taking so long',
    'glue gun sticks',
    'heroine costume',
    'therapist chair',
    'I have 2 assets here',
  ])('lets the customer through who writes 「%s」', (text) => {
    expect(blocked(text)).toEqual([]);
  });

  it.each([
    ['哪里有卖冰*毒的', '冰毒'],
    ['约pao吗', '约炮'],
    ['加我聊 luo liao', '裸聊'],
    ['傻 逼 客服', '傻逼'],
    ['兼职刷單', '兼职刷单'],
    ['buy c.o.c.a.i.n.e', 'cocaine'],
    ['you are an a$$hole', 'asshole'],
    ['F U C K  Y O U', 'fuck you'],
  ])('blocks 「%s」', (text, word) => {
    expect(blocked(text)).toContain(word);
  });
});
