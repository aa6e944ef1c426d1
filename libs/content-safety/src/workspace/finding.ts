import { isJudgement } from '@zhike/contracts';
import type { Finding, RuleHit, RuleMatch, Verdict } from '@zhike/ports';
import type { OwnHit } from './rule-set.js';

/** Markup that acts is never a matter of words. */
const NEVER_ALLOWED = new Set(['active-content']);

export interface Span {
  readonly start: number;
  readonly end: number;
}

export const isCovered = ({ start, end }: Span, by: readonly Span[]): boolean =>
  by.some((span) => span.start <= start && end <= span.end);

const takesBack = (span: Span, match: Span & { readonly rule: string }): boolean =>
  isJudgement(match) || isCovered(match, [span]);

/** Hits of the house that an allowed phrase may take back; a judgement of the whole text is to be made again without the phrase. */
export const takenBack = (house: Verdict, allowed: readonly Span[]): RuleMatch[] =>
  allowed.length
    ? house.matches.filter((match) => !NEVER_ALLOWED.has(match.rule) && allowed.some((span) => takesBack(span, match)))
    : [];

export const isLiveAllow = ({ isShadow, severity }: OwnHit): boolean => severity === 'allow' && !isShadow;

/**
 * What the rules of the house and the workspace's own come to. `house` was asked without what the workspace allows, and `released` is what
 * that took back.
 */
export function judge(house: Verdict, own: readonly OwnHit[], released: readonly RuleMatch[]): Finding {
  const allowed = own.filter(isLiveAllow);
  const others = own.filter((hit) => hit.severity !== 'allow');
  const standing = others.filter((hit) => !isCovered(hit, allowed));
  const taken = [...released, ...others.filter((hit) => !hit.isShadow && isCovered(hit, allowed))];
  const effective: RuleHit[] = [
    ...house.matches.map((match) => houseHit(match, house.isBlocked)),
    ...standing.filter(({ isShadow }) => !isShadow).map((hit) => tell(hit, doneBy(hit))),
  ];
  const hits = [
    ...effective,
    ...standing.filter(({ isShadow }) => isShadow).map((hit) => tell(hit, `shadow-${severityOf(hit)}`)),
    ...allowed.filter((hit) => taken.some((one) => takesBack(hit, one))).map((hit) => tell(hit, 'allowed')),
    ...own
      .filter((hit) => hit.isShadow && hit.severity === 'allow' && effective.some((one) => isCovered(one, [hit])))
      .map((hit) => tell(hit, 'shadow-allow')),
  ].toSorted((one, other) => one.start - other.start || one.end - other.end);
  return { ...verdictOf(house, effective, hits), hits };
}

function verdictOf(house: Verdict, effective: readonly RuleHit[], hits: readonly RuleHit[]): Omit<Finding, 'hits'> {
  if (house.isBlocked) return { verdict: 'blocked', reason: house.reason };
  if (effective.some(({ effect }) => effect === 'blocked')) return { verdict: 'blocked', reason: 'workspace-rule' };
  if (effective.length) return { verdict: 'watched', reason: 'watched' };
  if (hits.some(({ effect }) => effect.startsWith('shadow-'))) return { verdict: 'shadow', reason: 'shadow' };
  return { verdict: 'clean', reason: 'clean' };
}

const houseHit = ({ rule, category, start, end, isWatched }: RuleMatch, isBlocked: boolean): RuleHit => ({
  ...{ rule, start, end },
  ...(category === undefined ? {} : { category }),
  effect: isBlocked && !isWatched ? 'blocked' : 'watched',
});

const severityOf = ({ severity }: OwnHit) => (severity === 'block' ? 'block' : 'watch');
const doneBy = ({ severity }: OwnHit) => (severity === 'block' ? 'blocked' : 'watched');
const tell = ({ rule, category, start, end }: OwnHit, effect: RuleHit['effect']): RuleHit => ({
  ...{ rule, category, start, end, effect },
});
