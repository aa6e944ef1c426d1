import type { SafetyEffect } from '@zhike/contracts';
import type { Db } from '@zhike/platform';
import type { RuleHit } from '@zhike/ports';
import type { RuleDayRow } from './safety.rows.js';

const COLUMN: Readonly<Record<SafetyEffect, string>> = {
  blocked: 'blocked',
  watched: 'watched',
  allowed: 'allowed',
  'shadow-block': 'shadow',
  'shadow-watch': 'shadow',
  'shadow-allow': 'shadow',
};

/** How often each rule was found, by day of UTC. Owns `safety_rule_days`. */
export class SqlRuleDayStore {
  constructor(private readonly db: Db) {}

  /** A text counts once for each rule and what it did, however often the rule stands in it. */
  async count(workspaceId: string, at: Date, hits: readonly RuleHit[]): Promise<void> {
    for (const rule of new Set(hits.map((hit) => hit.rule))) {
      const columns = new Set(hits.filter((hit) => hit.rule === rule).map(({ effect }) => COLUMN[effect]));
      await this.add(workspaceId, rule, at, ['hits', ...columns], 1);
    }
  }

  async countWrong(workspaceId: string, at: Date, rules: Iterable<string>, by: 1 | -1): Promise<void> {
    for (const rule of rules) await this.add(workspaceId, rule, at, ['false_positives'], by);
  }

  private async add(
    workspaceId: string,
    rule: string,
    at: Date,
    columns: readonly string[],
    by: 1 | -1,
  ): Promise<void> {
    await this.db.query(
      `insert into safety_rule_days (workspace_id, rule, day, ${columns.join(', ')})
       values ($1, $2, $3::date, ${columns.map(() => Math.max(by, 0)).join(', ')})
       on conflict (workspace_id, day, rule) do update
         set ${columns.map((column) => `${column} = greatest(0, safety_rule_days.${column} + $4::integer)`).join(', ')}`,
      [workspaceId, rule, dayOf(at), by],
    );
  }

  since(workspaceId: string, day: string): Promise<RuleDayRow[]> {
    return this.db.query(
      `select d.rule, to_char(d.day, 'YYYY-MM-DD') as day, d.hits, d.blocked, d.watched, d.shadow, d.allowed,
              d.false_positives as "falsePositives"
         from safety_rule_days d where d.workspace_id = $1 and d.day >= $2::date`,
      [workspaceId, day],
    );
  }
}

/** Of UTC. */
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** So many days up to that of `at`, oldest first. */
export const daysUpTo = (at: Date, count: number): string[] =>
  Array.from({ length: count }, (_, back) => dayOf(new Date(at.getTime() - (count - 1 - back) * 86_400_000)));
