import type { Locale } from '@zhike/contracts';
import type { ContextWindow, EarlierUtterance, Reply, Turn, Utterance, Window } from '@zhike/ports';
import { leaning, STANDS_ALONE } from './follow-up.js';
import { fitHistory, weigh } from './history.budget.js';
import { replyOf } from './open-question.js';
import { countTokens } from './token.count.js';
import { toldIn } from './told.js';

export interface ContextWindowOptions {
  /** Tokens of history that may speak in a turn, beside the question itself. */
  readonly budgetTokens: number;
}

/** Fits the newest history into the budget and weighs it by how far the question leans on it. */
export class BudgetContextWindow implements ContextWindow {
  constructor(private readonly options: ContextWindowOptions) {}

  async fit({ text, history, locale }: Turn): Promise<Window> {
    const own = countTokens(text);
    const { speaking, usedTokens, ...parts } = fitHistory(history, this.options.budgetTokens);
    const reply = replyOf(text, history, locale);
    const { degree, because } = leaning(text, locale);
    const topic = topicOf(text, history, locale);
    return {
      question: reply ? `${reply.to} ${reply.text}` : text,
      earlier: reply
        ? leanOnReply(reply, speaking)
        : weigh(speaking, locale === 'zh' && degree <= STANDS_ALONE ? 0 : degree),
      ...(reply ? { reply } : {}),
      ...(topic === undefined ? {} : { topic }),
      told: toldIn(history, locale),
      ...parts,
      usedTokens: own + usedTokens,
      budgetTokens: own + this.options.budgetTokens,
      because: whyOf(history, reply, because),
    };
  }
}

/** A reply says nothing without what it replies to; what was wanted before we asked back speaks next to it. */
function leanOnReply(reply: Reply, speaking: readonly Utterance[]): EarlierUtterance[] {
  const before = speaking.slice(1);
  const wanted = before.findIndex(({ role, text }) => role === 'customer' && text === reply.question);
  return weigh(before, 1).map((utterance, place) => (place === wanted ? { ...utterance, weight: 1 } : utterance));
}

/** The newest message that names a topic of its own, this one included. */
function topicOf(text: string, history: readonly Utterance[], locale: Locale): string | undefined {
  const asked = [...history.filter(({ role }) => role === 'customer').map((said) => said.text), text].reverse();
  return asked.find((message) => leaning(message, locale).degree <= STANDS_ALONE) ?? asked.at(-1);
}

function whyOf(history: readonly Utterance[], reply: Reply | undefined, because: string): string {
  if (!history.length) return 'it is the first message';
  return reply ? 'it answers our question' : because;
}
