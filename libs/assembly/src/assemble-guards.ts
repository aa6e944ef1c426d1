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
import type { ContentSafety, Embedder } from '@zhike/ports';
import { findProductRoot } from './product-root.js';

/** What `models train safety` wrote. */
const SAFETY_HEADS = 'models/safety-heads/weights.json';

export interface GuardParts {
  readonly embedder: Embedder;
  readonly shared: Embedder | undefined;
  readonly logger: Logger;
}

/** What keeps data data on its way to a model, and the rails that hold for every shop. */
export function assembleGuards(parts: GuardParts): { guard: PromptGuard; house: ContentSafety } {
  const guard = new PromptGuard(new PlaceholderRedactor());
  return { guard, house: new CanaryRail(judgedByMeaning(new RuleContentSafety(), parts), guard.canary) };
}

/** Rules and words alone where there are no heads, or no model that both languages share. */
function judgedByMeaning(rails: ContentSafety, { embedder, shared, logger }: GuardParts): ContentSafety {
  const { heads, problem } = readSemanticHeads(join(findProductRoot(), SAFETY_HEADS));
  if (problem) logger.warn({ reason: problem }, 'messages are not judged by meaning');
  if (!heads || !shared) return rails;
  return new SemanticContentSafety(rails, new SemanticRail({ own: embedder, shared, heads }), { logger });
}
