import { isFor, type Locale, type PolicySummary, type Welcome } from '@zhike/contracts';
import type { Workspace } from '@zhike/identity';
import type { PolicyService } from '@zhike/policy';

const MOST_STARTERS = 4;

const GREETING: Record<Locale, (shop: string) => string> = {
  zh: (shop) => `您好，这里是「${shop}」的智能客服。我根据已发布的政策和商品资料回答，并注明出处。`,
  en: (shop) =>
    `Hello, this is the AI assistant of ${shop}. I answer from the published policies and show where each answer comes from.`,
};

/** Greets in the shop's name and offers what can surely be answered: the policies in force in that language for that customer. */
export async function makeWelcome(
  policies: PolicyService,
  workspace: Workspace,
  locale: Locale,
  audiences: readonly string[],
): Promise<Welcome> {
  const listed = await policies.listPolicies(workspace.id, { kind: 'policy' });
  const starters = listed
    .filter((policy) => policy.live && isFor(policy.live.audiences, audiences) && policy.locale === locale)
    .map(asQuestion);
  return {
    shopName: workspace.name,
    greeting: GREETING[locale](workspace.name),
    starters: starters.slice(0, MOST_STARTERS),
  };
}

function asQuestion({ title, locale }: PolicySummary): string {
  if (locale === 'zh') return `${title}是什么？`;
  return /policy$/i.test(title) ? `What is the ${title}?` : `What are the rules on “${title}”?`;
}
