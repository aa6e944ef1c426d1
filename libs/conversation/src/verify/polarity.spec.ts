import { describe, expect, it } from 'vitest';
import { modesIn } from './modality.js';
import { polarityOf } from './polarity.js';

describe('polarityOf', () => {
  it.each([
    ['内衣不支持退货', '退货', true],
    ['未拆封的商品可以退货', '退货', false],
    ['未拆封的商品可以退货', '拆封', true],
    ['定制商品除外', '定制', true],
    ['收费不超过十元的订单', '订单', false],
    ['不得不延期', '延期', false],
    ['Sale items cannot be returned', 'return', true],
    ['Items that are not opened can be returned', 'return', false],
    ['Items that are not opened can be returned', 'open', true],
    ['Unopened boxes can be returned', 'open', true],
    ['Returns are free except for furniture', 'furnitur', true],
    ['It takes no more than two days to deliver', 'deliv', false],
  ])('in “%s” the word %s stands under a denial: %s', (text, word, isDenied) => {
    expect(polarityOf(text).denied.has(word)).toBe(isDenied);
  });
});

describe('modesIn', () => {
  it.each([
    ['可以退货', ['may']],
    ['不可以退货', ['forbidden']],
    ['必须登记', ['must']],
    ['无需登记', ['exempt']],
    ['不得不延期', ['must']],
    ['可能延期', ['might']],
    ['通常三天', ['usually']],
    ['You may not return it', ['forbidden']],
    ['You do not have to register', ['exempt']],
    ['You should register', ['should']],
    ['能否退货', []],
  ])('reads %s as %j', (text, modes) => {
    expect([...modesIn(text)]).toEqual(modes);
  });
});
