import { SAFETY_LIMITS, SafetyDirection, SafetyMode, SafetySeverity } from '@zhike/contracts';
import { Input, Segmented } from 'antd';
import { type ReactNode, useId } from 'react';
import { useZone } from '../look/zone.context.js';
import { MomentField } from '../shared/moment.field.js';
import { useFormat } from '../shared/moment.js';
import { useText } from '../text/text.context.js';
import { CategoryField } from './category.field.js';
import { linesOf, type RuleForm } from './rule.form.js';

export interface RuleFieldsProps {
  readonly form: RuleForm;
  readonly onChange: (changes: Partial<RuleForm>) => void;
}

export function NameField({ form, onChange }: RuleFieldsProps) {
  const { safety: text } = useText();
  const id = useId();
  return (
    <div className="stacked">
      <label htmlFor={id}>{text.name}</label>
      <Input
        id={id}
        value={form.name}
        maxLength={80}
        placeholder={text.nameHint}
        onChange={({ target }) => onChange({ name: target.value })}
      />
    </div>
  );
}

interface WordsFieldProps extends RuleFieldsProps {
  /** How its words are read is settled when a rule is made. */
  readonly isNew: boolean;
}

/** Words, one a line. Of a list there is nothing to write here. */
export function WordsField({ form, isNew, onChange }: WordsFieldProps) {
  const { safety: text } = useText();
  const { number } = useFormat();
  const id = useId();
  const { kind } = form;
  if (kind === 'list') return null;
  return (
    <div className="stacked">
      {isNew ? (
        <Labelled label={text.kind}>
          <Segmented
            aria-label={text.kind}
            options={(['words', 'phrases'] as const).map((value) => ({ value, label: text.kinds[value] }))}
            value={kind}
            onChange={(next) => onChange({ kind: next })}
          />
        </Labelled>
      ) : null}
      <label htmlFor={id}>{kind === 'words' ? text.wordsLabel : text.phrasesLabel}</label>
      <Input.TextArea
        id={id}
        value={form.words}
        autoSize={{ minRows: 4, maxRows: 14 }}
        onChange={({ target }) => onChange({ words: target.value })}
      />
      <span className="row spread soft small">
        <span>{text.kindHelp[kind]}</span>
        <span className="tabular nowrap">
          {text.wordsCount(number(linesOf(form.words).length), number(SAFETY_LIMITS.wordsOfRule))}
        </span>
      </span>
    </div>
  );
}

/** Whose text, what is done, and whether it is done yet; each choice says below what it means. */
export function EffectFields({ form, onChange }: RuleFieldsProps) {
  const { safety: text } = useText();
  return (
    <div className="safety-pair">
      <Labelled label={text.direction}>
        <Segmented
          aria-label={text.direction}
          options={SafetyDirection.options.map((value) => ({ value, label: text.directions[value] }))}
          value={form.direction}
          onChange={(direction) => onChange({ direction })}
        />
      </Labelled>
      <Labelled label={text.severity} help={text.severityHelp[form.severity]}>
        <Segmented
          aria-label={text.severity}
          options={SafetySeverity.options.map((value) => ({ value, label: text.severities[value] }))}
          value={form.severity}
          onChange={(severity) => onChange({ severity })}
        />
      </Labelled>
      <Labelled label={text.mode} help={text.modeHelp[form.mode]}>
        <Segmented
          aria-label={text.mode}
          options={SafetyMode.options.map((value) => ({ value, label: text.modes[value] }))}
          value={form.mode}
          onChange={(mode) => onChange({ mode })}
        />
      </Labelled>
    </div>
  );
}

/** What it is for, until when, who answers for it and why it is there. */
export function CareFields({ form, onChange }: RuleFieldsProps) {
  const { safety: text } = useText();
  const { zone } = useZone();
  const owner = useId();
  const note = useId();
  return (
    <div className="safety-care">
      <CategoryField category={form.category} onChange={(category) => onChange({ category })} />
      <MomentField
        label={text.expiresAt}
        at={form.expiresAt}
        zone={zone}
        otherwise={text.expiresHelp}
        onChange={(expiresAt) => onChange({ expiresAt })}
      />
      <div className="stacked">
        <label htmlFor={owner}>{text.owner}</label>
        <Input
          id={owner}
          value={form.owner}
          maxLength={80}
          placeholder={text.ownerHelp}
          onChange={({ target }) => onChange({ owner: target.value })}
        />
      </div>
      <div className="stacked">
        <label htmlFor={note}>{text.note}</label>
        <Input.TextArea
          id={note}
          value={form.note}
          maxLength={500}
          placeholder={text.noteHint}
          autoSize={{ minRows: 2, maxRows: 6 }}
          onChange={({ target }) => onChange({ note: target.value })}
        />
      </div>
    </div>
  );
}

interface LabelledProps {
  readonly label: string;
  readonly help?: string;
  readonly children: ReactNode;
}

/** A segmented control names itself; the words above it are for those who see. */
function Labelled({ label, help, children }: LabelledProps) {
  return (
    <div className="stacked">
      <span className="field-label" aria-hidden="true">
        {label}
      </span>
      <span>{children}</span>
      {help ? (
        <span className="soft small" aria-live="polite">
          {help}
        </span>
      ) : null}
    </div>
  );
}
