export type PageLanguage = 'zh' | 'en';

export interface QuestionGroup {
  readonly title: string;
  readonly questions: readonly string[];
  /** What the demo shop's policies answer; the others are there to be refused. */
  readonly isCovered: boolean;
}

export interface DemoTexts {
  readonly page: string;
  readonly lines: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly otherLanguage: string;
  readonly otherLanguageLabel: string;
  readonly steps: readonly { readonly title: string; readonly text: string }[];
  readonly groups: readonly QuestionGroup[];
}

const zh: DemoTexts = {
  page: '知客 Demo · 家居与户外',
  lines: {
    skip: '跳到正文',
    shop: '知客 Demo',
    console: '管理后台',
    kicker: '家居与户外 · 虚构的演示店铺',
    title: '问一句，看它从哪一条政策里答',
    lead: '这是一家虚构的小店，卖帐篷、炉具和家里用的东西。右下角的知客只按店里已发布的政策和商品资料回答，每个回答都附上条款、版本和生效日期；查不到的，它不答。',
    open: '打开客服对话',
    how: '怎么试 ↓',
    stepsTitle: '三步试完',
    questionsTitle: '点一句，直接问',
    questionsLead: '问题会发到右下角的对话里。也可以自己输入，中文英文都行。',
    consoleTitle: '改一条政策，再问一遍',
    consoleLead: '在管理后台新建版本、提交、审核、发布；发布之后，客服的回答立刻随之改变，旧版本仍可查。',
    consoleOpen: '打开管理后台',
    footer: '店铺、商品和政策均为演示而虚构。知客是开源软件，以 Apache-2.0 许可发布。',
  },
  labels: { navigation: '页面', scene: '山前的帐篷、提灯和一只杯子' },
  otherLanguage: 'English',
  otherLanguageLabel: 'Switch to English',
  steps: [
    { title: '问政策', text: '先问退货需要什么材料，再接着问“那运费由谁承担？”。它记得上文，不必把话说全。' },
    { title: '看出处', text: '点回答下面的红色出处，原文在对话上方打开，引用的句子已标出，版本和生效日期都在。' },
    { title: '问它不知道的', text: '问一个政策里没有的问题。它会直说查不到，并给您两条路：换个说法，或转人工。' },
  ],
  groups: [
    {
      title: '退货与保修',
      questions: ['退货需要什么材料？', '退货的运费由谁承担？', '保修期是多久？'],
      isCovered: true,
    },
    { title: '配送与商品', questions: ['下单后多久发货？', '新疆多久能送到？', '四人帐篷有多重？'], isCovered: true },
    { title: '不在政策里', questions: ['你们会赞助我的婚礼吗？', '可以用比特币付款吗？'], isCovered: false },
  ],
};

const en: DemoTexts = {
  page: 'Zhike Demo · home and outdoor',
  lines: {
    skip: 'Skip to the content',
    shop: 'Zhike Demo',
    console: 'Console',
    kicker: 'Home and outdoor · a fictional shop',
    title: 'Ask, and see which policy answers',
    lead: 'This small shop is made up; it sells tents, stoves and things for the home. Zhike, at the lower right, answers only from the shop’s published policies and product facts. Each answer carries its clause, version and date; what cannot be found there is not answered.',
    open: 'Open the chat',
    how: 'How to try it ↓',
    stepsTitle: 'Three things to try',
    questionsTitle: 'Ask one of these',
    questionsLead: 'The question goes to the chat at the lower right. Or write your own, in English or Chinese.',
    consoleTitle: 'Change a policy and ask again',
    consoleLead:
      'In the console you draft a new version, submit, approve and publish it. From then on the answers follow it, and the old version can still be read.',
    consoleOpen: 'Open the console',
    footer: 'The shop, its goods and its policies are made up for this demo. Zhike is open source under Apache-2.0.',
  },
  labels: { navigation: 'Page', scene: 'A tent before mountains, with a lantern and a cup' },
  otherLanguage: '中文',
  otherLanguageLabel: '切换到中文',
  steps: [
    {
      title: 'Ask about a policy',
      text: 'Ask how long you may return things, then go on with “And who pays for the shipping?”. It remembers what you were talking about.',
    },
    {
      title: 'Look at the source',
      text: 'Click the red source under an answer. The clause opens over the chat with the quoted sentence marked, its version and its dates.',
    },
    {
      title: 'Ask what it cannot know',
      text: 'Ask something that no policy covers. It says so, and offers two ways on: other words, or a person.',
    },
  ],
  groups: [
    {
      title: 'Returns and warranty',
      questions: [
        'How many days do I have to return an item?',
        'Who pays for return shipping?',
        'How long is the warranty?',
      ],
      isCovered: true,
    },
    {
      title: 'Delivery and goods',
      questions: [
        'How long does delivery take?',
        'How do I request an invoice?',
        'How much does the Four-Person Tent weigh?',
      ],
      isCovered: true,
    },
    {
      title: 'Not in any policy',
      questions: ['Will you sponsor my wedding?', 'What will the weather be tomorrow?'],
      isCovered: false,
    },
  ],
};

export const TEXTS: Readonly<Record<PageLanguage, DemoTexts>> = { zh, en };
