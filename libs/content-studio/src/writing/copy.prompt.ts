import type { CopyBrief, CopyChannel, CopyLength, Locale, StyleTag } from '@zhike/contracts';
import type { ChatMessage } from '@zhike/ports';
import type { CopyOrder } from './copy.writer.js';

type Words<Key extends string> = Readonly<Record<Locale, Readonly<Record<Key, string>>>>;

const STYLES: Words<StyleTag> = {
  zh: { formal: '正式、得体', lively: '活泼、轻快', professional: '专业、清楚', inspiring: '有启发、有画面' },
  en: { formal: 'formal', lively: 'lively', professional: 'professional and clear', inspiring: 'inspiring' },
};
const CHANNELS: Words<CopyChannel> = {
  zh: { 'product-page': '商品页', social: '社交媒体', message: '短信或推送', email: '邮件', poster: '海报' },
  en: {
    'product-page': 'a product page',
    social: 'social media',
    message: 'a text message or push notice',
    email: 'an e-mail',
    poster: 'a poster',
  },
};
const LENGTHS: Words<CopyLength> = {
  zh: { short: '两三句', medium: '四到六句', long: '八到十句' },
  en: { short: 'two or three sentences', medium: 'four to six sentences', long: 'eight to ten sentences' },
};
/** Drafts of one brief begin in different ways, so that also a model without seeds writes different ones. */
const BEGINNINGS: Readonly<Record<Locale, readonly string[]>> = {
  zh: ['一句邀请', '一个场景', '一个问题', '商品的名字', '一句短句'],
  en: ['an invitation', 'a scene', 'a question', 'the product’s name', 'a very short sentence'],
};

const RULES: Readonly<Record<Locale, string>> = {
  zh: [
    '您为一家店写营销文案，只用中文。',
    '关于商品，只能说下面列出的资料：数字、单位、名称照抄，一句话只说一项资料，并说出项目名。',
    '不要说资料以外的性能、价格、优惠、配送、评价、认证或比较。',
    '不要用“最”“第一”“唯一”“顶级”“极致”“100%”“永久”“保证”之类的绝对化用语。',
    '资料之外的句子只写气氛和邀请。只输出文案本身，不要标题、编号、引号或说明。',
  ].join('\n'),
  en: [
    'You write marketing copy for a shop, in English only.',
    'Of the product, say only what the data below says: copy numbers, units and names exactly, one item a sentence, and name the item.',
    'Say nothing of performance, price, offers, delivery, reviews, certificates or other products beyond the data.',
    'No superlatives or absolutes: no best, #1, only, perfect, guaranteed, risk-free, 100%.',
    'Other sentences carry mood and invitation only. Give the copy itself: no title, numbering, quotes or remarks.',
  ].join('\n'),
};

/** What the model is asked. What members wrote stands in the user's message: rules are ours alone. */
export function copyPrompt({ brief, facts, position }: CopyOrder): ChatMessage[] {
  const { locale } = brief;
  const data = facts.map(({ relation, value }) => `- ${relation}: ${value}`).join('\n');
  const beginning = BEGINNINGS[locale][position % BEGINNINGS[locale].length] ?? '';
  return [
    { role: 'system', content: RULES[locale] },
    { role: 'user', content: locale === 'zh' ? askZh(brief, data, beginning) : askEn(brief, data, beginning) },
  ];
}

function askZh(
  { purpose, channel, product, styles, length, points }: CopyBrief,
  data: string,
  beginning: string,
): string {
  return [
    `用途：${purpose}`,
    `渠道：${CHANNELS.zh[channel]}`,
    `风格：${styles.map((style) => STYLES.zh[style]).join('，')}`,
    `长度：${LENGTHS.zh[length]}`,
    ...(points.length ? [`要说到：${points.join('；')}`] : []),
    `商品：${product}`,
    `资料：\n${data}`,
    `以${beginning}开头，写文案：`,
  ].join('\n');
}

function askEn(
  { purpose, channel, product, styles, length, points }: CopyBrief,
  data: string,
  beginning: string,
): string {
  return [
    `Purpose: ${purpose}`,
    `Channel: ${CHANNELS.en[channel]}`,
    `Style: ${styles.map((style) => STYLES.en[style]).join(', ')}`,
    `Length: ${LENGTHS.en[length]}`,
    ...(points.length ? [`Make these points: ${points.join('; ')}`] : []),
    `Product: ${product}`,
    `Data:\n${data}`,
    `Begin with ${beginning}. Write the copy:`,
  ].join('\n');
}
