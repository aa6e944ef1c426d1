import { App, Modal } from 'antd';
import { useMemo, useState } from 'react';
import { useImportList } from '../api/safety-list.queries.js';
import { useFormat } from '../shared/moment.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { ListFile } from './list.preview.js';
import { useListReading } from './list.reading.js';
import { CareFields, EffectFields, NameField } from './rule.fields.js';
import { EMPTY_RULE, importOf, problemsOf, type RuleForm } from './rule.form.js';

/** A word list of a file as one rule: what it holds is shown before anything is stored. */
export function ImportListDialog({ onClose }: { readonly onClose: () => void }) {
  const { act, safety: text } = useText();
  const { number } = useFormat();
  const [form, setForm] = useState<RuleForm>({ ...EMPTY_RULE, kind: 'list' });
  const { category, severity } = form;
  const reading = useListReading(useMemo(() => ({ category, severity }), [category, severity]));
  const importing = useImporting(onClose);
  // Until it is named, it is called as its file is.
  const named = { ...form, name: form.name || nameOfFile(reading.file) };
  const [now] = useState(() => new Date());
  const problems = problemsOf(named, now);
  const change = (changes: Partial<RuleForm>) => setForm((before) => ({ ...before, ...changes }));
  const isReady = reading.isReady && !reading.isReading && !problems.length;
  return (
    <Modal
      open
      width={680}
      title={text.listTitle}
      okText={isReady ? text.listImport(number(reading.preview?.words ?? 0)) : text.importList}
      cancelText={act.cancel}
      okButtonProps={{ disabled: !isReady }}
      confirmLoading={importing.isPending}
      onOk={() => (reading.file ? importing.begin(reading.file, named) : undefined)}
      onCancel={onClose}
    >
      <div className="stacked safety-form">
        <ListFile reading={reading} />
        {reading.isReady ? (
          <>
            <NameField form={named} onChange={change} />
            <p className="soft small">{text.listDefaults}</p>
            <EffectFields form={form} onChange={change} />
            <CareFields form={form} onChange={change} />
            {problems.length ? (
              <p className="is-bad small" role="alert">
                {problems.map((problem) => text.problems[problem]).join(' · ')}
              </p>
            ) : null}
          </>
        ) : null}
        <Problem error={importing.error} />
      </div>
    </Modal>
  );
}

const LONGEST_NAME = 80;
const nameOfFile = (file: File | undefined) => (file?.name.replace(/\.[a-z]+$/iu, '') ?? '').slice(0, LONGEST_NAME);

function useImporting(onClose: () => void) {
  const { safety: text } = useText();
  const { message } = App.useApp();
  const { number } = useFormat();
  const { mutate, isPending, error } = useImportList();
  return {
    isPending,
    error,
    begin: (file: File, form: RuleForm) =>
      mutate(
        { file, fields: importOf(form) },
        {
          onSuccess: ({ wordCount }) => {
            void message.success(text.listImported(number(wordCount)));
            onClose();
          },
        },
      ),
  };
}
