import { describe, expect, it } from 'vitest';
import { findPersonal } from './personal-data.finder.js';
import type { PersonalKind } from './personal-data.kinds.js';
import { maskPersonal, protectPersonal, restorePersonal, type TokenVault } from './personal-data.protection.js';

const told = (text: string, kinds?: readonly PersonalKind[]) =>
  findPersonal(text, kinds).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);

describe('personal data', () => {
  it.each([
    ['身份证11010519491231002X', 'identity-card: 11010519491231002X'],
    ['110105 19491231 002x', 'identity-card: 110105 19491231 002x'],
    ['护照号E12345678', 'passport: E12345678'],
    ['卡号6222021001116245702', 'bank-card: 6222021001116245702'],
    ['card 4111 1111 1111 1111', 'bank-card: 4111 1111 1111 1111'],
    ['打13812345678', 'phone: 13812345678'],
    ['+86 138-1234-5678', 'phone: +86 138-1234-5678'],
    ['座机010-62345678转801', 'phone: 010-62345678转801'],
    ['微信同号１３８１２３４５６７８', 'phone: １３８１２３４５６７８'],
    ['call me at 555 0199 12', 'phone: 555 0199 12'],
    ['+44 20 7946 0958', 'phone: +44 20 7946 0958'],
    ['(212) 555-0187 x12', 'phone: (212) 555-0187 x12'],
    ['a.b+c@mail.example.com。', 'email: a.b+c@mail.example.com'],
    ['车牌京A12345', 'licence-plate: 京A12345'],
    ['粤B·D12345', 'licence-plate: 粤B·D12345'],
    ['代码91110000600037341L', 'credit-code: 91110000600037341L'],
    ['IBAN gb82 west 1234 5698 7654 32 please', 'iban: gb82 west 1234 5698 7654 32'],
    ['from 192.168.1.20.', 'ip-address: 192.168.1.20'],
    ['from 2001:db8::1 now', 'ip-address: 2001:db8::1'],
    ['ssn 123-45-6789', 'us-ssn: 123-45-6789'],
    ['我住在上海市浦东新区世纪大道100号8栋1202室', 'address: 上海市浦东新区世纪大道100号8栋1202室'],
    ['地址：北京市朝阳区建国路88号SOHO现代城3号楼1202室', 'address: 北京市朝阳区建国路88号SOHO现代城3号楼1202室'],
    ['at 12 Baker Street, London', 'address: 12 Baker Street, London'],
    ['我叫李明想退货', 'name: 李明'],
    ['收件人：欧阳娜娜', 'name: 欧阳娜娜'],
    ['My name is John Smith and', 'name: John Smith'],
  ])('is found in 「%s」', (text, expected) => {
    expect(told(text)).toEqual([expected]);
  });

  it.each([
    '110105194912310021',
    '客服电话 400-820-8820',
    '订单号 202611230001234',
    '价格 268 元，共 3 件',
    '版本 1.2.3',
    '2026-11-23 到 2026-11-29',
    'at 12:30:45',
    'GB82 WEST 1234 5698 7654 33',
    '91110000600037341M',
    'I am happy',
    '我叫了外卖',
    '7 天内可以退',
    'std::vector',
    '京A1234',
  ])('is not in 「%s」', (text) => {
    expect(told(text)).toEqual([]);
  });

  it('is told once where several could be meant: the proved before the guessed, then the longer', () => {
    expect(told('身份证 11010519491231002X 电话 13812345678')).toEqual([
      'identity-card: 11010519491231002X',
      'phone: 13812345678',
    ]);
    expect(told('卡号 4111111111111111', ['phone', 'bank-card'])).toEqual(['bank-card: 4111111111111111']);
  });
});

describe('its protection', () => {
  const text = '电话13812345678，邮箱li.ming@example.com。';
  const spans = findPersonal(text);

  it('masks so that people know their own', async () => {
    const { text: masked, spans: placed } = await protectPersonal(text, spans, { as: 'mask' });
    expect(masked).toBe('电话138****5678，邮箱l***@example.com。');
    expect(placed.map(({ newStart, newEnd }) => masked.slice(newStart, newEnd))).toEqual([
      '138****5678',
      'l***@example.com',
    ]);
    expect(placed.map(({ start, end }) => text.slice(start, end))).toEqual(['13812345678', 'li.ming@example.com']);
  });

  it('masks at once what people read, all kinds or some', () => {
    expect(maskPersonal(text)).toBe('电话138****5678，邮箱l***@example.com。');
    expect(maskPersonal(text, ['bank-card', 'email'])).toBe('电话13812345678，邮箱l***@example.com。');
    expect(maskPersonal('7 天内可以退')).toBe('7 天内可以退');
  });

  it('hashes equal numbers alike under one key, and otherwise under another', async () => {
    const hashed = async (phone: string, key: string) =>
      (await protectPersonal(phone, findPersonal(phone), { as: 'hash', key })).text;
    expect(await hashed('13812345678', 'k')).toMatch(/^\[phone:[0-9a-f]{16}\]$/u);
    expect(await hashed('138 1234 5678', 'k')).toBe(await hashed('13812345678', 'k'));
    expect(await hashed('13812345678', 'other')).not.toBe(await hashed('13812345678', 'k'));
  });

  it('gives tokens that only the vault can undo', async () => {
    const values: string[] = [];
    const vault: TokenVault = {
      tokenOf: async (_kind, value) => `t${values.push(value) - 1}`,
      valueOf: async (token) => values[Number(token.slice(1))],
    };
    const { text: hidden } = await protectPersonal(text, spans, { as: 'token', vault });
    expect(hidden).toBe('电话[phone:t:t0]，邮箱[email:t:t1]。');
    expect(await restorePersonal(hidden, vault)).toBe(text);
    expect(await restorePersonal(hidden, { ...vault, valueOf: async () => undefined })).toBe(hidden);
  });
});
