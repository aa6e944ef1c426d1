import type { Constrain } from '../sampler.js';
import { parseEbnf } from './ebnf.parser.js';
import { EvidenceAutomaton } from './evidence.automaton.js';
import { GrammarAutomaton } from './grammar.automaton.js';
import { type JsonSchema, jsonSchemaGrammar } from './json-schema.grammar.js';
import type { TextAutomaton } from './text.automaton.js';
import { tokenBytes } from './token.bytes.js';
import { TokenMask, TokenMasks, TokenOrder } from './token.mask.js';

/** What an answer must be like, token by token. Plain data, so that it crosses to the worker. */
export type AnswerConstraint =
  /** Numbers and what they count are copied from these texts. */
  | { readonly kind: 'evidence'; readonly texts: readonly string[] }
  /** JSON under a schema. */
  | { readonly kind: 'json-schema'; readonly schema: JsonSchema }
  /** A text of this grammar, see `parseEbnf`. */
  | { readonly kind: 'grammar'; readonly ebnf: string };

/** Constraints whose masks are kept: requests about the same evidence come one after another. */
const KEPT_CONSTRAINTS = 8;

/** Compiles constraints for one model. Its tokens are put in order with the first. */
export class Constraints {
  private order: TokenOrder | undefined;
  private readonly compiled = new Map<string, () => Constrain>();

  constructor(
    private readonly tokenizer: object,
    private readonly endTokens: readonly number[],
  ) {}

  /** A hook for one answer. Throws `decoder-request-refused` for a constraint that cannot be compiled. */
  compile(constraint: AnswerConstraint): Constrain {
    const key = JSON.stringify(constraint);
    const known = this.compiled.get(key) ?? this.read(constraint);
    this.compiled.delete(key);
    this.compiled.set(key, known);
    const [oldest] = this.compiled.keys();
    if (oldest !== undefined && this.compiled.size > KEPT_CONSTRAINTS) this.compiled.delete(oldest);
    return known();
  }

  private read(constraint: AnswerConstraint): () => Constrain {
    switch (constraint.kind) {
      case 'evidence':
        return this.masksOf(new EvidenceAutomaton(constraint.texts));
      case 'json-schema':
        return this.masksOf(new GrammarAutomaton(jsonSchemaGrammar(constraint.schema)));
      case 'grammar':
        return this.masksOf(new GrammarAutomaton(parseEbnf(constraint.ebnf)));
    }
  }

  private masksOf<State>(automaton: TextAutomaton<State>): () => Constrain {
    this.order ??= new TokenOrder(tokenBytes(this.tokenizer));
    const masks = new TokenMasks(automaton, this.order, this.endTokens);
    return () => new TokenMask(masks).constrain;
  }
}
