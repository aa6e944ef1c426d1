import { useQueryClient } from '@tanstack/react-query';
import type { SafetyRule } from '@zhike/contracts';
import { App } from 'antd';
import { useState } from 'react';
import { ApiError } from '../api/api.error.js';
import { readStoredRule, useChangeRule, useCreateRule } from '../api/safety.queries.js';
import { useUnsaved } from '../shared/unsaved.js';
import { useText } from '../text/text.context.js';
import { changeOf, draftOf, EMPTY_RULE, formOf, problemsOf, type RuleForm } from './rule.form.js';

/** A rule on its way from what was read to what is saved. What somebody else saved meanwhile is a conflict, never overwritten unasked. */
export function useRuleEditing(rule: SafetyRule | undefined, onSaved: () => void) {
  const [read, setRead] = useState(rule);
  const [form, setForm] = useState<RuleForm>(() => (rule ? formOf(rule) : EMPTY_RULE));
  const [isChecked, setChecked] = useState(false);
  const [now] = useState(() => new Date());
  const saving = useSaving(onSaved);
  const client = useQueryClient();
  const isDirty = JSON.stringify(form) !== JSON.stringify(read ? formOf(read) : EMPTY_RULE);
  useUnsaved(isDirty);
  const problems = problemsOf(form, now);
  const save = (revision = read?.revision) => {
    setChecked(true);
    if (!problems.length) saving.save(form, read?.id, revision);
  };
  const stored = async () => (read ? await readStoredRule(client, read.id) : undefined);
  return {
    form,
    change: (changes: Partial<RuleForm>) => setForm((before) => ({ ...before, ...changes })),
    isDirty,
    problems: isChecked ? problems : [],
    save: () => save(),
    isSaving: saving.isPending,
    error: saving.error,
    isConflict: saving.error instanceof ApiError && saving.error.code === 'safety-rule-changed',
    keepMine: async () => save((await stored())?.revision),
    takeTheirs: async () => {
      const theirs = await stored();
      if (!theirs) return;
      setRead(theirs);
      setForm(formOf(theirs));
      saving.reset();
    },
  };
}

function useSaving(onSaved: () => void) {
  const { safety: text } = useText();
  const { message } = App.useApp();
  const create = useCreateRule();
  const change = useChangeRule();
  const done = {
    onSuccess: () => {
      void message.success(text.saved);
      onSaved();
    },
  };
  return {
    save: (form: RuleForm, id: string | undefined, revision: number | undefined) => {
      const draft = draftOf(form);
      if (id !== undefined && revision !== undefined) change.mutate({ id, ...changeOf(form, revision) }, done);
      else if (draft) create.mutate(draft, done);
    },
    isPending: create.isPending || change.isPending,
    error: create.error ?? change.error,
    reset: () => (create.reset(), change.reset()),
  };
}
