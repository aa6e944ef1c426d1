import type { AnswerWriter, ChatModel } from '@zhike/ports';
import { ModelAnswerWriter } from '../writing/model.answer-writer.js';
import type { PromptGuard } from '../writing/prompt.guard.js';
import type { AnswerRoute } from './answer.route.js';
import { type ChainLink, FailoverChatModel } from './failover.chat-model.js';
import { RoutingAnswerWriter } from './routing.answer-writer.js';
import type { WritingEars } from './writing.metrics.js';

/** A model with the answers it writes. */
export interface SizedLink {
  readonly size: AnswerRoute['size'];
  readonly link: ChainLink;
}

export interface ChainParts {
  readonly composer: AnswerWriter;
  readonly prompts: PromptGuard;
  /** Milliseconds for all models of one answer. */
  readonly withinMs: number;
  readonly ears: WritingEars;
}

export interface WritingChains {
  readonly writer: AnswerWriter;
  /** Writes marketing copy: the chain for hard answers, else the one for simple ones. */
  readonly copyModel: ChatModel | undefined;
}

/** One chain of models for each size of answers, in the order in which they are given; the composer where there is none. */
export function chainsOf(
  links: readonly SizedLink[],
  { composer, prompts, withinMs, ears }: ChainParts,
): WritingChains {
  const chainOf = (size: AnswerRoute['size']) => {
    const chain = links.filter((one) => one.size === size).map(({ link }) => link);
    return chain.length ? new FailoverChatModel(chain) : undefined;
  };
  const [simple, hard] = [chainOf('simple'), chainOf('hard')];
  const writerOf = (size: AnswerRoute['size'], chain: FailoverChatModel | undefined) =>
    chain && new ModelAnswerWriter(chain, prompts, { withinMs }, ears.onAttempt(size));
  const writers = { composer, simple: writerOf('simple', simple), hard: writerOf('hard', hard) };
  const copy = hard ?? simple;
  return {
    writer: new RoutingAnswerWriter(writers, ears.onRouted),
    copyModel: copy && { id: copy.id, chat: (request) => copy.chat(request, ears.onAttempt('copy')) },
  };
}
