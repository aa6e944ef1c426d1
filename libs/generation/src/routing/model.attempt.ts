import type { ChatModelErrorCode, ChatUsage } from '@zhike/ports';

/** What a million tokens cost, in the currency in which the shop counts. */
export interface TokenPrice {
  readonly input: number;
  readonly output: number;
}

/** How one try to get an answer from one model went. */
export interface ModelAttempt {
  readonly model: string;
  /** 1 for the first try with this model in a turn. */
  readonly number: number;
  /** `stopped`: the turn ended, or its time was up. `error`: a fault of ours. */
  readonly result: 'answered' | 'stopped' | 'error' | ChatModelErrorCode;
  readonly temperature: number;
  /** Parameters that the model refuses and was asked without; `temperature` among them means that it chose its own. */
  readonly without: readonly string[];
  readonly tookMs: number;
  /** From the request to the first text. */
  readonly firstTextMs?: number;
  /** Known of answers that ended. */
  readonly usage?: ChatUsage;
  /** In the currency of the price, where there is one. */
  readonly cost?: number;
}

/** Hears of each attempt when it is over. Called between pieces of an answer; must not throw. */
export type AttemptListener = (attempt: ModelAttempt) => void;

export const costOf = ({ promptTokens, answerTokens }: ChatUsage, { input, output }: TokenPrice): number =>
  (promptTokens * input + answerTokens * output) / 1_000_000;
