import type { Kind } from '@zhike/content-safety';

/** What the labels of the data that others made mean to our heads; a label that is not here says nothing of a kind. */
const JADE: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  privacy: ['侵害他人个人信息权益', '侵害他人隐私权', '侵害他人隐私权|侵害他人个人信息权益', '非法获取私人信息'],
  rights: [
    '侵害他人身心健康',
    '危害他人身心健康',
    '侵害他人名誉权',
    '侵害他人肖像权',
    '侵害他人其他合法权益',
    '侵犯他人其他合法权益',
    '泄露他人商业秘密',
  ],
  crime: [
    '网络欺诈与犯罪',
    '诈骗',
    '非法伪造',
    '非法侵入',
    '抢劫',
    '偷窃',
    '非法走私',
    '贩卖毒品',
    '贪污腐败',
    '违反商业道德',
    '其他犯罪类型',
    '赌博或开设赌场',
    '赌博与开设赌场',
    '贩卖赃物',
  ],
  violence: ['非法持有武器', '宣扬恐怖主义、极端主义', '故意伤害他人', '宣扬暴力', '虐待与贩卖人口'],
  disinformation: ['传播虚假有害信息'],
  sexual: ['宣扬淫秽色情', '宣扬暴力、淫秽色情'],
  discrimination: [
    '国别歧视内容',
    '性别歧视内容',
    '健康歧视内容',
    '民族歧视内容',
    '地域歧视内容',
    '职业歧视内容',
    '其他方面歧视内容',
    '年龄歧视内容',
    '信仰歧视内容',
    '肤色歧视内容',
    '种族歧视内容',
    '服装歧视内容',
    '宣扬民族歧视',
  ],
};
export const KIND_OF_JADE: ReadonlyMap<string, Kind> = new Map(
  Object.entries(JADE).flatMap(([kind, labels]) => labels.map((label) => [label, kind as Kind] as const)),
);

export const KIND_OF_LEAD_IN: Readonly<Partial<Record<string, Kind>>> = {
  'rtp:insult': 'insult',
  'rtp:profanity': 'insult',
  'rtp:identity_attack': 'discrimination',
  'rtp:threat': 'violence',
  'rtp:sexually_explicit': 'sexual',
};

/** Intents of clinc150. */
export const OFF_TOPIC_INTENTS: ReadonlySet<string> = new Set([
  ...[
    'oos',
    'timer',
    'alarm',
    'weather',
    'tell_joke',
    'fun_fact',
    'calculator',
    'measurement_conversion',
    'definition',
  ],
  ...['spelling', 'translate', 'roll_dice', 'flip_coin', 'meaning_of_life', 'play_music', 'next_song', 'what_song'],
  ...['update_playlist', 'time', 'date', 'timezone', 'recipe', 'cook_time', 'calories', 'nutrition_info', 'food_last'],
  ...['ingredient_substitution', 'ingredients_list', 'meal_suggestion', 'do_you_have_pets', 'what_are_your_hobbies'],
  ...['where_are_you_from', 'how_old_are_you', 'smart_home', 'todo_list', 'todo_list_update', 'reminder'],
  ...['reminder_update', 'calendar', 'calendar_update', 'schedule_meeting', 'meeting_schedule', 'make_call', 'text'],
  ...['traffic', 'directions', 'distance', 'current_location', 'jump_start', 'tire_pressure', 'tire_change'],
]);

/** A shop may be asked for these, or the assistant itself may. */
export const OPEN_INTENTS: ReadonlySet<string> = new Set([
  ...['yes', 'no', 'maybe', 'repeat', 'cancel', 'greeting', 'goodbye', 'thank_you', 'are_you_a_bot', 'who_made_you'],
  ...['what_can_i_ask_you', 'what_is_your_name', 'who_do_you_work_for', 'change_ai_name', 'change_user_name'],
  ...[
    'user_name',
    'change_accent',
    'change_language',
    'change_speed',
    'change_volume',
    'whisper_mode',
    'reset_settings',
  ],
  ...['shopping_list', 'shopping_list_update', 'share_location', 'find_phone', 'uber', 'gas', 'gas_type', 'mpg'],
  ...['oil_change_how', 'oil_change_when', 'schedule_maintenance', 'last_maintenance', 'restaurant_suggestion'],
  ...['travel_suggestion', 'how_busy', 'next_holiday', 'payday', 'pto_balance', 'pto_request', 'pto_request_status'],
  ...['pto_used', 'income', 'taxes', 'w2', 'rollover_401k', 'vaccines', 'plug_type', 'exchange_rate'],
]);
