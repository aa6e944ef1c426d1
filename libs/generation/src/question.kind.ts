/** What kind of thing a question wants to hear. */
export type QuestionKind = 'time' | 'amount' | 'place' | 'steps' | 'permission' | 'other';
type Telling = Exclude<QuestionKind, 'other'>;

const ASKS: readonly (readonly [Telling, RegExp])[] = [
  ['time', /\b(?:when|how (?:long|soon|often)|what time|deadline)\b|多久|多长时间|什么时候|何时|几天|几日|期限|时效/iu],
  ['amount', /\bhow (?:much|many)\b|\b(?:cost|fee|price|percentage)\b|多少|几[个件次元]|费用|金额|比例/iu],
  ['place', /\bwhere\b|\b(?:address|website|phone)\b|哪里|哪儿|在哪|何处|地址|电话/iu],
  [
    'steps',
    /\bhow (?:do|can|to|should|would|could|will)\b|\b(?:steps|process|procedure|documents|what do i (?:do|need))\b|怎么|怎样|如何|流程|步骤|手续|材料|资料|证件/iu,
  ],
  [
    'permission',
    /^\W*(?:\w+[, ]+)?(?:can|may|do|does|must|should|am|is|are|will|would|could)\b|能不能|可不可以|是否|能否|可否|[吗么][?？]?$/iu,
  ],
];
const TELLS: Record<Telling, RegExp> = {
  amount:
    /\d|[%％$¥€£]|\b(?:two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|fee|cost|free)\b|[一二两三四五六七八九十百千万]+[元个件次倍份]|百分之/iu,
  time: /\b(?:days?|weeks?|months?|years?|hours?|minutes?|before|after|until|within|when|once|by)\b|[日天周月年时]内|[\d一二三四五六七八九十]+个?(?:日|天|周|月|年|小时)|之日起/iu,
  place: /\b(?:at|online|office|website|address|mail|visit|call|phone|send)\b|https?:|在|前往|网站|窗口|地址|电话/iu,
  steps:
    /\b(?:you (?:can|may|must|should|need|will)|please|call|visit|send|submit|complete|apply|contact|go to|log in|bring|provide|use)\b|应当|需要?|请|提交|提供|申请|联系|办理|登录|前往/iu,
  permission:
    /\b(?:can|cannot|may|must|should|not|no|yes|only|eligible|required|need|allowed|able|if|unless)\b|可以|不得|应当|必须|不能|有权|无权|禁止|除外|如果/iu,
};

export function kindOfQuestion(question: string): QuestionKind {
  return ASKS.find(([, pattern]) => pattern.test(question))?.[0] ?? 'other';
}

/** Whether a text holds the kind of thing that was asked for. */
export const tells = (text: string, kind: QuestionKind): boolean => kind !== 'other' && TELLS[kind].test(text);
