import type { Locale } from '@zhike/contracts';
import { termsOf } from '@zhike/platform';

/**
 * Words that customers and policies use for the same thing; each set counts as one word. General words of service and of
 * people's lives, not of one field.
 */
const SAME: readonly (readonly string[])[] = [
  ['spouse', 'husband', 'wife', 'married', 'marriage', 'partner'],
  ['child', 'children', 'son', 'daughter', 'kid', 'baby'],
  ['parent', 'parents', 'father', 'mother', 'dad', 'mom', 'mum'],
  ['job', 'work', 'working', 'employed', 'employment', 'worker'],
  ['sick', 'ill', 'illness', 'disease'],
  ['buy', 'bought', 'purchase', 'purchased'],
  ['sell', 'sold', 'selling', 'sale'],
  ['receive', 'received', 'receiving', 'get', 'getting', 'got', 'paid'],
  ['live', 'living', 'reside', 'resident', 'residence'],
  ['die', 'died', 'dead', 'deceased', 'passed'],
  ['start', 'begin', 'began', 'started'],
  ['abroad', 'overseas', 'foreign'],
  ['house', 'home', 'property'],
  ['car', 'vehicle', 'automobile'],
  ['man', 'male'],
  ['woman', 'female', 'women'],
  ['broken', 'defective', 'faulty', 'damaged', 'damage'],
  ['opened', 'open', 'unsealed', 'unwrapped', 'unpacked'],
  ['used', 'worn', 'use'],
  ['invoice', 'receipt'],
  ['member', 'membership'],
  ['parcel', 'package', 'shipment'],
  ['refund', 'reimburse', 'reimbursement'],
  ['cancel', 'cancelled', 'cancellation'],
];
const SAME_HAN: readonly (readonly string[])[] = [
  ['拆封', '拆开', '开封', '打开', '拆了', '开了', '拆过'],
  ['使用', '用过', '穿过', '用了', '穿了'],
  ['损坏', '坏了', '破损', '破了', '摔坏', '碎了', '故障'],
  ['签收', '收到', '收货', '到货'],
  ['发货', '寄出', '出库'],
  ['购买', '买的', '买了', '下单'],
  ['生鲜', '水果', '蔬菜', '海鲜'],
  ['海外', '境外', '国外'],
  ['发票', '收据'],
  ['定制', '订做', '定做', '刻字'],
];

const CONCEPTS = new Map<string, string>(
  SAME.flatMap((set) => set.map((word) => [termsOf(word)[0] ?? word, `=${set[0] ?? ''}`] as const)),
);
/** What is left of „unopened“ or "non-member" when the denial is taken off; the denial is counted by {@link denies}. */
const DENYING_PREFIX =
  /\b(?:un(?=(?:opened|used|worn|damaged|sealed|paid|married|able|employed|licensed|registered))|non-?(?=\w{3}))/giu;
const HAN_CONCEPTS = SAME_HAN.flatMap((set) => set.map((word) => [word, set[0] ?? word] as const));

/** What happens to a thing, and has to be told: it does not follow from what the thing is. */
export const STATES: ReadonlySet<string> = new Set(['=opened', '=used', '=broken', '拆封', '使用', '损坏']);

/** The terms by which conditions and what was said are compared: {@link termsOf}, with words for the same thing as one. */
export function conceptsOf(text: string, locale: Locale): Set<string> {
  if (locale === 'en') {
    const plain = text
      .replace(DENYING_PREFIX, '')
      .replace(/(\w)['’]s\b/gu, '$1')
      .replace(/['’](?:re|ve|ll|d|m|t)\b/gu, '');
    return new Set(
      termsOf(plain)
        .filter((term) => !FAINT.has(term))
        .map((term) => CONCEPTS.get(term) ?? term),
    );
  }
  const same = HAN_CONCEPTS.reduce((folded, [word, first]) => folded.replaceAll(word, ` ${first} `), text);
  return new Set(termsOf(same.replace(/还没有?|没有?|未|非|不|是否|已经?|过|了|的/gu, ' ')));
}

/** Words that say nothing of a case. */
const FAINT = new Set(
  'would could should must been being more than some any all also us me am my he she they them his her so too just get got about very'.split(
    ' ',
  ),
);

const DENYING: Record<Locale, RegExp> = {
  zh: /不|未|没|非(?!常)|无(?!论)|除外|禁止/gu,
  en: /\b(?:not|no|never|none|nor|neither|without|nobody|nothing|cannot|unable|fail(?:ed)?|nowhere|haven|hasn)\b|n['’]t\b|\b(?:dont|cant|isnt|wasnt|doesnt|didnt)\b|\bun(?:opened|used|worn|damaged|sealed|paid|married|employed|licensed|registered)\b|\bnon-\w/giu,
};
/** 「是不是」「能不能」「不用」 deny nothing. */
const ASKING = /(\p{Script=Han})不\1|是否|有没有|不过|不仅|不但|差不多|不管|不论/gu;

export function denies(text: string, locale: Locale): boolean {
  return ((text.replace(ASKING, '').match(DENYING[locale])?.length ?? 0) & 1) === 1;
}

/** Speech doubles its denials („I don't have no …“) and still denies. */
export const deniesOnce = (text: string, locale: Locale): boolean => deniedFrom(text, locale) !== undefined;

/** The text from its first word of denial on; a denial reaches what follows it: „a gift, not a loan“. */
export function deniedFrom(text: string, locale: Locale): string | undefined {
  const plain = text.replace(ASKING, '');
  const from = plain.search(DENYING[locale]);
  return from < 0 ? undefined : plain.slice(from);
}
