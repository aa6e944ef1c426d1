import type { SafetyFigures, SafetyOverview, SafetyTrial, TrySafety } from '@zhike/contracts';
import type { Clock } from '@zhike/platform';
import type { ExplainHits, RuleScreen } from '@zhike/ports';
import { daysUpTo } from './rule-day.store.js';
import type { InSafety } from './safety.scope.js';
import { ruleNamed, showHits, sumOf } from './safety.views.js';
import { KEPT_DAYS } from './screening.log.js';

export interface SafetyDeskParts {
  readonly inSafety: InSafety;
  readonly screen: RuleScreen;
  readonly explain: ExplainHits;
  /** What the product itself looks for. */
  readonly house: () => SafetyOverview['house'];
  readonly clock: Clock;
}

/** How the filter stands, what it did, and what it would do to a text. */
export class SafetyDesk {
  constructor(private readonly parts: SafetyDeskParts) {}

  async overview(workspaceId: string, may: Pick<SafetyOverview, 'mayEdit' | 'maySeeText'>): Promise<SafetyOverview> {
    const open = await this.parts.inSafety(({ events }) => events.countOpen(workspaceId));
    const { state, problem, since } = this.parts.screen.inForce(workspaceId);
    return {
      ...{ ...may, open, keptDays: KEPT_DAYS, house: this.parts.house() },
      inForce: {
        state,
        ...(problem === undefined ? {} : { problem }),
        ...(since === undefined ? {} : { since: since.toISOString() }),
      },
    };
  }

  async try(workspaceId: string, { text, direction }: TrySafety): Promise<SafetyTrial> {
    const { verdict, reason, hits } = await this.parts.screen.try(workspaceId, direction, text);
    const names = await this.parts.inSafety(({ rules }) => rules.names(workspaceId));
    return { verdict, reason, hits: showHits(await this.parts.explain(text, hits), names) };
  }

  async figures(workspaceId: string, dayCount: number): Promise<SafetyFigures> {
    const days = daysUpTo(this.parts.clock.now(), dayCount);
    const { rows, names } = await this.parts.inSafety(async ({ days: counts, rules }) => ({
      rows: await counts.since(workspaceId, days[0] ?? ''),
      names: await rules.names(workspaceId),
    }));
    const keys = [...new Set(rows.map(({ rule }) => rule))];
    const rules = keys.map((rule) => {
      const own = rows.filter((row) => row.rule === rule);
      const named = ruleNamed(rule, names);
      return {
        ...{ rule, isGone: named?.isGone ?? false, total: sumOf(own) },
        ...(named === undefined ? {} : { ruleName: named.name }),
        byDay: days.map((day) => sumOf(own.filter((row) => row.day === day))),
      };
    });
    return { days, rules: rules.toSorted((one, other) => other.total.hits - one.total.hits) };
  }
}
