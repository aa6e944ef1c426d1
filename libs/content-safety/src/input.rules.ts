/** A rule blocks what its pattern matches in the folded text. Small and curated: a shop's customers must get through. */
export interface Rule {
  readonly name: string;
  readonly reason: 'prompt-injection' | 'harmful-request' | 'self-harm' | 'abuse';
  readonly pattern: RegExp;
}

export const INPUT_RULES: readonly Rule[] = [
  {
    name: 'ignore-instructions',
    reason: 'prompt-injection',
    pattern:
      /(?:忽略|无视|忘记|忘掉|不要理会|跳过)[^。！？\n]{0,12}(?:指令|指示|设定|规则|提示词|要求|限制)|(?:ignore|disregard|forget|bypass|override)\b[^.!?\n]{0,20}\b(?:all|any|every|previous|prior|above|earlier|your|system)\b[^.!?\n]{0,20}\b(?:instructions?|prompts?|rules|guidelines|restrictions|programming)\b/u,
  },
  {
    name: 'reveal-prompt',
    reason: 'prompt-injection',
    pattern:
      /(?:输出|显示|说出|告诉我|打印|泄露|复述)[^。！？\n]{0,10}(?:系统提示|提示词|初始指令|system prompt)|(?:reveal|print|show|repeat|output|leak)\b[^.!?\n]{0,30}\b(?:system prompt|initial prompt|hidden (?:prompt|instructions?))/u,
  },
  {
    name: 'change-role',
    reason: 'prompt-injection',
    pattern:
      /(?:从现在起|现在开始|接下来)[^。！？\n]{0,8}(?:你是|扮演|进入)[^。！？\n]{0,20}(?:dan|开发者模式|越狱|没有(?:任何)?限制|不受限制)|\b(?:do anything now|developer mode|jailbreak(?:ed)?|you are now (?:dan|an? (?:unrestricted|unfiltered|uncensored)))\b|<\|?(?:im_start|system|endoftext)\|?>|\[\/?inst\]/u,
  },
  {
    name: 'weapons-explosives',
    reason: 'harmful-request',
    pattern:
      /(?:如何|怎么|怎样|教我|制作|制造|自制|配方)[^。！？\n]{0,12}(?:炸弹|炸药|爆炸物|土枪|枪支|燃烧瓶|毒气|神经毒剂)|\b(?:how (?:to|do i|can i|would i)|make|build|instructions? for)\b[^.!?\n]{0,30}\b(?:bombs?|explosives?|pipe bomb|molotov|nerve gas|ghost gun|untraceable gun)\b/u,
  },
  {
    name: 'drugs',
    reason: 'harmful-request',
    pattern:
      /(?:如何|怎么|怎样|教我|制作|制造|合成|提炼|购买|贩卖|哪里买)[^。！？\n]{0,12}(?:冰毒|海洛因|可卡因|摇头丸|芬太尼|毒品|迷药|迷奸药)|\b(?:how (?:to|do i|can i)|make|cook|synthesi[sz]e|buy)\b[^.!?\n]{0,25}\b(?:meth|methamphetamine|heroin|cocaine|fentanyl|crack|date rape drug)\b/u,
  },
  {
    name: 'fraud-forgery',
    reason: 'harmful-request',
    pattern:
      /(?:如何|怎么|怎样|教我|帮我)[^。！？\n]{0,12}(?:洗钱|诈骗|行骗|伪造|办假证|盗刷|盗取|钓鱼网站|黑进|入侵(?:他人|别人)|绑架|贩卖(?:人口|儿童)|拐卖)|\b(?:how (?:to|do i|can i)|help me|teach me)\b[^.!?\n]{0,25}\b(?:launder money|counterfeit|forge (?:a |an )?(?:passport|id|document|signature)|steal (?:a |someone'?s )?(?:credit card|identity|car|password)|hack into|phish|kidnap|make malware|write ransomware)\b/u,
  },
  {
    name: 'violence',
    reason: 'harmful-request',
    pattern:
      /(?:如何|怎么|怎样|教我)[^。！？\n]{0,12}(?:杀人|杀死|投毒|毒死|下毒|谋杀|纵火|伤害(?:他人|别人|小孩))|\b(?:how (?:to|do i|can i)|best way to)\b[^.!?\n]{0,20}\b(?:kill (?:a person|someone|my|him|her|people)|murder|poison (?:a person|someone|my|him|her)|assassinate)\b/u,
  },
  {
    name: 'minors',
    reason: 'harmful-request',
    pattern:
      /(?:儿童|幼女|未成年)[^。！？\n]{0,6}(?:色情|裸照|性交易|卖淫)|\b(?:child|underage|minors?)\b[^.!?\n]{0,12}\b(?:porn(?:ography)?|sexual|nudes?)\b/u,
  },
  {
    name: 'self-harm',
    reason: 'self-harm',
    pattern:
      /(?:我(?:想|要|打算|准备)(?:自杀|去死|结束生命|轻生))|(?:如何|怎么|怎样)[^。！？\n]{0,6}(?:自杀|自残|割腕)|\b(?:i (?:want|am going|plan) to (?:kill myself|die|end my life)|how (?:to|do i|can i) (?:kill myself|commit suicide|hurt myself))\b/u,
  },
  {
    name: 'insult',
    reason: 'abuse',
    pattern: /(?:操你妈|草泥马|去你妈|傻逼|煞笔|狗娘养|王八蛋|滚你妈)|\b(?:fuck you|motherfucker|piece of shit)\b/u,
  },
];
