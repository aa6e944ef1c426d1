import type { Constrain } from '../sampler.js';
import { EvidenceAutomaton } from './evidence.automaton.js';
import type { TextAutomaton } from './text.automaton.js';
import { tokenBytes } from './token.bytes.js';
import { TokenMask, TokenOrder } from './token.mask.js';

/** What an answer must be like, token by token. Plain data, so that it crosses to the worker. */
export type AnswerConstraint =
  /** Numbers and what they count are copied from these texts. */
  { readonly kind: 'evidence'; readonly texts: readonly string[] };

/** Compiles constraints for one model. Its tokens are put in order with the first. */
export class Constraints {
  private order: TokenOrder | undefined;

  constructor(
    private readonly tokenizer: object,
    private readonly endTokens: readonly number[],
  ) {}

  /** A hook for one answer. Throws `decoder-request-refused` for a constraint that cannot be compiled. */
  compile(constraint: AnswerConstraint): Constrain {
    return this.mask(new EvidenceAutomaton(constraint.texts));
  }

  private mask<State>(automaton: TextAutomaton<State>): Constrain {
    this.order ??= new TokenOrder(tokenBytes(this.tokenizer));
    return new TokenMask(automaton, this.order, this.endTokens).constrain;
  }
}
