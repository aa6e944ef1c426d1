import type { ContextWindow, EarlierUtterance, Turn, Utterance, Window, WindowPart } from '@zhike/ports';
import { leaning } from './follow-up.js';
import { countTokens } from './token.count.js';

export interface ContextWindowOptions {
  /** Tokens of history that may speak in a turn, beside the question itself. */
  readonly budgetTokens: number;
}

/** Each step back in the conversation speaks this much less. */
const FADING = 0.6;
/** What the shop said speaks less than what the customer asked: it is our words, not the wish. */
const ANSWER_SHARE = 0.7;
/** Longest part of one utterance that is looked at, in characters; a long answer begins with what it is about. */
const LONGEST = 600;

/** Fits the newest history into the budget and weighs it by how far the question leans on it. */
export class BudgetContextWindow implements ContextWindow {
  constructor(private readonly options: ContextWindowOptions) {}

  async fit(turn: Turn): Promise<Window> {
    const { degree, because } = leaning(turn.text, turn.locale);
    const kept: WindowPart[] = [];
    const dropped: WindowPart[] = [];
    let usedTokens = countTokens(turn.text);

    const newestFirst = [...turn.history].reverse();
    const limit = usedTokens + this.options.budgetTokens;
    for (const utterance of newestFirst) {
      const part = partOf(utterance);
      if (dropped.length || usedTokens + part.tokens > limit)
        dropped.push({ ...part, because: 'over the token budget' });
      else {
        usedTokens += part.tokens;
        kept.push({ ...part, because: 'recent' });
      }
    }
    const earlier = weigh(kept, degree);
    return {
      question: turn.text,
      earlier,
      kept,
      dropped,
      usedTokens,
      budgetTokens: limit,
      because: turn.history.length ? because : 'it is the first message',
    };
  }
}

function partOf({ role, text }: Utterance): WindowPart {
  const said = text.length > LONGEST ? text.slice(0, LONGEST) : text;
  return { role, text: said, tokens: countTokens(said), because: '' };
}

function weigh(kept: readonly WindowPart[], degree: number): EarlierUtterance[] {
  let weight = degree;
  return kept.map((part) => {
    const own = part.role === 'customer' ? weight : weight * ANSWER_SHARE;
    if (part.role === 'customer') weight *= FADING;
    return { role: part.role, text: part.text, weight: own };
  });
}
