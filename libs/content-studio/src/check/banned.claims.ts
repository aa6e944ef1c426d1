import type { BannedSeverity, Locale } from '@zhike/contracts';

/** One rule of what copy may not claim. Its pattern reads folded text: lower case, half width, no blanks between Chinese characters. */
export interface BannedClaim {
  readonly id: string;
  readonly severity: BannedSeverity;
  readonly pattern: RegExp;
  readonly why: Readonly<Record<Locale, string>>;
}

/** Figures a bound is said of: 「最大承重 120 千克」 and 「最高 250 度」 are data, not praise. */
const BOUND =
  '[\\s是为约达可至到支持不超过:：]*(?:\\d|[一二两三四五六七八九十百千]+[^\\p{Script=Han}]|承重|载重|负重|容量|尺寸|功率|亮度|温度|速度|限度|长度|宽度|高度|厚度|额度|距离|时长|期限|限|值)';
/** What a whole of hundred may be made of: 「100% 棉」 is a composition, which the facts prove or do not. */
const MATERIAL =
  '纯?棉|亚麻|麻|羊毛|羊绒|真丝|桑蚕丝|蚕丝|聚酯|涤纶|尼龙|锦纶|再生|天然|乳胶|纯棉|牛皮|真皮|白鸭绒|鸭绒|鹅绒|竹|cotton|wool|linen|silk|polyester|nylon|recycled|natural|latex|cashmere|leather|down|bamboo|oak|steel|merino|organic';

const SUPERLATIVE = {
  zh: '广告法第九条不许用“最”一类的绝对化用语。说出具体的数据，让顾客自己比较。',
  en: 'Advertising law (PRC, article 9) forbids superlatives. State the figure and let customers compare.',
};
const RANK = {
  zh: '“第一”“首个”“唯一”要有依据才能说，一般不能用。',
  en: 'A rank or a “first” needs proof that copy does not have.',
};
const ABSOLUTE = {
  zh: '绝对化的说法，没有什么能证明它。换成可以核对的事实。',
  en: 'An absolute that nothing can prove. Say what can be checked instead.',
};
const PROMISE = {
  zh: '承诺要由政策来定，文案不能另作保证。',
  en: 'Promises are made by the policy in force, not by copy.',
};
const CURE = {
  zh: '普通商品不得宣传疗效或医疗作用（广告法第十七条）。',
  en: 'Ordinary goods may not be said to cure or treat anything (PRC advertising law, article 17).',
};
const AUTHORITY = {
  zh: '借权威或他人之名推荐，要有依据，且不得利用国家机关和专家名义。',
  en: 'Praise borrowed from an authority needs proof, and some may not be named at all.',
};
const PRESSURE = {
  zh: '制造紧迫感的说法，没有具体期限就不实。写明起止日期。',
  en: 'Pressure without a date is not true. Name the dates.',
};
const RIVALS = {
  zh: '贬低或泛指其他商家，容易构成不正当竞争。',
  en: 'Disparaging others may be unfair competition.',
};

const rule = (id: string, severity: BannedSeverity, pattern: RegExp, why: BannedClaim['why']): BannedClaim => ({
  id,
  severity,
  pattern,
  why,
});

/** Tried in this order; of two hits at the same place the earlier rule speaks. */
export const BANNED_CLAIMS: readonly BannedClaim[] = [
  rule(
    'zh-state-level',
    'block',
    /国家级|世界级|全球级|宇宙级|国家免检|国家(?:领导人|机关)\S{0,2}(?:专供|特供|推荐|指定)|特供|专供/gu,
    ABSOLUTE,
  ),
  rule(
    'zh-best',
    'block',
    /最(?:好(?!是|在|先|用(?!的)|不要|别|避免|提前|将|把|能|请|使用|每|由)|佳(?!实践|拍档)|高级|高端|优质|优秀|优|先进|顶级|强|棒|便宜|低价|实惠|划算|受欢迎|畅销|流行|权威|安全|耐用|舒适|舒服|环保|健康|有效|专业|值得|完美)/gu,
    SUPERLATIVE,
  ),
  rule(
    'zh-superlative-feeling',
    'warn',
    /最(?:爱|喜欢|想|懂|美好|美|温暖|动人|难忘|放松|自在|期待|近期待)/gu,
    SUPERLATIVE,
  ),
  rule('zh-newest', 'warn', /最新(?!的?(?:政策|规定|消息|公告|版本|价格|资料))/gu, SUPERLATIVE),
  rule(
    'zh-superlative',
    'block',
    new RegExp(
      `最(?!近|后|多|少|初|终|迟|早|晚|先|新|好|佳|爱|喜|想|懂|美|温|动|难|放|自|期|低温|高温)(?![大小高低长短亮轻重厚薄宽窄远快慢深]${BOUND})\\p{Script=Han}{1,2}`,
      'gu',
    ),
    SUPERLATIVE,
  ),
  rule(
    'zh-rank-first',
    'block',
    /(?:全国|全球|世界|国内|全网|亚洲|行业|业界|同类|销量|排名|口碑|市场)(?:销量|排名|占有率|领先)?第一|第一(?:品牌|选择|名(?!顾客|客户|字)|大(?!家|会)|股|梯队)|(?<=\p{Script=Han})第一(?=[,，。!！;；]|$)/gu,
    RANK,
  ),
  rule('any-top-one', 'block', /\btop\s?1(?!\d)/gu, RANK),
  rule(
    'zh-only',
    'block',
    /唯一(?!的?(?:编号|标识|识别|编码|代码|订单))|独一无二|绝无仅有|史无前例|前所未有|空前|首创|首家|首个(?!工作日|自然日|月|周|季)|首款|首选/gu,
    RANK,
  ),
  rule('zh-exclusive', 'warn', /独家|首发/gu, RANK),
  rule(
    'zh-top',
    'block',
    /(?<![屋楼房山封头平])顶(?:级|尖|配)|极致|极品|极佳|绝佳|绝对(?!值)|至尊|巅峰|登峰造极|王牌|之王|王者|霸主|天花板(?=级|$|[,，。!！])|无与伦比|无可比拟|无敌|终极|冠军(?!赛)|领导品牌|遥遥领先/gu,
    ABSOLUTE,
  ),
  rule('zh-perfect', 'warn', /完美|领先(?!于?\d)|奇迹|神奇|梦幻|奢华/gu, ABSOLUTE),
  rule(
    'any-hundred',
    'block',
    new RegExp(`(?<![\\d.])(?:100\\s?(?:%|per ?cent)|百分之?百)(?!\\s?(?:${MATERIAL}))`, 'gu'),
    ABSOLUTE,
  ),
  rule(
    'zh-forever',
    'block',
    /永久(?!地址|居留|居住|删除)|永不|永远|终身(?:保修|质保|包换|免费|受用|使用)|一辈子(?:不|都)|万年不/gu,
    ABSOLUTE,
  ),
  rule(
    'zh-cure-all',
    'block',
    /万能(?!钥匙|表|插座|插头|充|角度|遥控|胶)|包治|根治|治愈(?!系|的|人心)|治疗|疗效|药到病除|防癌|抗癌|排毒|减肥|祛斑|壮阳|特效(?!镜头|灯)|神效|速效|立竿见影/gu,
    CURE,
  ),
  rule(
    'zh-guarantee',
    'block',
    /(?<!质量|请)保证(?!金|书|人|期)|包(?:你|您)?(?:满意|会|过)|无效退款|假一赔\S|(?:零|无|没有)风险|稳赚|绝无/gu,
    PROMISE,
  ),
  rule('zh-promise', 'warn', /(?<!请|以|务必)确保|承诺/gu, PROMISE),
  rule(
    'zh-authority',
    'block',
    /驰名商标|(?:国家|政府|央视|权威)\S{0,4}(?:认证|推荐|认可|指定)|(?:专家|医生|院士)\S{0,3}(?:推荐|认可|都在用)/gu,
    AUTHORITY,
  ),
  rule('zh-celebrity', 'warn', /明星同款|网红(?:爆款|推荐)|全网(?:爆款|都在)|销量(?:冠|王|领先)|热销爆款/gu, AUTHORITY),
  rule(
    'zh-pressure',
    'warn',
    /仅此一次|错过(?:不再|就没|等一年|后悔)|再不(?:买|抢)|随时涨价|最后一波|最后机会|手慢无|限时(?!\d|至|到)/gu,
    PRESSURE,
  ),
  rule(
    'zh-rivals',
    'warn',
    /吊打|完胜|碾压|秒杀(?:同|其他|所有|一切)|远超(?:同|其他)|(?:其他|别的)(?:品牌|商家|店)/gu,
    RIVALS,
  ),

  rule(
    'en-best',
    'block',
    /(?<!\b(?:at|your|their|our|his|her|my|its|the second) )\bbest\b(?![ -](?:before|by\b|regards|wishes|practice|used|stored|kept|if|when|served|enjoyed|suited|with|for|to\b|friend))/gu,
    SUPERLATIVE,
  ),
  rule(
    'any-number-one',
    'block',
    /(?<!\b(?:step|item|article|section|clause|rule|chapter|part|exhibit|table|figure|size|line|lesson) )(?:#|\bno\.?\s?|\bnumber[ -])(?:1(?![\d.,]*\d)|one\b)/gu,
    RANK,
  ),
  rule(
    'en-superlative',
    'block',
    /(?<!\bat )\bthe most (?!recent|of\b|part|common(?:ly)? asked)\w+|\b(?:finest|greatest|cheapest|fastest|strongest|safest|toughest|softest|coolest|smartest|healthiest|highest[- ]quality|top[- ](?:quality|rated|notch)|lowest prices?|best-?sell(?:er|ers|ing))\b/gu,
    SUPERLATIVE,
  ),
  rule(
    'en-only',
    'block',
    /\b(?:the )?(?:world|industry|nation|country|market|earth)['’]?s (?:first|only|leading|number|no)\b|\bone and only\b|\bthe only (?:\w+ you(?:['’]ll| will)? (?:ever )?need|brand|product|choice)\b|\bunlike any other\b/gu,
    RANK,
  ),
  rule(
    'en-one-of-a-kind',
    'warn',
    /\bone[- ]of[- ]a[- ]kind\b|\bexclusive\b|\bleading (?:brand|maker|manufacturer)\b/gu,
    RANK,
  ),
  rule(
    'en-guarantee',
    'block',
    /(?<!\b(?:no|not|without(?: a)?|cannot be|never) )\bguarantee(?:s|d)?\b(?! (?:card|period|certificate|terms|slip))|\bwe promise\b|\b(?:money[- ]back)\b/gu,
    PROMISE,
  ),
  rule(
    'en-risk-free',
    'block',
    /\b(?:risk[- ]free|no[- ]risk|zero[- ]risk|without (?:any )?risk|nothing to lose)\b/gu,
    PROMISE,
  ),
  rule('en-miracle', 'block', /\bmirac(?:le|les|ulous|ulously)\b/gu, ABSOLUTE),
  rule(
    'en-magic',
    'warn',
    /\bmagic(?:al|ally)?\b|\bperfect(?:ly)?\b|\blife[- ]changing\b|\bgame[- ]chang(?:er|ing)\b|\brevolutionary\b/gu,
    ABSOLUTE,
  ),
  rule(
    'en-cure',
    'block',
    /\bcures?\b(?! time)|\b(?:heals?|remed(?:y|ies))\b|\b(?:prevents?|treats?|relieves?) (?:\w+ )?(?:pain|disease|illness|cancer|insomnia|anxiety|arthritis|infections?)\b|\bdetox\w*/gu,
    CURE,
  ),
  rule(
    'en-absolute',
    'block',
    /\b(?:ultimate|unbeatable|unrival(?:l)?ed|unmatched|unparal(?:l)?eled|flawless|world[- ]class|second to none|state[- ]of[- ]the[- ]art|indestructible|unbreakable)\b/gu,
    ABSOLUTE,
  ),
  rule(
    'en-forever',
    'block',
    /\blasts? (?:forever|a lifetime)\b|\blifetime (?:warranty|guarantee)\b|\bnever (?:fades?|breaks?|fails?|wears?|leaks?|tears?|rusts?)\b/gu,
    ABSOLUTE,
  ),
  rule(
    'en-authority',
    'block',
    /\b(?:clinically|scientifically|medically) (?:proven|tested)\b|\b(?:doctors?|experts?|dermatologists?|scientists?)[- ](?:recommend(?:ed|s)?|approved?|agree)\b|\b(?:government|fda)[- ](?:approved|certified)\b/gu,
    AUTHORITY,
  ),
  rule(
    'en-pressure',
    'warn',
    /\b(?:last chance|won['’]t last|once in a lifetime|act (?:now|fast)|hurry|before it['’]s too late|while (?:stocks?|supplies) last)\b/gu,
    PRESSURE,
  ),
  rule(
    'en-rivals',
    'warn',
    /\b(?:better than (?:any|all|the|other)|beats? (?:any|all|every|other)|(?:other|lesser|competing) brands?|our competitors?)\b/gu,
    RIVALS,
  ),
];
