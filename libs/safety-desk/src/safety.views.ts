import type { Allowance, SafetyEvent, SafetyExample, SafetyHit, SafetyRule } from '@zhike/contracts';
import type { RuleHit } from '@zhike/ports';
import { keyOf } from './rules.in-force.js';
import type { AllowanceRow, EventRow, ExampleRow, RuleCounts, RuleDayRow, RuleRow } from './safety.rows.js';

export type RuleNames = ReadonlyMap<string, { readonly name: string; readonly isGone: boolean }>;

const NONE: RuleCounts = { hits: 0, blocked: 0, watched: 0, shadow: 0, allowed: 0, falsePositives: 0 };

export const sumOf = (rows: readonly RuleCounts[]): RuleCounts =>
  rows.reduce(
    (sum, row) => ({
      hits: sum.hits + row.hits,
      blocked: sum.blocked + row.blocked,
      watched: sum.watched + row.watched,
      shadow: sum.shadow + row.shadow,
      allowed: sum.allowed + row.allowed,
      falsePositives: sum.falsePositives + row.falsePositives,
    }),
    NONE,
  );

export function showRule(row: RuleRow, days: readonly RuleDayRow[], now: Date): SafetyRule {
  const { workspaceId: _w, wordsRevision: _r, createdAt: _c, fileName, template, expiresAt, updatedAt, ...shown } = row;
  return {
    ...shown,
    words: [...row.words],
    ...(fileName === null ? {} : { fileName }),
    ...(template === null ? {} : { template }),
    expiresAt: expiresAt?.toISOString() ?? null,
    isExpired: expiresAt !== null && expiresAt <= now,
    lastSevenDays: sumOf(days.filter(({ rule }) => rule === keyOf(row.id))),
    updatedAt: updatedAt.toISOString(),
  };
}

/** The name of a rule of the shop's own; undefined for one of the house. */
export const ruleNamed = (key: string, names: RuleNames) =>
  key.startsWith('rule:') ? names.get(key.slice('rule:'.length)) : undefined;

export function showHits(hits: readonly RuleHit[], names: RuleNames): SafetyHit[] {
  return hits.map((hit) => {
    const ruleName = ruleNamed(hit.rule, names)?.name;
    return { ...hit, ...(ruleName === undefined ? {} : { ruleName }) };
  });
}

export function showEvent(row: EventRow, names: RuleNames): SafetyEvent {
  const { id, turnId, direction, verdict, reason, excerpt, status, isExample } = row;
  return {
    ...{ id, turnId, direction, verdict, reason, excerpt, status, isExample },
    hits: showHits(row.excerptHits, names),
    at: row.at.toISOString(),
    allowed: [...row.allowed],
    ...(row.handledBy === null ? {} : { handledBy: row.handledBy }),
    ...(row.handledAt === null ? {} : { handledAt: row.handledAt.toISOString() }),
  };
}

export const showAllowance = ({ eventId, addedAt, ...row }: AllowanceRow): Allowance => ({
  ...row,
  ...(eventId === null ? {} : { eventId }),
  addedAt: addedAt.toISOString(),
});

export const showExample = ({ eventId: _eventId, addedAt, ...row }: ExampleRow): SafetyExample => ({
  ...row,
  addedAt: addedAt.toISOString(),
});
