import type { Locale, StyleTag } from '@zhike/contracts';

type Lines = readonly [string, ...string[]];

/** What templates say around the facts. None of it claims anything: a spec holds every line against the claim finder. */
export interface StyleLines {
  /** `{product}` is its name. */
  readonly openings: Lines;
  readonly closings: Lines;
  /** How a fact is told: `{product}`, `{relation}`, `{value}`. */
  readonly facts: Lines;
}

const ZH: Readonly<Record<StyleTag, StyleLines>> = {
  formal: {
    openings: [
      '谨向您介绍{product}。',
      '感谢您关注{product}，资料如下。',
      '现将{product}的资料呈上，敬请过目。',
      '以下是{product}的资料，供您参考。',
    ],
    closings: ['如需进一步了解，欢迎随时咨询。', '期待您的垂询。', '感谢您的阅读。', '我们随时恭候您的来信。'],
    facts: ['{relation}：{value}。', '{product}的{relation}：{value}。'],
  },
  lively: {
    openings: ['嗨，来认识一下{product}！', '今天的主角，{product}！', '{product}来啦！', '等等，先看看{product}！'],
    closings: ['有想问的，尽管来聊！', '喜欢就来看看吧！', '心动了吗？来问问我们吧！', '我们在这儿等您来聊！'],
    facts: ['{relation}：{value}！', '{product}的{relation}：{value}！'],
  },
  professional: {
    openings: [
      '{product}，资料如下。',
      '关于{product}，要点如下。',
      '选购前，先看清{product}的资料。',
      '{product}要点一览。',
    ],
    closings: [
      '其余问题，请咨询客服。',
      '更多资料，见商品页。',
      '如有疑问，欢迎与客服核对。',
      '选购前请与自己的需要对照。',
    ],
    facts: ['{relation}：{value}。', '{product}的{relation}：{value}。'],
  },
  inspiring: {
    openings: [
      '把想去的地方，放进下一个周末。',
      '有些心愿，值得认真准备。',
      '生活的下一页，由您来写。',
      '出发之前，先认识{product}。',
    ],
    closings: [
      '下一步，由您来走。',
      '愿每一天，都有值得期待的事。',
      '想做的事，从今天开始。',
      '剩下的故事，留给您来写。',
    ],
    facts: ['{relation}：{value}。', '{product}，{relation}：{value}。'],
  },
};

const EN: Readonly<Record<StyleTag, StyleLines>> = {
  formal: {
    openings: [
      'May we present: {product}.',
      'Thank you for your interest in {product}.',
      'Please find the details of {product} below.',
      'Allow us to introduce {product}.',
    ],
    closings: [
      'Please ask us whenever you wish to know more.',
      'We look forward to hearing from you.',
      'Thank you for reading.',
      'We remain at your service.',
    ],
    facts: ['{Relation}: {value}.', '{product} – {relation}: {value}.'],
  },
  lively: {
    openings: [
      'Hey, meet {product}!',
      'Say hello to {product}!',
      'Here comes {product}!',
      'Wait, have a look at {product}!',
    ],
    closings: [
      'Got a question? Come and chat!',
      'Like it? Come and see!',
      'Curious? Just ask us!',
      'We are here, come and talk to us!',
    ],
    facts: ['{Relation}: {value}!', '{product} – {relation}: {value}!'],
  },
  professional: {
    openings: [
      '{product}: the details.',
      'The facts about {product}.',
      'Before you choose, read the details of {product}.',
      '{product} at a glance.',
    ],
    closings: [
      'For anything else, please ask our team.',
      'See the product page for more.',
      'If in doubt, please check with us.',
      'Please compare it with what you need.',
    ],
    facts: ['{Relation}: {value}.', '{product} – {relation}: {value}.'],
  },
  inspiring: {
    openings: [
      'Put the place you dream of into your next weekend.',
      'Some wishes deserve to be prepared well.',
      'The next page is yours to write.',
      'Before you set out, meet {product}.',
    ],
    closings: [
      'The next step is yours.',
      'May every day bring something to look forward to.',
      'Begin today with what you want to do.',
      'The rest of the story is yours to tell.',
    ],
    facts: ['{Relation}: {value}.', '{product} – {relation}: {value}.'],
  },
};

export const COPY_TEMPLATES: Readonly<Record<Locale, Readonly<Record<StyleTag, StyleLines>>>> = { zh: ZH, en: EN };

/** How letters begin and end. */
export const GREETINGS: Readonly<Record<Locale, { readonly hello: Lines; readonly goodbye: Lines }>> = {
  zh: { hello: ['您好！', '尊敬的顾客，您好！'], goodbye: ['此致敬礼', '祝您愉快'] },
  en: { hello: ['Hello,', 'Dear customer,'], goodbye: ['Kind regards', 'With warm regards'] },
};
