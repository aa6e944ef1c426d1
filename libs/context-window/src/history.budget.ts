import { splitSentences } from '@zhike/platform';
import type { EarlierUtterance, Utterance, WindowPart } from '@zhike/ports';
import { countTokens } from './token.count.js';

/** Longest utterance that is kept as it is, in characters; of a longer one only what it begins with is kept. */
const LONGEST = 600;
/** An utterance for which there is no room any more is cut to its first sentence, of so many characters at most. */
const SUMMARY = 80;

/** The history as it fits: every utterance is kept, summarised or dropped. */
export interface FittedHistory {
  /** What speaks, newest first: whole or summarised. */
  readonly speaking: readonly Utterance[];
  readonly kept: readonly WindowPart[];
  readonly summarised: readonly WindowPart[];
  readonly dropped: readonly WindowPart[];
  readonly usedTokens: number;
}

/**
 * The newest history first, while there is room. What does not fit whole speaks by its first sentence, which says what it was
 * about; when even that does not fit, it and all before it are dropped.
 */
export function fitHistory(history: readonly Utterance[], budgetTokens: number): FittedHistory {
  const fitted = { speaking: [] as Utterance[], kept: [] as WindowPart[], summarised: [] as WindowPart[] };
  const dropped: WindowPart[] = [];
  let usedTokens = 0;
  for (const utterance of [...history].reverse()) {
    const part = dropped.length ? undefined : partThatFits(utterance, budgetTokens - usedTokens);
    if (!part) {
      const { role, text } = utterance;
      dropped.push({ role, text, tokens: countTokens(text), because: 'over the token budget' });
      continue;
    }
    usedTokens += part.tokens;
    fitted.speaking.push({ ...utterance, text: part.text });
    (part.text === utterance.text ? fitted.kept : fitted.summarised).push(part);
  }
  return { ...fitted, dropped, usedTokens };
}

function partThatFits({ role, text }: Utterance, room: number): WindowPart | undefined {
  const whole = countTokens(text);
  if (text.length <= LONGEST && whole <= room) return { role, text, tokens: whole, because: 'recent' };
  const beginning = text.slice(0, LONGEST);
  const cut = countTokens(beginning);
  if (text.length > LONGEST && cut <= room)
    return { role, text: beginning, tokens: cut, because: 'long: what it begins with' };
  const summary = (splitSentences(text)[0] ?? text).slice(0, SUMMARY);
  const tokens = countTokens(summary);
  return tokens <= room
    ? { role, text: summary, tokens, because: 'no room for more than its first sentence' }
    : undefined;
}

/** Each step back in the conversation speaks this much less. */
const FADING = 0.6;
/** What the shop said speaks less than what the customer asked: it is our words, not the wish. */
const ANSWER_SHARE = 0.7;

/** How far each utterance speaks, newest first, for a question that leans on them by `degree` (0–1). */
export function weigh(speaking: readonly Utterance[], degree: number): EarlierUtterance[] {
  let weight = degree;
  return speaking.map((utterance) => {
    const own = utterance.role === 'customer' ? weight : weight * ANSWER_SHARE;
    if (utterance.role === 'customer') weight *= FADING;
    return { ...utterance, weight: own };
  });
}
