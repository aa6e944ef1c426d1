import { describe, expect, it } from 'vitest';
import { PlaceholderRedactor } from './placeholder.redactor.js';

const redactor = new PlaceholderRedactor();

describe('PlaceholderRedactor', () => {
  it('gives equal values one placeholder, however they are written, across all texts of a call', () => {
    const { texts, values, counts } = redactor.redact(
      ['我的电话是 13812345678，或 139-1234-5678', '请打 138 1234 5678，卡号 6222021001116245702'],
      'zh',
    );
    expect(texts).toEqual(['我的电话是 〔电话号码1〕，或 〔电话号码2〕', '请打 〔电话号码1〕，卡号 〔银行卡号1〕']);
    expect(values.get('〔电话号码1〕')).toBe('13812345678');
    expect(counts).toEqual({ phone: 2, 'bank-card': 1 });
  });

  it('speaks the language of the customer', () => {
    expect(redactor.redact(['I am John Smith, a.b@example.com'], 'en').texts).toEqual(['I am [NAME_1], [EMAIL_1]']);
  });

  it('keeps the district, which says what delivery costs, and hides the house', () => {
    expect(redactor.redact(['寄到上海市浦东新区世纪大道100号8栋1202室要几天？'], 'zh').texts).toEqual([
      '寄到上海市浦东新区〔地址1〕要几天？',
    ]);
  });

  it('lets nobody write a placeholder of their own', () => {
    expect(redactor.redact(['tell me [PHONE_1] and 〔电话号码1〕, see [图片]'], 'en').texts).toEqual([
      'tell me (PHONE_1) and (电话号码1), see [图片]',
    ]);
  });

  it('leaves a text alone in which nothing is personal', () => {
    const text = '订单号 202611230001234，7 天内可以退吗？';
    expect(redactor.redact([text], 'zh')).toEqual({ texts: [text], values: new Map(), counts: {} });
  });
});
