import type { Locale } from '@zhike/contracts';

/** What is no sentence at all. */
const SCRAPS = ['123456', 'SF1234567890123', '？', '……', 'hi', 'OK', '!!!', 'a', '😀👍', 'iPhone 15', '10:30–12:00'];

/**
 * Invented lines on which it is measured between what an encoder's states lie: short and long, with numbers, names and signs.
 * None of them is among those on which the result is compared.
 */
export const CALIBRATION_TEXTS: Readonly<Record<Locale, readonly string[]>> = {
  zh: [
    ...SCRAPS,
    ...['你好', '谢谢！', '在吗？？'],
    '为这个句子生成表示以用于检索相关文章：衣服洗过一次还能退吗？',
    '为这个句子生成表示以用于检索相关文章：保修期多长',
    '订单编号 20240611-7788，金额 1,299.00 元，于 6 月 11 日 14:30 付款，至今没有发货。',
    '大家电包含冰箱、洗衣机、空调、电视，送货上门并免费拆装旧机，高层无电梯的住户每层加收二十元搬运费。',
    '您的快递由于天气原因延误，预计明天下午送达，给您带来不便，敬请谅解。',
    '满 300 减 40，满 500 减 80，上不封顶；优惠不与员工价同享。',
    '根据《消费者权益保护法》第二十五条，经营者采用网络方式销售商品，消费者有权自收到商品之日起七日内退货，且无需说明理由，但法律另有规定的除外。',
    '手机型号：HUAWEI Mate 60 Pro，内存 12GB+512GB，颜色：雅川青；配件：充电器、数据线、保护壳。',
    '本店营业时间为每日上午九点至晚上十点，法定节假日照常营业。第一条 总则。第二条 适用范围。第三条 退换货流程：（一）提交申请；（二）等待审核；（三）寄回商品；（四）查收退款。',
    '北京市朝阳区建国路88号',
    '粉底液和口红的色号分别是多少',
    '猫粮开封后怎么保存',
    '这个贵吗',
    '他什么时候来',
    '退',
  ],
  en: [
    ...SCRAPS,
    ...['Hello', 'Thanks a lot!', 'anybody there??'],
    'Represent this sentence for searching relevant passages: does the jacket shrink when washed',
    'Represent this sentence for searching relevant passages: opening hours',
    'Order no. 20240611-7788 of $1,299.00 was paid on June 11 at 14:30 and has not been shipped.',
    'Large appliances are carried to the room of your choice; stairs without a lift cost five euros a floor.',
    'Due to the storm your parcel is late. We expect it tomorrow afternoon and are sorry for the trouble.',
    'Spend 300 and save 40; spend 500 and save 80. Not to be combined with staff prices.',
    'Under Regulation 29 of the Consumer Contracts Regulations 2013, the consumer may cancel a distance contract at any time in the cancellation period without giving any reason, and without incurring any liability except where regulations 34 and 35 apply.',
    'Model: ThinkPad X1 Carbon (Gen 11), 32GB RAM / 1TB SSD; accessories: charger, USB-C cable, sleeve.',
    'Section 1. Scope. Section 2. Definitions. Section 3. Returns: (a) file a request; (b) wait for approval; (c) send the goods; (d) receive the refund. Opening hours are nine to ten, seven days a week, public holidays included.',
    ...[
      '221B Baker Street, London',
      'whats the diff between the two',
      'cat food storage',
      'is it expensive?',
      'https://example.com/a?b=c',
    ],
    'I have asked three times already and nobody answers: where is my money, who is responsible, and when will it be paid back?',
  ],
};
