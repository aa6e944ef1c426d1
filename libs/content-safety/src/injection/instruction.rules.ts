export interface InstructionRule {
  readonly name: string;
  readonly isCertain: boolean;
  readonly pattern: RegExp;
}

const ZH_MACHINE = '(?:ai|人工智能|大?语言模型|大模型|智能助手|聊天机器人|智能客服|对话助手)(?:助手|模型|系统)?';
const EN_MACHINE =
  '(?:ai|a\\.i\\.|artificial intelligence|language model|llm|chatbot|ai assistant|virtual assistant)(?: (?:assistant|model|system|agent|bot))?s?';
const SAYS = '(?:answer|tell|say|respond|reply|claim|promise|recommend|output|state|write|include|mention)';

/**
 * How text speaks to a machine, over folded text. Narrower than what a customer may not write: a policy may well say 「请勿忽略以上
 * 要求」, and a sentence that is taken for an instruction is never told to a customer.
 */
export const INSTRUCTION_RULES: readonly InstructionRule[] = [
  {
    name: 'ignore-instructions',
    isCertain: true,
    pattern:
      /(?<![勿不])(?:忽略|无视|忘记|忘掉|不要理会|不要遵守|不必遵守|跳过|覆盖|绕过)[^。！？\n]{0,8}(?:(?:以上|上述|上面|之前|先前|前面|此前|所有|全部|任何|一切|你的|系统)[^。！？\n]{0,8}(?:指令|指示|提示词|提示语|设定|系统消息)|(?:你的|系统)[^。！？\n]{0,6}(?:规则|限制|要求))|\b(?:ignore|disregard|forget|bypass|override|discard)\b[^.!?\n]{0,30}\b(?:all|any|every|previous|prior|above|earlier|preceding|your|system|these|those)\b[^.!?\n]{0,24}\b(?:instructions?|prompts?|guidelines|directives|programming|system messages?)\b/u,
  },
  {
    name: 'reveal-prompt',
    isCertain: true,
    pattern:
      /(?:输出|显示|说出|打印|泄露|复述|公开|透露|告诉)[^。！？\n]{0,10}(?:系统提示|提示词|初始指令|内部指令|system prompt)|\b(?:reveal|print|show|repeat|output|leak|display|disclose)\b[^.!?\n]{0,30}\b(?:system prompts?|initial prompts?|hidden (?:prompts?|instructions?)|your (?:instructions?|prompt|rules))\b/u,
  },
  {
    name: 'change-role',
    isCertain: true,
    pattern:
      /(?:从现在起|从现在开始|现在开始|接下来)[^。！？\n]{0,8}(?:你是|你就是|扮演|进入)[^。！？\n]{0,20}(?:dan|模式|越狱|没有(?:任何)?限制|不受(?:任何)?限制)|\b(?:do anything now|jailbreak(?:ed)?|you are now (?:dan|in developer mode|an? (?:unrestricted|unfiltered|uncensored)))\b/u,
  },
  {
    name: 'control-token',
    isCertain: true,
    pattern:
      /<\s*\|[^<>\n]{1,60}\|\s*>|\[\/?inst\]|<<\/?sys>>|<\/?(?:start_of_turn|end_of_turn|im_start|im_end|tool_call|tool_response|function_call)>/u,
  },
  {
    name: 'machine-addressed',
    isCertain: true,
    pattern: new RegExp(
      `(?:如果你是|若你是|作为|身为|你是)(?:一个|一名|一位)?${ZH_MACHINE}[^。！？\\n]{0,24}(?:必须|务必|应该|应当|请|不要|不得|只能|一律)|${ZH_MACHINE}(?:在)?(?:回答|回复|答复|处理|总结|阅读)?[^。！？\\n，,]{0,12}[，,：:]?(?:必须|务必|不得|请务必|一律)[^。！？\\n]{0,12}(?:回答|回复|告诉|告知|输出|说|声称|承诺|推荐)|\\b(?:if you(?: are|'re|’re)|as) an? ${EN_MACHINE}\\b[^.!?\\n]{0,60}\\b(?:must|should|always|never|do not|don't|please|${SAYS})\\b|\\b(?:attention|note to|message to|instructions? (?:to|for)) (?:all |any |the )?${EN_MACHINE}\\b`,
      'u',
    ),
  },
  {
    name: 'answer-dictated',
    isCertain: false,
    pattern: new RegExp(
      `(?:当|如果|若)?(?:被问到|被问及|有人问|用户问|顾客问|客户问)[^。！？\\n]{0,24}(?:一律|统一|必须|务必|只能|都要|都)(?:回答|回复|答复|说|告知|告诉)|\\b(?:when|whenever|if) (?:you are |anyone |a (?:user|customer) |the (?:user|customer) |users? |customers? )?ask(?:s|ed)?\\b[^.!?\\n]{0,60}\\b(?:always|must|only|instead|simply) (?:${SAYS})\\b`,
      'u',
    ),
  },
  {
    name: 'concealed-from-customers',
    isCertain: false,
    pattern:
      /(?:不要|不得|切勿|请勿)(?:告诉|告知|透露给|让)(?:用户|顾客|客户|对方|他们)[^。！？\n]{0,16}(?:这条|此条|本条|这段|这些|以上|上述|指令|说明|内容)|\b(?:do not|don't|never) (?:tell|inform|show|reveal(?: this)? to|mention(?: this)? to|let) (?:the |any )?(?:users?|customers?)\b[^.!?\n]{0,30}\b(?:this|these|above|instruction|message|note)\b/u,
  },
];
