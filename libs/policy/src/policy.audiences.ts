import { Audience } from '@zhike/contracts';
import { PolicyRuleError } from './policy.errors.js';

export const MOST_AUDIENCES = 20;

/** Names of groups as they are compared: folded, each once, in order. `audience-invalid` for what is no name. */
export function audiencesOf(names: readonly string[]): string[] {
  const read = names.map((name) => {
    const { success, data } = Audience.safeParse(name);
    if (success) return data;
    throw new PolicyRuleError(
      'audience-invalid',
      `“${name.slice(0, 60)}” cannot be a group of customers: write letters, digits, - and _, at most 40, e.g. members.`,
    );
  });
  const audiences = [...new Set(read)].sort();
  if (audiences.length <= MOST_AUDIENCES) return audiences;
  throw new PolicyRuleError('audience-invalid', `At most ${MOST_AUDIENCES} groups of customers can be named.`);
}
