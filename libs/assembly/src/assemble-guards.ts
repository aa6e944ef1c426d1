import { join } from 'node:path';
import {
  CanaryRail,
  PlaceholderRedactor,
  readSemanticHeads,
  RuleContentSafety,
  SemanticContentSafety,
  SemanticRail,
} from '@zhike/content-safety';
import { PromptGuard } from '@zhike/generation';
import type { Logger } from '@zhike/platform';
import type { Embedder, ExplainHits, InstructionJudge } from '@zhike/ports';
import { findProductRoot } from './product-root.js';

/** What `models train safety` wrote. */
const SAFETY_HEADS = 'models/safety-heads/weights.json';

export interface GuardParts {
  readonly embedder: Embedder;
  /** The middle layers of the model that both languages share. */
  readonly judging: Embedder | undefined;
  readonly logger: Logger;
}

/** What keeps data data on its way to a model, and the rails that hold for every shop. */
export function assembleGuards(parts: GuardParts) {
  const guard = new PromptGuard(new PlaceholderRedactor());
  const semantic = semanticRailOf(parts);
  const rules = new RuleContentSafety();
  const judged = semantic && new SemanticContentSafety(rules, semantic, { logger: parts.logger });
  const explain: ExplainHits = judged?.explain ?? (async (_, hits) => hits);
  const judgeSentences: InstructionJudge | undefined =
    semantic &&
    (async (sentences) => {
      try {
        return await semantic.findInstructions(sentences);
      } catch (error) {
        parts.logger.warn({ reason: String(error) }, 'a document was not judged by meaning');
        return undefined;
      }
    });
  const warmRails = async () => semantic?.warmUp();
  return { guard, house: new CanaryRail(judged ?? rules, guard.canary), explain, judgeSentences, warmRails };
}

/** Nothing to judge by where there are no heads, or no model that both languages share. */
function semanticRailOf({ embedder, judging, logger }: GuardParts): SemanticRail | undefined {
  const { heads, problem } = readSemanticHeads(join(findProductRoot(), SAFETY_HEADS));
  if (problem) logger.warn({ reason: problem }, 'messages are not judged by meaning');
  return heads && judging && new SemanticRail({ own: embedder, shared: judging, heads });
}
