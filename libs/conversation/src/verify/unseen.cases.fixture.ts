import type { VerifiedCase } from './verified.cases.fixture.js';

/** Written after the verifier's rules and thresholds, to see how they hold on what they were not made from. */
export const UNSEEN_CASES: readonly VerifiedCase[] = [
  {
    locale: 'zh',
    heading: '保修范围',
    clause: '整机保修两年，电池保修六个月。人为损坏不在保修范围内。保修期内维修免收人工费，但配件费用由顾客承担。',
    honest: [
      '整机保修 2 年，电池保修 6 个月。',
      '电池保修六个月，整机保修两年。',
      '人为损坏不在保修范围内。',
      '保修期内维修免收人工费，但配件费用由您承担。',
    ],
    lies: [
      ['number', '整机保修三年，电池保修六个月。'],
      ['mixed', '整机保修六个月，电池保修两年。'],
      ['unit', '整机保修两个月，电池保修六个月。'],
      ['negation dropped', '人为损坏在保修范围内。'],
      ['name', '进水损坏不在保修范围内。'],
      ['negation dropped', '保修期内维修收取人工费，但配件费用由顾客承担。'],
      ['name', '保修期内维修免收人工费，但配件费用由店铺承担。'],
      ['added', '整机保修两年，电池保修六个月，屏幕终身保修。'],
    ],
  },
  {
    locale: 'zh',
    heading: '预约安装',
    clause:
      '安装服务须提前 48 小时预约，每次收费 80 元。如遇节假日，上门时间可能顺延。2026年3月1日以前下单的订单，仍可免费安装一次。',
    honest: [
      '安装服务需要提前 48 小时预约，每次收费 80 元。',
      '安装服务必须提前四十八小时预约，每次收费八十元。',
      '如遇节假日，上门时间可能会顺延。',
      '2026-03-01 以前下单的订单，仍可以免费安装一次。',
    ],
    lies: [
      ['unit', '安装服务须提前 48 天预约，每次收费 80 元。'],
      ['number', '安装服务须提前 24 小时预约，每次收费 80 元。'],
      ['modality', '安装服务可提前 48 小时预约，每次收费 80 元。'],
      ['negation added', '安装服务无须提前 48 小时预约，每次收费 80 元。'],
      ['doubt lost', '如遇节假日，上门时间顺延。'],
      ['condition dropped', '上门时间可能顺延。'],
      ['side of a date', '2026年3月1日以后下单的订单，仍可免费安装一次。'],
      ['date', '2026年5月1日以前下单的订单，仍可免费安装一次。'],
      ['number', '2026年3月1日以前下单的订单，仍可免费安装三次。'],
    ],
  },
  {
    locale: 'zh',
    heading: '优惠券',
    clause:
      '新人券满 300 减 50，有效期 30 天，不可与其他优惠叠加。除图书外，全场通用。积分不少于 500 分的会员，方可兑换生日礼。',
    honest: [
      '新人券有效期为 30 天，不可与其他优惠叠加。',
      '新人券不能与其他优惠叠加。',
      '除图书外，全场通用。',
      '积分至少 500 分的会员，可以兑换生日礼。',
    ],
    lies: [
      ['negation dropped', '新人券有效期为 30 天，可与其他优惠叠加。'],
      ['exception dropped', '全场通用。'],
      ['exception turned', '图书全场通用。'],
      ['bound', '积分不超过 500 分的会员，方可兑换生日礼。'],
      ['condition dropped', '会员可以兑换生日礼。'],
      ['name', '新人券有效期 30 天，不可与会员折扣叠加。'],
      ['number', '新人券满 300 减 80，有效期 30 天。'],
    ],
  },
  {
    locale: 'en',
    heading: 'Cancellation',
    clause:
      'You may cancel an order free of charge within 24 hours. After that, a fee of 10% applies unless the order is late. We will not ship an order that has not been paid.',
    honest: [
      'You can cancel an order free of charge within 24 hours.',
      'Within 24 hours, you may cancel an order free of charge.',
      'After that, a fee of 10 percent applies unless the order is late.',
      'We will not ship an order that has not been paid.',
    ],
    lies: [
      ['number', 'You may cancel an order free of charge within 48 hours.'],
      ['unit', 'You may cancel an order free of charge within 24 days.'],
      ['modality', 'You must cancel an order free of charge within 24 hours.'],
      ['negation added', 'You may not cancel an order free of charge within 24 hours.'],
      ['condition dropped', 'After that, a fee of 10% applies.'],
      ['condition turned', 'After that, a fee of 10% applies if the order is late.'],
      ['negation dropped', 'We will ship an order that has not been paid.'],
      ['negation dropped', 'We will not ship an order that has been paid.'],
      ['mixed', 'You may cancel an order within 24 hours for a fee of 10%.'],
      ['bound', 'You may cancel an order free of charge after 24 hours.'],
    ],
  },
  {
    locale: 'en',
    heading: 'Membership',
    clause:
      'Gold members get free delivery on every order; Silver members pay $3. Points expire 12 months after the last purchase. To join, customers must be at least 16 and live in Northland. Questions go to Mira Chen at 9:30 on Mondays.',
    honest: [
      'Gold members get free delivery on every order; Silver members pay 3 dollars.',
      'Silver members pay $3.',
      'Points expire twelve months after the last purchase.',
      'Customers must be 16 or older and live in Northland to join.',
      'Questions go to Mira Chen at 9:30 on Mondays.',
    ],
    lies: [
      ['mixed', 'Silver members get free delivery on every order.'],
      ['mixed', 'Gold members pay $3.'],
      ['unit', 'Points expire 12 days after the last purchase.'],
      ['bound', 'To join, customers must be under 16 and live in Northland.'],
      ['number', 'To join, customers must be at least 18 and live in Northland.'],
      ['modality', 'To join, customers may be at least 16 and live in Northland.'],
      ['name', 'To join, customers must be at least 16 and live in Southland.'],
      ['name', 'Questions go to Mira Wong at 9:30 on Mondays.'],
      ['time', 'Questions go to Mira Chen at 10:30 on Mondays.'],
      ['weekday', 'Questions go to Mira Chen at 9:30 on Fridays.'],
      ['negation added', 'Points do not expire 12 months after the last purchase.'],
    ],
  },
  {
    locale: 'en',
    heading: 'Delivery',
    clause:
      'Standard delivery typically takes three to five working days. Parcels over 20 kg are sent by freight. Someone must sign for the parcel; we never leave it outside. Perishable goods are excluded from international delivery.',
    honest: [
      'Standard delivery usually takes 3 to 5 working days.',
      'Parcels over 20 kilograms are sent by freight.',
      'Someone has to sign for the parcel; we never leave it outside.',
      'Perishable goods are excluded from international delivery.',
    ],
    lies: [
      ['doubt lost', 'Standard delivery takes three to five working days.'],
      ['unit', 'Standard delivery typically takes three to five weeks.'],
      ['bound', 'Parcels under 20 kg are sent by freight.'],
      ['unit', 'Parcels over 20 g are sent by freight.'],
      ['modality', 'Someone may sign for the parcel; we never leave it outside.'],
      ['negation dropped', 'Someone must sign for the parcel; we leave it outside.'],
      ['exception turned', 'Perishable goods are included in international delivery.'],
      ['name', 'Fragile goods are excluded from international delivery.'],
    ],
  },
];
