import {
  DraftSafetyRule,
  SAFETY_LIMITS,
  type ChangeSafetyRule,
  type SafetyRule,
  type SafetyTemplate,
} from '@zhike/contracts';
import { type Clock, newId } from '@zhike/platform';
import { type RuleScreen, auditEntry } from '@zhike/ports';
import type { z } from 'zod';
import { RULE_TEMPLATES } from './rule.templates.js';
import { daysUpTo } from './rule-day.store.js';
import { SafetyError } from './safety.errors.js';
import type { RuleRow, StoredWord } from './safety.rows.js';
import { assertStorable, type InSafety, type SafetyMember, type SafetyScope } from './safety.scope.js';
import { showRule } from './safety.views.js';

export interface RuleServiceParts {
  readonly inSafety: InSafety;
  readonly screen: RuleScreen;
  readonly clock: Clock;
}

/** Words of a file for a rule. */
export interface RuleList {
  readonly fileName: string;
  readonly words: readonly StoredWord[];
}

type Change = z.output<typeof ChangeSafetyRule>;
export type RuleSetting = Omit<DraftSafetyRule, 'kind' | 'words'>;

/** The rules of a workspace. A saved rule is in force when its saving has been answered, on this server. */
export class RuleService {
  constructor(private readonly parts: RuleServiceParts) {}

  async list(workspaceId: string): Promise<SafetyRule[]> {
    const now = this.parts.clock.now();
    return this.parts.inSafety(async ({ rules, days }) => {
      const counted = await days.since(workspaceId, daysUpTo(now, 7)[0] ?? '');
      return (await rules.list(workspaceId)).map((row) => showRule(row, counted, now));
    });
  }

  async templates(workspaceId: string): Promise<SafetyTemplate[]> {
    const rows = await this.parts.inSafety(({ rules }) => rules.list(workspaceId));
    return RULE_TEMPLATES.map((template) => {
      const takenOn = rows.find((row) => row.template === template.key)?.id;
      return takenOn === undefined ? template : { ...template, takenOn };
    });
  }

  create(draft: DraftSafetyRule, member: SafetyMember): Promise<SafetyRule> {
    const words = this.cleaned(draft.words, draft.kind === 'phrases');
    const row = { ...this.newRow(draft, member), kind: draft.kind, words, wordCount: words.length };
    return this.add(row, member);
  }

  importList(setting: RuleSetting, list: RuleList, member: SafetyMember): Promise<SafetyRule> {
    const { fileName, words } = list;
    assertStorable(fileName);
    const row: RuleRow = { ...this.newRow(setting, member), kind: 'list', fileName, wordCount: words.length };
    return this.add(row, member, words);
  }

  private add(row: RuleRow, member: SafetyMember, listed?: readonly StoredWord[]): Promise<SafetyRule> {
    assertStorable(row.name, row.note, row.category, row.owner);
    return this.saving(member.workspaceId, row.id, async ({ rules, audit }) => {
      if ((await rules.list(member.workspaceId)).length >= SAFETY_LIMITS.rules)
        throw new SafetyError(
          'too-many-rules',
          `A workspace has ${SAFETY_LIMITS.rules} rules at most; join some of them, or delete what is no longer needed.`,
        );
      await rules.add(row);
      if (listed) await rules.putList(member.workspaceId, row.id, listed);
      await audit.append(auditEntry(member, 'safety-rule.created', row.id, auditOf(row)), row.updatedAt);
    });
  }

  async change(id: string, change: Change, member: SafetyMember): Promise<SafetyRule> {
    const { revision, words: given, ...setting } = change;
    assertStorable(change.name, change.note, change.category, change.owner ?? '');
    return this.saving(member.workspaceId, id, async (scope) => {
      const row = await this.readAt(scope, member.workspaceId, id, revision);
      const words = given && row.kind !== 'list' ? this.cleaned(given, row.kind === 'phrases') : row.words;
      await this.put(scope, member, row, {
        ...{ ...row, ...settingOf(setting, member), words, template: row.template },
        wordCount: row.kind === 'list' ? row.wordCount : words.length,
        wordsRevision: row.wordsRevision + (isSame(words, row.words) ? 0 : 1),
      });
    });
  }

  async setMode(id: string, mode: RuleRow['mode'], revision: number, member: SafetyMember): Promise<SafetyRule> {
    return this.saving(member.workspaceId, id, async (scope) => {
      const row = await this.readAt(scope, member.workspaceId, id, revision);
      await this.put(scope, member, row, { ...row, mode });
    });
  }

  async replaceList(
    id: string,
    { fileName, words }: RuleList,
    revision: number,
    member: SafetyMember,
  ): Promise<SafetyRule> {
    assertStorable(fileName);
    return this.saving(member.workspaceId, id, async (scope) => {
      const row = await this.readAt(scope, member.workspaceId, id, revision);
      if (row.kind !== 'list')
        throw new SafetyError('safety-words-refused', 'This rule’s words are typed in; change them there.');
      await scope.rules.putList(member.workspaceId, id, words);
      const wordsRevision = row.wordsRevision + 1;
      await this.put(scope, member, row, { ...row, fileName, wordCount: words.length, wordsRevision });
    });
  }

  async remove(id: string, member: SafetyMember): Promise<void> {
    await this.parts.inSafety(async ({ rules, audit }) => {
      const row = await found(rules, member.workspaceId, id);
      const at = this.parts.clock.now();
      await rules.remove(member.workspaceId, id, at);
      await rules.moveRevision(member.workspaceId);
      await audit.append(auditEntry(member, 'safety-rule.removed', id, auditOf(row)), at);
    });
    await this.parts.screen.refresh(member.workspaceId);
  }

  private async put({ rules, audit }: SafetyScope, member: SafetyMember, row: RuleRow, next: RuleRow): Promise<void> {
    const updatedAt = this.parts.clock.now();
    const saved = { ...next, revision: row.revision + 1, updatedBy: member.name, updatedAt };
    if (!(await rules.change(saved, row.revision))) throw changed();
    const details = { before: auditOf(row), after: auditOf(saved) };
    await audit.append(auditEntry(member, 'safety-rule.changed', row.id, details), updatedAt);
  }

  private async saving(
    workspaceId: string,
    id: string,
    work: (scope: SafetyScope) => Promise<void>,
  ): Promise<SafetyRule> {
    await this.parts.inSafety(async (scope) => {
      await work(scope);
      await scope.rules.moveRevision(workspaceId);
    });
    await this.parts.screen.refresh(workspaceId);
    const now = this.parts.clock.now();
    return this.parts.inSafety(async ({ rules, days }) =>
      showRule(await found(rules, workspaceId, id), await days.since(workspaceId, daysUpTo(now, 7)[0] ?? ''), now),
    );
  }

  private async readAt({ rules }: SafetyScope, workspaceId: string, id: string, revision: number): Promise<RuleRow> {
    const row = await found(rules, workspaceId, id);
    if (row.revision !== revision) throw changed();
    return row;
  }

  /** Without repetitions. Refuses all when one cannot be looked for. */
  private cleaned(words: readonly string[], hasGaps: boolean): string[] {
    const once = [...new Set(words)];
    assertStorable(...once);
    const flaws = once.flatMap((word) => this.parts.screen.flawOf(word, hasGaps) ?? []);
    if (flaws.length) throw new SafetyError('safety-words-refused', `${flaws.slice(0, 5).join('; ')}.`);
    return once;
  }

  private newRow(setting: RuleSetting, member: SafetyMember): Omit<RuleRow, 'kind' | 'wordCount'> {
    const now = this.parts.clock.now();
    return {
      ...{ id: newId(), workspaceId: member.workspaceId, words: [], fileName: null, revision: 1, wordsRevision: 1 },
      ...settingOf(setting, member),
      ...{ createdAt: now, updatedAt: now, updatedBy: member.name },
    };
  }
}

async function found(rules: SafetyScope['rules'], workspaceId: string, id: string): Promise<RuleRow> {
  const row = await rules.find(workspaceId, id);
  if (!row) throw new SafetyError('safety-rule-not-found', 'There is no such rule in this workspace.');
  return row;
}

const changed = () =>
  new SafetyError(
    'safety-rule-changed',
    'Somebody has changed this rule meanwhile. Load it again and repeat the change.',
  );

function settingOf({ owner, expiresAt, template, ...setting }: RuleSetting, { name }: SafetyMember) {
  return {
    ...setting,
    owner: owner ?? name,
    expiresAt: expiresAt === null ? null : new Date(expiresAt),
    template: template ?? null,
  };
}

/** Words of a list are told by number: the log is for reading. */
const auditOf = (row: RuleRow) => {
  const { name, kind, direction, category, severity, mode, owner, expiresAt, note, words, wordCount, fileName } = row;
  const told = { name, kind, direction, category, severity, mode, owner, expiresAt, note, words, wordCount };
  return fileName === null ? told : { ...told, fileName };
};

const isSame = (words: readonly string[], others: readonly string[]) =>
  words.length === others.length && words.every((word, at) => word === others[at]);
