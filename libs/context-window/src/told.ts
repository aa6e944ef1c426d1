import type { Locale } from '@zhike/contracts';
import { splitSentences } from '@zhike/platform';
import type { Utterance } from '@zhike/ports';

/** The customer speaking of themselves or of what is theirs. */
const OWN: Record<Locale, RegExp> = {
  zh: /我|咱|本人|家里|孩子|父母|买|订|收到|拆|用了/u,
  en: /\b(?:i|i['’]?m|i['’]?ve|my|mine|me|we|our|us)\b/iu,
};
const ASKING: Record<Locale, RegExp> = {
  zh: /[?？]\s*$|吗|呢|什么|怎么|多少|哪|是否|能不能|可不可以|请问|帮我|告诉/u,
  en: /\?\s*$|^(?:what|who|where|when|why|how|which|can|could|do|does|did|is|are|am|will|would|should|may|tell|please)\b|\b(?:want to know|would like to know|wondering)\b/iu,
};
/** So many statements are kept at most, the newest. */
const MOST = 12;

/** What the customer said of their own case, oldest first: statements, not questions. 「我是金卡会员。」 counts until the end. */
export function toldIn(history: readonly Utterance[], locale: Locale): readonly string[] {
  return history
    .filter(({ role }) => role === 'customer')
    .flatMap(({ text }) => splitSentences(text))
    .filter((sentence) => OWN[locale].test(sentence) && !ASKING[locale].test(sentence.trim()))
    .slice(-MOST);
}
