import { type ImportList, type ListDefaults, ListPreview, type ReplaceList, SafetyRule } from '@zhike/contracts';
import { ask } from './api.client.js';
import { useRuleChange } from './safety.queries.js';

export interface ListUpload<Fields> {
  readonly file: File;
  readonly fields: Fields;
}

/** What a file holds, before anything of it is stored. */
export const previewList = (upload: ListUpload<ListDefaults>, signal: AbortSignal) =>
  ask(ListPreview, 'safety/lists/preview', { method: 'POST', form: formOf(upload), signal });

export function useImportList() {
  return useRuleChange((upload: ListUpload<ImportList>) =>
    ask(SafetyRule, 'safety/lists', { method: 'POST', form: formOf(upload) }),
  );
}

export function useReplaceList(ruleId: string) {
  return useRuleChange((upload: ListUpload<ReplaceList>) =>
    ask(SafetyRule, `safety/rules/${ruleId}/list`, { method: 'PUT', form: formOf(upload) }),
  );
}

function formOf({ file, fields }: ListUpload<object>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.set(name, String(value ?? ''));
  form.set('file', file, file.name);
  return form;
}
