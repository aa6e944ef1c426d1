import type { Locale } from '@zhike/contracts';

/** Words by which people ask for a thing, beside the names that catalogues give it. */
interface Group {
  readonly asked: RegExp;
  readonly relation: RegExp;
}

/** The order is free: each group speaks for itself. A relation is named when a word of its group is. */
const GROUPS: Record<Locale, readonly Group[]> = {
  zh: [
    {
      asked:
        /多少钱|价[格钱位]|贵不|贵吗|便宜|几块|售价|怎么卖|收费|消费|不贵|太贵|很贵|最贵|更贵|个贵|款贵|高不|\d\s*[元块]/u,
      relation: /价|费|门票|消费/u,
    },
    { asked: /门票|票价|收门票|收票/u, relation: /门票|票/u },
    { asked: /电话|联系方式|联系电话|号码|手机/u, relation: /电话|联系|手机/u },
    { asked: /在哪|哪里|哪儿|位[于置]|什么地方|怎么走|地址|地点/u, relation: /地址|位置|所在|地点|产地|城市/u },
    { asked: /几点|营业|开门|关门|开放|什么时候[开能可]/u, relation: /营业|开放/u },
    { asked: /评价|口碑|评分|几分|多少分|打分|好评|\d\s*分(?!钟)/u, relation: /评分|评价|星级/u },
    { asked: /(?<![^他她它人了年在有是概约\s])多大|几岁|年[龄纪]|岁数/u, relation: /出生日期|生日|年龄/u },
    { asked: /(?:哪[一]?年|什么时候|何时|几月).{0,2}(?:出生|生)|生日|哪年生/u, relation: /出生日期|生日|出生时间/u },
    { asked: /哪里人|哪儿人|哪里出生|出生.{0,2}哪|籍贯|老家/u, relation: /出生地|籍贯|祖籍/u },
    { asked: /做什么的|干什么的|干嘛的|职业|工作|身份/u, relation: /职业/u },
    {
      asked: /(?<![^他她它人了年在有是概约\s])多[大长宽高]|尺寸|大小|规格|最[大小长短宽高]/u,
      relation: /尺寸|大小|规格|长度/u,
    },
    {
      asked: /多重|多沉|重量|几斤|多少克|最[轻重]|[轻重]一?[点些]|[个款更较][轻重]|\d\s*(?:千克|公斤|克|斤)/u,
      relation: /重量|净重/u,
    },
    { asked: /多久|多长时间|几个?小时|几天/u, relation: /(?<!开放|营业|上映|发行|出品|成立|出道)时间$|时长|片长/u },
    { asked: /保修|质保/u, relation: /保修|质保/u },
    { asked: /颜色|什么色|哪些色|几种色/u, relation: /颜色|配色/u },
    { asked: /什么做的|材[质料]|面料|成分/u, relation: /材[质料]|面料|成分/u },
    { asked: /装多少|多大容量|容量|几升|\d\s*升/u, relation: /容量/u },
    { asked: /承重|多少斤|能坐多重/u, relation: /承重|载重/u },
    { asked: /怎么[洗保清]|清洗|保养|打理/u, relation: /清洁|保养|护理|洗/u },
    { asked: /奖|荣誉/u, relation: /奖|成就|荣誉/u },
  ],
  en: [
    {
      asked:
        /\bhow much\b|\bprices?\b|\bcosts?\b|\bexpensive\b|\bcheap|\bdearest\b|\d\s*(?:yuan|dollars|pounds|euros)|[$£€¥]\s*\d/iu,
      relation: /price|cost|fee|charge/iu,
    },
    { asked: /\b(?:phone|telephone|number|contact|call)\b/iu, relation: /phone|contact/iu },
    { asked: /\bwhere\b|\baddress\b|\blocat/iu, relation: /address|location|area/iu },
    { asked: /\bwhat time\b|\bhours\b|\bopen|\bclos/iu, relation: /hours|opening|open/iu },
    { asked: /\bpost ?codes?\b|\bpostal\b|\bzip\b/iu, relation: /post ?code|zip/iu },
    {
      asked: /\bhow (?:big|large|tall|wide|high)\b|\bsizes?\b|\bdimensions?\b|\bmeasure/iu,
      relation: /size|dimension|measure/iu,
    },
    { asked: /\bhow heavy\b|\bweigh|\b(?:light|heav)(?:er|est|iest|ier)\b|\d\s*k?g\b/iu, relation: /weight/iu },
    { asked: /\bcolou?rs?\b/iu, relation: /colou?r/iu },
    { asked: /\bmade (?:of|from)\b|\bmaterials?\b|\bfabric\b/iu, relation: /material|fabric/iu },
    { asked: /\bwarrant|\bguarantee/iu, relation: /warranty|guarantee/iu },
    { asked: /\bwash|\bclean|\bcare\b|\blook after\b/iu, relation: /care|wash|clean/iu },
    { asked: /\bhow old\b|\bborn\b|\bbirthday\b|\bage\b/iu, relation: /birth|age$/iu },
    { asked: /\bhold\b|\bcapacity\b|\bfit\b/iu, relation: /capacity|load/iu },
    { asked: /\bstars?\b|\brat(?:ed|ings?)\b/iu, relation: /stars?|rating/iu },
    { asked: /\bwi-?fi\b|\binternet\b/iu, relation: /internet|wi-?fi/iu },
    { asked: /\bcuisine\b|\bkind of food\b|\btype of food\b/iu, relation: /food|cuisine/iu },
  ],
};

/** Whether a question asks for a relation by one of the words that people use for it. */
export function isAskedByOtherWords(relation: string, text: string, locale: Locale): boolean {
  return GROUPS[locale].some((group) => group.relation.test(relation) && group.asked.test(text));
}

/** Words that stand for one another inside the names of relations: 「附近的住宿」 asks for 「周边酒店」. The first is written. */
const EQUAL: readonly (readonly [string, RegExp])[] = [
  ['周边', /附近|旁边|周围|边上|四周|左近/gu],
  ['酒店', /住宿|宾馆|旅馆|住的|能住/gu],
  ['餐馆', /餐厅|饭店|吃饭|好吃|美食|吃的|饭馆/gu],
  ['景点', /好玩|玩的|景区|可玩|游览|可以去/gu],
];

/** The text with such words put alike, for relations whose own name has them alike, too. */
export function putAlike(text: string): string {
  return EQUAL.reduce((changed, [word, others]) => changed.replace(others, word), text);
}
