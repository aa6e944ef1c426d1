import { describe, expect, it } from 'vitest';
import { findLeaks } from './personal.leaks.js';

const SHOP = [
  '门店信息\n客服电话 010-62345678，售后邮箱 help@shop.example，对公账户 GB82 WEST 1234 5698 7654 32。',
  '门店信息\n门店地址：上海市浦东新区世纪大道100号。',
  '春晓店\n地址\n杭州市西湖区文三路 90 号 3 层',
  '商品目录\n保温壶\n条形码\n4901234567894',
];
const leaks = (text: string, evidence: readonly string[] | undefined = SHOP, before = '') =>
  findLeaks(text, { before, ...(evidence ? { evidence } : {}) }).map(
    ({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`,
  );

describe('personal data in an answer', () => {
  it.each([
    '客服电话是 010-62345678。',
    '请致电 +86 010 62345678，或写信到 HELP@shop.example。',
    '门店地址：上海市浦东新区世纪大道100号。',
    '春晓店的地址是杭州市西湖区文三路90号3层。',
    '汇款至 GB82WEST12345698765432。',
    '条形码 4901234567894。',
    '全国热线 400-820-8820，7 天内可退，订单号 202611230001234。',
  ])('that the shop published leaves: 「%s」', (text) => {
    expect(leaks(text)).toEqual([]);
  });

  it.each([
    ['我们会打 13812345678 联系您。', 'phone: 13812345678'],
    ['客服电话是 010-62345679。', 'phone: 010-62345679'],
    ['请写信到 help@shop.example.org。', 'email: help@shop.example.org'],
    ['已寄到上海市浦东新区世纪大道101号。', 'address: 上海市浦东新区世纪大道101号'],
    ['收件人：欧阳娜娜。', 'name: 欧阳娜娜'],
    ['车牌京A12345 可以入场。', 'licence-plate: 京A12345'],
  ])('that stands in no evidence never leaves: 「%s」', (text, leak) => {
    expect(leaks(text)).toEqual([leak]);
    // Where nothing is known of the evidence, only what no shop may tell is looked for.
    expect(findLeaks(text, {})).toEqual([]);
  });

  it.each([
    ['证件号 11010519491231002X。', 'identity-card: 11010519491231002X'],
    ['card 4111 1111 1111 1111', 'bank-card: 4111 1111 1111 1111'],
    ['护照号 E12345678。', 'passport: E12345678'],
  ])('that no shop may tell stays even where it was published: 「%s」', (text, leak) => {
    expect(leaks(text, [text])).toEqual([leak]);
    expect(findLeaks(text, {}).map(({ kind }) => kind)).toEqual([leak.split(':')[0]]);
  });
});

describe('a number that begins in one sentence and ends in the next', () => {
  it.each([
    ['您的卡号是 4111 1111。', '1111 1111，请核对。', 'bank-card: 1111 1111'],
    ['卡号前八位是 41111111。', '后八位是 11111111。', 'bank-card: 后八位是 11111111'],
    ['证件号 110105。\n19491231', '002X 是您登记的号码。', 'identity-card: 002X'],
    ['前七位 1381234。', '5678 就是您的手机。', 'phone: 5678'],
    ['card number 4111-1111', '1111-1111.', 'bank-card: 1111-1111'],
  ])('is stopped at the second: 「%s」「%s」', (before, text, leak) => {
    expect(leaks(before)).toEqual([]);
    expect(leaks(text)).toEqual([]);
    expect(leaks(text, SHOP, before)).toEqual([leak]);
  });

  it('is stopped across the border also where no evidence is known', () => {
    expect(leaks('1111 1111。', undefined, '卡号 4111 1111。')).toEqual(['bank-card: 1111 1111']);
  });

  it.each([
    ['价格 4111 元。', '1111 件以上 1111 元，满 1111 减 5。'],
    ['有 4111 和 1111 两种型号。', '另有 1111、1111 两种。'],
    ['自 2026 年起 7 天内可退。', '2027 年起 30 天内可退，运费 12 元。'],
    ['尺码有 62、64、66、68。', '65、70、75、80 为大码。'],
  ])('is none where the numbers are the shop’s own: 「%s」「%s」', (before, text) => {
    expect(leaks(text, [`${before}${text}`], before)).toEqual([]);
  });
});
