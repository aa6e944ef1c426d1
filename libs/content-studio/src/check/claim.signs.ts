import type { ClaimSign } from '@zhike/contracts';

/** By these a stretch of text is known to claim something. Tried in this order, on folded text; the first that is found is told. */
export const CLAIM_SIGNS: readonly (readonly [ClaimSign, RegExp])[] = [
  [
    'number',
    /\d|[二两三四五六七八九十百千万半]+(?:个|元|天|年|月|周|小时|分钟|千?克|公斤|斤|毫?升|[厘毫]?米|件|人|次|折|倍|色|款|种|层|瓦|度|成)|一(?:年|个月|元|折|倍|小时|分钟|千克|公斤|升|米)|百分|[零一二三四五六七八九]折|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundreds?|thousands?|millions?|dozens?|half|double|twice|triple)\b/u,
  ],
  [
    'comparison',
    /比[^，,。!！]{1,12}(?:更|还|都)|更(?:轻|重|大|小|快|慢|好|强|省|薄|厚|耐|便宜|安全|结实|坚固|保暖|防水)|超过|胜过|不如|相比|远比|\b(?:better|lighter|stronger|faster|cheaper|warmer|softer|safer|larger|bigger|smaller|longer|tougher|quieter|more (?:\w+ )?than|less than|compared|unlike|outperforms?)\b/u,
  ],
  [
    'offer',
    /价格?(?!值)|售价|优惠|打折|折扣|特价|半价|降价|促销|满减|赠|免费|包邮|免邮|运费|发货|送货|送达|到货|安装|退货|退款|换货|保修|质保|保养|券|积分|\b(?:prices?|priced|cost(?:s|ing)?|cheap|discount(?:s|ed)?|sale|deals?|offers?|free|gifts?|coupons?|ship(?:s|ped|ping)?|deliver(?:s|ed|y)?|dispatch(?:ed)?|returns?|refunds?|exchanges?|warrant(?:y|ies)|save|savings)\b/u,
  ],
  [
    'property',
    /防水|防风|防晒|防滑|防火|保暖|保温|隔热|透气|吸汗|速干|耐磨|耐用|耐高温|耐摔|结实|坚固|牢固|轻便|轻量|轻巧|超轻|便携|小巧|宽敞|大容量|静音|省电|节能|环保|无毒|无味|抗菌|除菌|安全(?!感)|健康|天然|纯天然|有机|进口|国产|手工|原产|真皮|纯棉|不锈钢|不生锈|不褪色|不变形|可水洗|可机洗|易清洗|可折叠|充电|续航|高品质|优质|适合|适用|采用|选用|来自|产自|做工|材质|面料|工艺|正品|\b(?:water(?:proof|-resistant)|windproof|breathable|durable|sturdy|robust|lightweight|(?:is|are|so|very|super|feather-?) ?light|portable|compact|spacious|roomy|insulated|quiet|silent|energy[- ]saving|eco(?:logical|-friendly)?|sustainable|recycled|organic|natural|non-?toxic|antibacterial|safe|healthy|hand-?made|imported|genuine|leather|cotton|wool|steel|washable|foldable|rechargeable|rust|premium|high[- ]quality|quality|fits|(?:suited|suitable|ideal|designed|built|great|made) (?:for|to)|made (?:of|from|in)|lasts|long-lasting)\b/u,
  ],
  [
    'authority',
    /认证|检测|检验|专利|获奖|荣获|标准|专家|医生|研究(?:表明|显示)|实验|实测|科学|官方|品牌|\b(?:certified|tested|approved|patent(?:ed)?|award(?:s|ed|-winning)?|proven|experts?|doctors?|studies|research|scientific|laborator(?:y|ies)|official|brands?)\b/u,
  ],
  [
    'popularity',
    /热销|畅销|爆款|销量|好评|口碑|回购|人气|家家|人人都|顾客都|万千|无数|\b(?:best-?sell(?:er|ing)|popular|favou?rites?|loved by|trusted|reviews?|rated|customers (?:love|say)|everyone|everybody|countless)\b/u,
  ],
  [
    'denial',
    /(?<![差对])不(?!妨|止|由|禁|只|仅|论|管|知不觉|期而遇|如就|必多说|负|虚此)|没有|无需|无须|零(?!食)|从不|绝不|免(?=[安洗烫])|(?<!\bwhy )\b(?:no|not|never|without|none|zero|nothing|cannot)\b|n['’]t\b/u,
  ],
];
