import { SaveOutlined } from '@ant-design/icons';
import type { ProjectSafetyRule, SafetyRule } from '@zhike/contracts';
import { Alert, App, Button, ConfigProvider, Drawer } from 'antd';
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react';
import { LeaveGuard } from '../policy/leave.guard.js';
import { useFormat } from '../shared/moment.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { ListWords } from './list.words.js';
import { ProjectionView } from './projection.view.js';
import { CareFields, EffectFields, NameField, WordsField } from './rule.fields.js';
import { EMPTY_RULE, projectedDraft, type RuleForm } from './rule.form.js';
import { useRuleEditing } from './use.rule.editing.js';

interface RuleDrawerProps {
  /** Without one it is a new rule. */
  readonly rule: SafetyRule | undefined;
  readonly mayEdit: boolean;
  readonly onClose: () => void;
}

/** A rule and what it would have done to the last seven days, before it is saved. Ctrl+S saves. */
export function RuleDrawer({ rule, mayEdit, onClose }: RuleDrawerProps) {
  const { safety: text } = useText();
  const editing = useRuleEditing(rule, onClose);
  const close = useClosing(editing.isDirty, onClose);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (mayEdit) editing.save();
  };
  return (
    <Drawer
      open
      size={720}
      title={rule ? text.editTitle(rule.name) : text.newTitle}
      onClose={() => void close()}
      footer={mayEdit ? <Footer editing={editing} onClose={() => void close()} /> : null}
    >
      <div className={`stacked safety-form ${mayEdit ? '' : 'is-read-only'}`} onKeyDown={onKeyDown}>
        {mayEdit ? null : <p className="soft small">{text.readOnly}</p>}
        <ConfigProvider componentDisabled={!mayEdit}>
          <NameField form={editing.form} onChange={editing.change} />
          {rule?.kind === 'list' ? <ListWords rule={rule} mayEdit={mayEdit} /> : null}
          <WordsField form={editing.form} isNew={!rule} onChange={editing.change} />
          <EffectFields form={editing.form} onChange={editing.change} />
          <ProjectionView asked={useAsked(editing.form, rule)} />
          <CareFields form={editing.form} onChange={editing.change} />
        </ConfigProvider>
        {rule ? <Changed rule={rule} /> : null}
      </div>
      <LeaveGuard isDirty={editing.isDirty && !editing.isSaving} />
    </Drawer>
  );
}

function Changed({ rule: { updatedBy, updatedAt } }: { readonly rule: SafetyRule }) {
  const { safety: text } = useText();
  const { moment } = useFormat();
  return <p className="soft small">{text.updatedBy(updatedBy, moment(updatedAt))}</p>;
}

/** Typing pauses so long before the past is compared: it is the dearest question of this page. */
const PAUSE_MS = 700;

/** What to ask of the past: of the rule as it stands in the form, in the place of the stored one. */
function useAsked(form: RuleForm, rule: SafetyRule | undefined): ProjectSafetyRule | undefined {
  const [settled, setSettled] = useState(form);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(form), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [form]);
  const id = rule?.id;
  return useMemo(() => {
    const saved = id === undefined ? {} : { ruleId: id };
    if (settled.kind === 'list') return id === undefined ? undefined : saved;
    // What it would do, were it live. Name and notes are no question to the past: another of them is not another question.
    const { kind, words, direction, severity, category } = settled;
    const draft = projectedDraft({ ...EMPTY_RULE, mode: 'live', kind, words, direction, severity, category });
    return draft ? { ...saved, draft } : undefined;
  }, [settled, id]);
}

function Footer({
  editing,
  onClose,
}: {
  readonly editing: ReturnType<typeof useRuleEditing>;
  readonly onClose: () => void;
}) {
  const { act, safety: text } = useText();
  const { problems, isConflict, isSaving, error } = editing;
  return (
    <div className="stacked safety-foot">
      {problems.length ? (
        <Alert type="error" showIcon title={problems.map((problem) => text.problems[problem]).join(' · ')} />
      ) : null}
      {isConflict ? <Conflict editing={editing} /> : <Problem error={error} />}
      <div className="row wrap">
        <Button
          type="primary"
          icon={<SaveOutlined aria-hidden="true" />}
          loading={isSaving}
          title="Ctrl+S"
          onClick={editing.save}
        >
          {act.save}
        </Button>
        <Button onClick={onClose}>{act.cancel}</Button>
      </div>
    </div>
  );
}

function Conflict({ editing }: { readonly editing: ReturnType<typeof useRuleEditing> }) {
  const { safety: text } = useText();
  return (
    <Alert
      type="warning"
      showIcon
      title={text.conflictTitle}
      description={
        <div className="stacked">
          {text.conflictLead}
          <span className="row wrap">
            <Button size="small" onClick={() => void editing.keepMine()}>
              {text.keepMine}
            </Button>
            <Button size="small" onClick={() => void editing.takeTheirs()}>
              {text.takeTheirs}
            </Button>
          </span>
        </div>
      }
    />
  );
}

/** Asks before unsaved changes are given up. */
function useClosing(isDirty: boolean, onClose: () => void): () => Promise<void> {
  const { safety: text } = useText();
  const { modal } = App.useApp();
  return async () => {
    const question = {
      title: text.unsavedTitle,
      content: text.unsavedLead,
      okText: text.discard,
      cancelText: text.stay,
      okButtonProps: { danger: true },
    };
    if (!isDirty || (await modal.confirm(question))) onClose();
  };
}
