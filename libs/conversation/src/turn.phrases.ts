import type { Locale } from '@zhike/contracts';

/** What the house says of itself. Nothing here states a fact about the shop. */
const PHRASES = {
  refused: {
    zh: '在已发布的政策里没有找到能证明的答案，所以我不作回答。您可以换个说法再问，或者转给人工客服。',
    en: 'I found nothing in the published policies that proves an answer, so I will not guess. You can ask in other words, or talk to a person.',
  },
  'off-topic': {
    zh: '这个问题和店铺无关，我帮不上忙。我可以依据店铺已发布的政策和商品资料，回答订单、配送、退换货、商品等问题；也可以为您转接人工客服。',
    en: 'That is not what I am here for. I can answer questions about this shop, its products, orders, delivery and returns, from what it has published; you can also talk to a person.',
  },
  blocked: {
    zh: '这个问题我不能协助。如果是关于订单、商品或政策的问题，请换个说法；也可以转给人工客服。',
    en: 'I cannot help with that. If it is about an order, a product or a policy, please put it another way; you can also talk to a person.',
  },
  'refused-with-care': {
    zh: '这件事很重要，但店铺的政策里没有可以作答的内容，我不想随便给您建议。涉及健康、法律或人身安全，请咨询专业人士；需要的话，我可以为您转接人工客服。',
    en: 'This matters, and the shop’s policies say nothing I could answer with, so I will not guess. For health, legal or safety questions please ask a professional; I can also pass you to a person.',
  },
  'self-harm': {
    zh: '听到您这样说，我很担心您。我是智能客服，帮不上您该得到的帮助：如果您现在有危险，请马上拨打 110 或 120；也可以拨打全国统一心理援助热线 12356，或者告诉身边您信任的人。',
    en: 'I am worried to hear this. I am a shop’s assistant and cannot give you the help you deserve: if you are in danger now, call your local emergency number; please also talk to a crisis line or to somebody you trust.',
  },
  'knowledge-away': {
    zh: '政策库暂时无法查询，您的消息已经保存。请稍后再问，或者转给人工客服。',
    en: 'The policy library cannot be reached just now; your message is kept. Please ask again shortly, or talk to a person.',
  },
  clarify: { zh: '您想了解哪一方面？', en: 'Which of these do you mean?' },
  'say-more': {
    zh: '请再说具体一点：是哪件商品，想了解哪一方面？',
    en: 'Please tell me a little more: which item is it, and what would you like to know?',
  },
  'which-case': { zh: '请问您属于哪一种情况？', en: 'Which of these is your case?' },
  'decided-yes': { zh: '按下面的条款，答案为：是。', en: 'Yes, by the following rule.' },
  'decided-no': { zh: '按下面的条款，答案为：否。', en: 'No, by the following rule.' },
  'leaning-yes': {
    zh: '就您目前所说的情况看，答案为：是。还需确认一点：',
    en: 'From what you have told me so far: yes. One thing to be sure:',
  },
  'leaning-no': {
    zh: '就您目前所说的情况看，答案为：否。还需确认一点：',
    en: 'From what you have told me so far: no. One thing to be sure:',
  },
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '不是', en: 'No' },
  met: { zh: '符合：', en: 'Met: ' },
  'not-met': { zh: '不符合：', en: 'Not met: ' },
  greeting: {
    zh: '您好！我是智能客服，可以根据店铺已发布的政策和商品资料回答问题，并注明出处。请问您想了解什么？',
    en: 'Hello! I am the shop’s AI assistant. I answer from its published policies and product facts, and show where each answer comes from. What would you like to know?',
  },
  thanks: { zh: '不客气，还有问题随时问我。', en: 'You are welcome. Ask me any time.' },
  goodbye: { zh: '再见，祝您一切顺利。', en: 'Goodbye, and all the best.' },
  robot: {
    zh: '我是智能客服，不是真人。我只回答已发布的政策和商品资料里能查到的内容；需要真人时，随时可以转人工客服。',
    en: 'I am an AI assistant, not a person. I only say what the published policies and product facts prove; you can talk to a person at any time.',
  },
  capability: {
    zh: '您可以问我退换货、配送、保修、发票、会员、隐私等政策，也可以问商品的参数。每句回答都会附上条款和版本。',
    en: 'You can ask me about the shop’s policies and its products. Every answer shows the clause and the version it stands on.',
  },
  person: {
    zh: '已为您转接人工客服，同事看到后会在这里回复您。',
    en: 'I have passed this on. A colleague will answer you here.',
  },
} satisfies Record<string, Record<Locale, string>>;

export type Phrase = keyof typeof PHRASES;

export const phrase = (name: Phrase, locale: Locale): string => PHRASES[name][locale];
