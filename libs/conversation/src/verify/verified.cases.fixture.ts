import type { Locale } from '@zhike/contracts';

/** A clause of an invented shop, what may be said of it, and what may not. */
export interface VerifiedCase {
  readonly locale: Locale;
  readonly clause: string;
  readonly heading?: string;
  readonly honest: readonly string[];
  /** Each with the kind of alteration. */
  readonly lies: readonly (readonly [kind: string, text: string])[];
}

export const VERIFIED_CASES: readonly VerifiedCase[] = [
  {
    locale: 'zh',
    heading: '退货期限',
    clause: '自签收之日起三十天内，未拆封的商品可以退货，但定制商品除外。退款将在收到退货后 5 个工作日内原路退回。',
    honest: [
      '退款将在收到退货后 5 个工作日内原路退回。',
      '退款会在收到退货后五个工作日内原路退回。',
      '未拆封的商品自签收之日起 30 天内可以退货，定制商品除外。',
      '您好，签收之日起３０天内，未拆封的商品可以退货，但定制商品除外。',
      '除定制商品外，未拆封的商品在签收后 30 天内可以退货。',
      '收到退货后，退款 5 个工作日内原路退回。',
    ],
    lies: [
      ['number', '自签收之日起四十天内，未拆封的商品可以退货，但定制商品除外。'],
      ['number', '退款将在收到退货后 3 个工作日内原路退回。'],
      ['unit', '自签收之日起三十小时内，未拆封的商品可以退货，但定制商品除外。'],
      ['unit', '退款将在收到退货后 5 天内原路退回。'],
      ['negation dropped', '自签收之日起三十天内，已拆封的商品可以退货，但定制商品除外。'],
      ['negation dropped', '自签收之日起三十天内，拆封的商品可以退货，但定制商品除外。'],
      ['negation added', '自签收之日起三十天内，未拆封的商品不可以退货，但定制商品除外。'],
      ['condition dropped', '自签收之日起三十天内，未拆封的商品可以退货。'],
      ['condition dropped', '自签收之日起三十天内，商品可以退货，但定制商品除外。'],
      ['modality', '自签收之日起三十天内，未拆封的商品必须退货，但定制商品除外。'],
      ['name', '自签收之日起三十天内，未拆封的商品可以退货，但生鲜商品除外。'],
      ['bound', '签收三十天以上，未拆封的商品可以退货，但定制商品除外。'],
      ['mixed', '退款将在收到退货后三十天内原路退回。'],
      ['exception turned', '自签收之日起三十天内，未拆封的商品可以退货，包括定制商品。'],
    ],
  },
  {
    locale: 'zh',
    heading: '数码与服装',
    clause: '数码产品签收后 7 天内可以退货。服装签收后 15 天内可以退货。内衣不支持退货。',
    honest: [
      '数码产品签收后七天内可以退货。',
      '服装在签收后十五天内可以退货。',
      '内衣不能退货。',
      '数码产品 7 天内可以退货；服装 15 天内可以退货。',
    ],
    lies: [
      ['mixed', '数码产品签收后 15 天内可以退货。'],
      ['mixed', '服装签收后 7 天内可以退货，数码产品签收后 15 天内可以退货。'],
      ['mixed', '数码产品不支持退货。'],
      ['negation dropped', '内衣支持退货。'],
      ['negation dropped', '内衣可以退货。'],
      ['name', '手表签收后 7 天内可以退货。'],
      ['name', '内裤不支持退货。'],
    ],
  },
  {
    locale: 'zh',
    heading: '会员积分',
    clause:
      '金卡会员每消费 1 元累计 2 积分，积分自 2026 年 12 月 31 日起失效。订单满 199 元包邮，不满 199 元收取 10 元运费。',
    honest: [
      '金卡会员每消费一元累计两积分，积分自2026-12-31起失效。',
      '订单满 199 元包邮，不满 199 元收取十元运费。',
      '订单满一百九十九元包邮，不满一百九十九元收取 10 元运费。',
    ],
    lies: [
      ['name', '银卡会员每消费 1 元累计 2 积分，积分自 2026 年 12 月 31 日起失效。'],
      ['date', '金卡会员每消费 1 元累计 2 积分，积分自 2026 年 11 月 30 日起失效。'],
      ['date', '金卡会员每消费 1 元累计 2 积分，积分自 2027 年 12 月 31 日起失效。'],
      ['side of a date', '金卡会员每消费 1 元累计 2 积分，积分在 2026 年 12 月 31 日之前失效。'],
      ['number', '订单满 99 元包邮，不满 99 元收取 10 元运费。'],
      ['bound', '订单不满 199 元包邮，满 199 元收取 10 元运费。'],
      ['unit', '订单满 199 件包邮，不满 199 件收取 10 元运费。'],
    ],
  },
  {
    locale: 'zh',
    heading: '发票',
    clause:
      '企业客户申请专用发票必须提供营业执照。个人发票无需提供身份证。开票通常需要 3 个工作日，不得不延期时会短信通知。',
    honest: [
      '企业客户申请专用发票需要提供营业执照。',
      '个人发票不需要提供身份证。',
      '开票通常需要三个工作日，不得不延期时会短信通知。',
    ],
    lies: [
      ['modality', '企业客户申请专用发票可以提供营业执照。'],
      ['modality', '企业客户申请专用发票无需提供营业执照。'],
      ['modality', '个人发票必须提供身份证。'],
      ['modality', '开票需要 3 个工作日，不得不延期时会短信通知。'],
      ['name', '企业客户申请专用发票必须提供身份证。'],
      ['double negation', '开票通常需要 3 个工作日，不得延期时会短信通知。'],
    ],
  },
  {
    locale: 'zh',
    heading: '配送',
    clause:
      '《冷链配送须知》规定，生鲜由顺丰 SF Express 配送，每日 9:00 至 18:00 送达。签收前请当面验货，破损率超过 10% 的，可以拒收。',
    honest: [
      '生鲜由顺丰 SF Express 配送，每日 9:00 至 18:00 送达。',
      '签收前请当面验货，破损率超过百分之十的，可以拒收。',
      '签收前请当面验货，破损率超过１０％的，可以拒收。',
    ],
    lies: [
      ['name', '生鲜由顺丰 JD Express 配送，每日 9:00 至 18:00 送达。'],
      ['name', '《常温配送须知》规定，生鲜由顺丰 SF Express 配送，每日 9:00 至 18:00 送达。'],
      ['time', '生鲜由顺丰 SF Express 配送，每日 9:00 至 20:00 送达。'],
      ['unit', '签收前请当面验货，破损率超过 10 元的，可以拒收。'],
      ['bound', '签收前请当面验货，破损率不超过 10% 的，可以拒收。'],
      ['condition dropped', '签收前请当面验货，可以拒收。'],
    ],
  },
  {
    locale: 'en',
    heading: 'Returns',
    clause:
      'Unopened items may be returned within 30 days of delivery if you have the receipt. Sale items cannot be returned. Refunds are paid to the original card within 5 business days.',
    honest: [
      'Sale items cannot be returned.',
      'Sale items can not be returned.',
      'Unopened items may be returned within thirty days of delivery if you have the receipt.',
      'If you have the receipt, unopened items may be returned within 30 days of delivery.',
      'You can return unopened items within 30 days of delivery if you have the receipt.',
      'Refunds are paid within five business days to the original card.',
      'Sale items cannot be returned, and refunds are paid to the original card within 5 business days.',
      'Yes, unopened items may be returned within 30 days of delivery if you have the receipt.',
    ],
    lies: [
      ['number', 'Unopened items may be returned within 60 days of delivery if you have the receipt.'],
      ['unit', 'Unopened items may be returned within 30 hours of delivery if you have the receipt.'],
      ['unit', 'Refunds are paid to the original card within 5 days.'],
      ['negation dropped', 'Sale items can be returned.'],
      ['negation dropped', 'Opened items may be returned within 30 days of delivery if you have the receipt.'],
      ['negation added', 'Refunds are not paid to the original card within 5 business days.'],
      ['negation added', 'Unopened items may not be returned within 30 days of delivery if you have the receipt.'],
      ['modality', 'Unopened items must be returned within 30 days of delivery if you have the receipt.'],
      ['condition dropped', 'Unopened items may be returned within 30 days of delivery.'],
      ['condition dropped', 'Items may be returned within 30 days of delivery if you have the receipt.'],
      ['condition turned', 'Unopened items may be returned within 30 days of delivery if you do not have the receipt.'],
      ['bound', 'Unopened items may be returned after 30 days of delivery if you have the receipt.'],
      ['mixed', 'Sale items may be returned within 30 days of delivery if you have the receipt.'],
      ['mixed', 'Refunds are paid to the original card within 30 days.'],
    ],
  },
  {
    locale: 'en',
    heading: 'Warranty',
    clause:
      'The Aurora kettle has a warranty of two years from the date of purchase, except for damage caused by misuse. You must register at the Aurora Care page before 1 July 2026. Repairs usually take 10 to 14 days. Customers over 18 need not show an ID.',
    honest: [
      'The Aurora kettle has a warranty of 2 years from the date of purchase, except for damage caused by misuse.',
      'The Aurora kettle has a 24-month warranty from the date of purchase, except for damage caused by misuse.',
      'You have to register at the Aurora Care page before July 1, 2026.',
      'Repairs normally take 10 to 14 days.',
      'Customers over eighteen do not need to show an ID.',
    ],
    lies: [
      [
        'name',
        'The Borealis kettle has a warranty of two years from the date of purchase, except for damage caused by misuse.',
      ],
      [
        'number',
        'The Aurora kettle has a warranty of three years from the date of purchase, except for damage caused by misuse.',
      ],
      [
        'unit',
        'The Aurora kettle has a warranty of two months from the date of purchase, except for damage caused by misuse.',
      ],
      ['exception dropped', 'The Aurora kettle has a warranty of two years from the date of purchase.'],
      [
        'exception turned',
        'The Aurora kettle has a warranty of two years from the date of purchase, including damage caused by misuse.',
      ],
      ['date', 'You must register at the Aurora Care page before 1 August 2026.'],
      ['side of a date', 'You must register at the Aurora Care page after 1 July 2026.'],
      ['modality', 'You may register at the Aurora Care page before 1 July 2026.'],
      ['modality', 'You should register at the Aurora Care page before 1 July 2026.'],
      ['name', 'You must register at the Aurora Shop page before 1 July 2026.'],
      ['doubt lost', 'Repairs take 10 to 14 days.'],
      ['modality', 'Customers over 18 must show an ID.'],
      ['bound', 'Customers under 18 need not show an ID.'],
    ],
  },
  {
    locale: 'en',
    heading: 'Fees',
    clause:
      'Orders of at least $50 ship free; smaller orders cost 4.90 dollars. A restocking fee of 15% applies to furniture only. Gift cards are valid for up to 3 years and are not refundable.',
    honest: [
      'Orders of $50 or more ship free; smaller orders cost $4.90.',
      'A restocking fee of 15 percent applies to furniture only.',
      'Gift cards are not refundable and are valid for up to three years.',
      'Orders of at least 50 dollars ship free.',
    ],
    lies: [
      ['bound', 'Orders of at most $50 ship free; smaller orders cost 4.90 dollars.'],
      ['unit', 'A restocking fee of 15 dollars applies to furniture only.'],
      ['number', 'Orders of at least $50 ship free; smaller orders cost 9.40 dollars.'],
      ['name', 'A restocking fee of 15% applies to electronics only.'],
      ['negation dropped', 'Gift cards are valid for up to 3 years and are refundable.'],
      ['bound', 'Gift cards are valid for at least 3 years and are not refundable.'],
      ['mixed', 'A restocking fee of $50 applies to furniture only.'],
    ],
  },
  {
    locale: 'zh',
    heading: '无理由退货',
    clause: '自签收之日起 7 天内，商品保持完好可以申请无理由退货。金卡会员可以在 15 天内申请。',
    honest: ['自签收之日起 7 天内，商品保持完好的，可以申请无理由退货。', '金卡会员可以在十五天内申请。'],
    lies: [
      ['condition dropped', '自签收之日起 7 天内可以申请无理由退货。'],
      ['condition dropped', '商品保持完好可以申请无理由退货。'],
      ['condition dropped', '可以在 15 天内申请。'],
    ],
  },
];
