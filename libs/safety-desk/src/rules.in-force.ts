import type { Database, Db } from '@zhike/platform';
import type { ScreeningRule, ScreeningWord, WorkspaceRules } from '@zhike/ports';
import { SqlAllowanceStore } from './allowance.store.js';
import { SqlRuleStore } from './rule.store.js';
import type { AllowanceRow, RuleRow, StoredWord } from './safety.rows.js';

/** How hits name what the allow-list took back. */
export const ALLOW_LIST = 'allow-list';
/** Of no rule of the shop's, and of no house. */
const ALLOWED = 'allowed';

export const keyOf = (ruleId: string): string => `rule:${ruleId}`;

/** The rules of a workspace that are switched on, and its allow-list, for whoever screens. */
export class SqlWorkspaceRules implements WorkspaceRules {
  constructor(private readonly database: Database) {}

  workspaces(): Promise<string[]> {
    return new SqlRuleStore(this.database).workspaces();
  }

  revision(workspaceId: string): Promise<number> {
    return new SqlRuleStore(this.database).revision(workspaceId);
  }

  /** The revision is read first: what is saved meanwhile is seen at the next look. */
  async read(workspaceId: string): Promise<{ revision: number; rules: ScreeningRule[] }> {
    const revision = await this.revision(workspaceId);
    if (revision === 0) return { revision, rules: [] };
    const rows = await new SqlRuleStore(this.database).list(workspaceId);
    const allowances = await new SqlAllowanceStore(this.database).list(workspaceId);
    const rules = rows.flatMap((row) => screeningRule(row, this.database) ?? []);
    return { revision, rules: [...rules, ...allowListOf(allowances)] };
  }
}

/** Undefined for a rule that is switched off. */
export function screeningRule(row: RuleRow, db: Db): ScreeningRule | undefined {
  if (row.mode === 'off') return undefined;
  const { id, direction, mode, expiresAt, wordCount, kind, category, severity } = row;
  return {
    ...{ id, key: keyOf(id), direction, mode, wordCount, hasGaps: kind === 'phrases' },
    ...(expiresAt ? { expiresAt } : {}),
    stamp: `${id}@${row.wordsRevision}:${category}:${severity}`,
    words: async () =>
      kind === 'list'
        ? (await new SqlRuleStore(db).listWords(id)).map((word) => listedWord(word, row))
        : row.words.map((word) => ({ word, category, severity })),
  };
}

function listedWord({ expiresAt, ...word }: StoredWord, { category, severity }: RuleRow): ScreeningWord {
  return { category, severity, ...word, ...(expiresAt ? { expiresAt: new Date(expiresAt) } : {}) };
}

/** One rule for each direction that has words. */
function allowListOf(allowances: readonly AllowanceRow[]): ScreeningRule[] {
  return (['input', 'output', 'both'] as const).flatMap((direction) => {
    const words = allowances.filter((one) => one.direction === direction);
    if (!words.length) return [];
    return {
      ...({
        id: `${ALLOW_LIST}:${direction}`,
        key: ALLOW_LIST,
        direction,
        mode: 'live',
        wordCount: words.length,
        hasGaps: false,
      } as const),
      stamp: words.map(({ id }) => id).join(','),
      words: async () => words.map(({ word }) => ({ word, category: ALLOWED, severity: 'allow' as const })),
    };
  });
}
