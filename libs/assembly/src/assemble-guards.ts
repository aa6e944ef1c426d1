import { CanaryRail, PlaceholderRedactor, RuleContentSafety } from '@zhike/content-safety';
import { PromptGuard } from '@zhike/generation';

/** What keeps data data on its way to a model, and the rails that know the canary it carries. */
export function assembleGuards() {
  const guard = new PromptGuard(new PlaceholderRedactor());
  return { guard, safety: new CanaryRail(new RuleContentSafety(), guard.canary) };
}
