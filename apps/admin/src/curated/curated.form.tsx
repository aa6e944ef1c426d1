import { SaveOutlined } from '@ant-design/icons';
import { type CuratedAnswer, Locale } from '@zhike/contracts';
import { Alert, App, Button, Input, Segmented } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { useSaveCurated } from '../api/curated.queries.js';
import { LeaveGuard } from '../policy/leave.guard.js';
import { mayCurate, mayServe, useMember } from '../session/member.context.js';
import { Problem } from '../shared/problem.js';
import { useUnsaved } from '../shared/unsaved.js';
import { useLanguage, useText } from '../text/text.context.js';
import { CheckView } from './check.view.js';
import { ClausesField } from './clauses.field.js';
import { type CuratedDraft, draftOf, emptyDraft, isSameDraft, problemsOf, toSave } from './curated.draft.js';
import { QuestionsField } from './questions.field.js';

/** Questions and answer at the left, what the clauses say to each sentence at the right. */
export function CuratedForm({ answer }: { readonly answer: CuratedAnswer | undefined }) {
  const { locale } = useLanguage();
  const [draft, setDraft] = useState<CuratedDraft>(() => (answer ? draftOf(answer) : emptyDraft(locale)));
  const [isChecked, setChecked] = useState(false);
  const stored = answer ? draftOf(answer) : emptyDraft(draft.locale);
  const isDirty = !isSameDraft(draft, stored);
  const saving = useSaving(answer);
  useUnsaved(isDirty);
  const save = (status: 'on' | 'off') => {
    setChecked(true);
    if (!problemsOf(draft).length) saving.save(draft, status);
  };
  useSaveKey(() => {
    if (isDirty) save(answer?.status === 'off' ? 'off' : 'on');
  });
  return (
    <div className="curated-form">
      <div className="stacked curated-fields">
        <LocaleField draft={draft} onChange={setDraft} />
        <QuestionsField questions={draft.questions} onChange={(questions) => setDraft({ ...draft, questions })} />
        <AnswerField answer={draft.answer} onChange={(text) => setDraft({ ...draft, answer: text })} />
        <ClausesField
          locale={draft.locale}
          clauses={draft.clauses}
          onChange={(clauses) => setDraft({ ...draft, clauses })}
        />
        <Problems draft={draft} isShown={isChecked} />
        <Problem error={saving.error} />
        <SaveButtons isSaving={saving.isSaving} onSave={save} />
      </div>
      <CheckView draft={draft} />
      <LeaveGuard isDirty={isDirty && !saving.isSaved} />
    </div>
  );
}

function useSaving(answer: CuratedAnswer | undefined) {
  const { curated: text } = useText();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const saving = useSaveCurated(answer?.id);
  const [isSaved, setSaved] = useState(false);
  // The guard must have heard that all is saved before the page is left.
  useEffect(() => {
    if (isSaved) void navigate('/curated');
  }, [isSaved, navigate]);
  const save = (draft: CuratedDraft, status: 'on' | 'off') =>
    saving.mutate(
      { ...toSave(draft, status), ...(answer ? { basedOn: answer.updatedAt } : {}) },
      {
        onSuccess: (saved) => {
          void message.success(saved.status === 'on' ? text.saved : text.savedOff);
          setSaved(true);
        },
      },
    );
  return { save, isSaving: saving.isPending, isSaved, error: saving.error };
}

interface DraftFieldProps {
  readonly draft: CuratedDraft;
  readonly onChange: (draft: CuratedDraft) => void;
}

/** Clauses belong to one language, so another language begins without any. */
function LocaleField({ draft, onChange }: DraftFieldProps) {
  const { curated: text, locales } = useText();
  return (
    <div className="row">
      <span className="soft">{text.locale}</span>
      <Segmented
        aria-label={text.locale}
        options={Locale.options.map((value) => ({ value, label: locales[value] }))}
        value={draft.locale}
        onChange={(locale) => onChange({ ...draft, locale, clauses: [] })}
      />
    </div>
  );
}

function AnswerField({ answer, onChange }: { readonly answer: string; readonly onChange: (answer: string) => void }) {
  const { curated: text } = useText();
  const id = useId();
  return (
    <div className="stacked">
      <label htmlFor={id}>{text.answer}</label>
      <Input.TextArea
        id={id}
        placeholder={text.answerHint}
        value={answer}
        maxLength={4_000}
        autoSize={{ minRows: 4, maxRows: 14 }}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  );
}

function Problems({ draft, isShown }: { readonly draft: CuratedDraft; readonly isShown: boolean }) {
  const { curated: text } = useText();
  const problems = isShown ? problemsOf(draft) : [];
  if (!problems.length) return null;
  return <Alert type="error" showIcon title={problems.map((problem) => text.problems[problem]).join(' · ')} />;
}

interface SaveButtonsProps {
  readonly isSaving: boolean;
  readonly onSave: (status: 'on' | 'off') => void;
}

function SaveButtons({ isSaving, onSave }: SaveButtonsProps) {
  const { curated: text } = useText();
  const member = useMember();
  if (!mayCurate(member)) return null;
  return (
    <div className="row wrap">
      {mayServe(member) ? (
        <Button
          type="primary"
          icon={<SaveOutlined aria-hidden="true" />}
          loading={isSaving}
          onClick={() => onSave('on')}
          title="Ctrl+S"
        >
          {text.saveOn}
        </Button>
      ) : (
        <span className="soft small">{text.reviewerOnly}</span>
      )}
      <Button loading={isSaving} onClick={() => onSave('off')}>
        {text.saveOff}
      </Button>
    </div>
  );
}

/** Ctrl+S and ⌘S save the answer, not the page. */
function useSaveKey(save: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      save();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });
}
