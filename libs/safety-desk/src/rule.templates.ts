import type { SafetyTemplate } from '@zhike/contracts';

type Template = Omit<SafetyTemplate, 'takenOn'>;

/**
 * What a shop's answers had better not promise, as rules to take on. They begin in shadow: a shop whose policy does guarantee something
 * sees first what they would stop. Policies in force may say these things; then the rule is not for that shop.
 */
export const RULE_TEMPLATES: readonly Template[] = [
  template('guarantee', {
    name: { zh: '不打包票', en: 'No guarantees' },
    why: {
      zh: '「保证有效」「百分之百满意」这类话，做不到就成了纠纷。',
      en: 'What is guaranteed and does not come true becomes a dispute.',
    },
    words: [
      ...[
        '保证…有效',
        '保证…成功',
        '保证…通过',
        '包您满意',
        '包你满意',
        '百分之百满意',
        '绝对不会…问题',
        '绝无任何风险',
      ],
      ...['零风险', '稳赚不赔', '保证……盈利', '保证……收益', '永久有效', '绝不会坏', '一定不会坏'],
      ...['100% guaranteed', 'guaranteed to work', 'guaranteed results', 'we guarantee…will', 'we guarantee that'],
      ...[
        'absolutely no risk',
        'risk free',
        'never fails',
        'cannot go wrong',
        'guaranteed profit',
        'you will never have',
      ],
    ],
  }),
  template('price-promise', {
    name: { zh: '不许价格', en: 'No promises of price' },
    why: {
      zh: '最低价、保价、差价补偿，只有促销政策说了才算数。',
      en: 'Lowest prices and price matches are for the policy to state, not for an answer.',
    },
    words: [
      ...[
        '全网最低价',
        '全国最低价',
        '史上最低价',
        '保证…最低价',
        '价格绝对最低',
        '不会再降价',
        '以后不会涨价',
        '永不涨价',
        '一定会降价',
      ],
      ...['买贵…退差价', '买贵…双倍', '差价双倍', '给您…打折', '可以给您便宜', '私下…优惠', '我帮您申请…折扣'],
      ...[
        'lowest price guaranteed',
        'guaranteed lowest price',
        'best price guaranteed',
        'price will never',
        'price will not go up',
      ],
      ...[
        'we will match any price',
        'we will beat any price',
        'I can give you a discount',
        'special price just for you',
      ],
    ],
  }),
  template('legal-advice', {
    name: { zh: '不给法律意见', en: 'No legal advice' },
    why: {
      zh: '胜诉与否、要不要起诉，不是客服能答的；请转给专业人士。',
      en: 'Whether to sue, and who would win, is not for customer service to say.',
    },
    words: [
      ...[
        '您可以起诉',
        '你可以起诉',
        '建议您起诉',
        '建议…打官司',
        '官司…能赢',
        '一定能胜诉',
        '法院会判',
        '法院一定…支持',
      ],
      ...[
        '构成…违法',
        '构成…犯罪',
        '不构成侵权',
        '在法律上…有效',
        '法律上您…有权',
        '不需要承担法律责任',
        '不用承担法律责任',
        '我们的法律意见',
      ],
      ...[
        'you should sue',
        'you can sue',
        'take them to court',
        'you would win in court',
        'the court will',
        'legally binding on',
      ],
      ...[
        'you have a legal claim',
        'as your lawyer',
        'our legal advice',
        'my legal advice',
        'you are not liable',
        'you are legally entitled',
      ],
    ],
  }),
  template('medical-advice', {
    name: { zh: '不给医疗建议', en: 'No medical advice' },
    why: {
      zh: '疗效、剂量、停药与诊断，只有医生能说；商品也不得宣称治病。',
      en: 'Cures, doses and diagnoses are a physician’s to speak of, and no product may claim to heal.',
    },
    words: [
      ...[
        '可以治疗',
        '能够治疗',
        '能治好',
        '可以治愈',
        '能够治愈',
        '根治',
        '药到病除',
        '疗程…见效',
        '替代药物',
        '代替…药物',
      ],
      ...[
        '建议您服用',
        '建议…停药',
        '可以停药',
        '每天…服用',
        '剂量…加倍',
        '您得的是',
        '诊断为',
        '没有任何副作用',
        '无副作用',
        '不用看医生',
        '不必就医',
      ],
      ...[
        'cures your',
        'will cure',
        'can cure',
        'heals your',
        'treats your…condition',
        'no side effects',
        'stop taking your',
      ],
      ...[
        'you should take…mg',
        'increase your dose',
        'double the dose',
        'instead of your medication',
        'you have been diagnosed',
        'no need to see a doctor',
      ],
    ],
  }),
];

function template(
  key: string,
  { name, why, words }: Pick<Template, 'name' | 'why'> & { readonly words: string[] },
): Template {
  return {
    ...{ key, name, why },
    rule: {
      ...{ kind: 'phrases', words, direction: 'output', category: key, severity: 'block', mode: 'shadow' },
      ...{ expiresAt: null, note: '', template: key },
    },
  };
}
