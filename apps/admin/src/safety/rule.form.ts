import {
  type ChangeSafetyRule,
  DraftSafetyRule,
  type ImportList,
  SAFETY_LIMITS,
  type SafetyDirection,
  type SafetyMode,
  type SafetyRule,
  type SafetyRuleKind,
  type SafetySeverity,
} from '@zhike/contracts';

/** A rule as it stands in the form. */
export interface RuleForm {
  readonly name: string;
  readonly kind: SafetyRuleKind;
  /** One a line; of a list there are none. */
  readonly words: string;
  readonly direction: SafetyDirection;
  readonly severity: SafetySeverity;
  readonly mode: SafetyMode;
  readonly category: string;
  readonly owner: string;
  readonly expiresAt: string | undefined;
  readonly note: string;
  readonly template: string | undefined;
}

export type RuleProblem =
  | 'name-missing'
  | 'words-missing'
  | 'words-too-many'
  | 'word-too-long'
  | 'category-missing'
  | 'category-wrong'
  | 'expiry-past';

/** A new rule counts before it blocks. */
export const EMPTY_RULE: RuleForm = {
  name: '',
  kind: 'words',
  words: '',
  direction: 'input',
  severity: 'block',
  mode: 'shadow',
  category: 'other',
  owner: '',
  expiresAt: undefined,
  note: '',
  template: undefined,
};

export const formOf = (rule: SafetyRule): RuleForm => ({
  name: rule.name,
  kind: rule.kind,
  words: rule.words.join('\n'),
  direction: rule.direction,
  severity: rule.severity,
  mode: rule.mode,
  category: rule.category,
  owner: rule.owner,
  expiresAt: rule.expiresAt ?? undefined,
  note: rule.note,
  template: rule.template,
});

export const linesOf = (typed: string): string[] => [
  ...new Set(
    typed
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  ),
];

export function problemsOf(form: RuleForm, now: Date): RuleProblem[] {
  const problems: RuleProblem[] = [];
  if (!form.name.trim()) problems.push('name-missing');
  if (form.kind !== 'list') problems.push(...wordProblems(linesOf(form.words)));
  if (!form.category) problems.push('category-missing');
  else if (!DraftSafetyRule.shape.category.safeParse(form.category).success) problems.push('category-wrong');
  if (form.expiresAt && Date.parse(form.expiresAt) <= now.getTime()) problems.push('expiry-past');
  return problems;
}

function wordProblems(words: readonly string[]): RuleProblem[] {
  if (!words.length) return ['words-missing'];
  return [
    ...(words.length > SAFETY_LIMITS.wordsOfRule ? ['words-too-many' as const] : []),
    ...(words.some((word) => word.length > SAFETY_LIMITS.wordLength) ? ['word-too-long' as const] : []),
  ];
}

/** The rule as the server would take it; nothing while it cannot be one, or where its words come by file. */
export function draftOf(form: RuleForm): DraftSafetyRule | undefined {
  if (form.kind === 'list') return undefined;
  const { kind, words } = form;
  return DraftSafetyRule.safeParse({ ...settingOf(form), kind, words: linesOf(words) }).data;
}

/** For comparing with the past a rule needs no name yet. */
export const projectedDraft = (form: RuleForm): DraftSafetyRule | undefined =>
  draftOf({ ...form, name: form.name.trim() || '–' });

export function changeOf(form: RuleForm, revision: number): ChangeSafetyRule {
  return {
    ...settingOf(form),
    revision,
    ...(form.kind === 'list' ? {} : { words: linesOf(form.words) }),
  };
}

/** What is sent beside the file of a list. */
export const importOf = (form: RuleForm): ImportList => ({ ...settingOf({ ...form, template: undefined }) });

function settingOf({ name, direction, severity, mode, category, owner, expiresAt, note, template }: RuleForm) {
  return {
    name: name.trim(),
    direction,
    severity,
    mode,
    category,
    expiresAt: expiresAt ?? null,
    note: note.trim(),
    ...(owner.trim() ? { owner: owner.trim() } : {}),
    ...(template ? { template } : {}),
  };
}
