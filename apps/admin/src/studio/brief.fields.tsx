import { CopyChannel, CopyLength, CopyWriterKind, Locale, StyleTag } from '@zhike/contracts';
import { Checkbox, Input, InputNumber, Segmented, Select } from 'antd';
import { type ReactNode, useId } from 'react';
import { useStudioSetting } from '../api/studio.queries.js';
import { useText } from '../text/text.context.js';
import type { BriefForm } from './brief.draft.js';
import { ProductField } from './product.field.js';

interface FieldsProps {
  readonly form: BriefForm;
  readonly onChange: (changes: Partial<BriefForm>) => void;
}

/** What for, in which language, about what. A product belongs to a language, so another language begins without one. */
export function SubjectFields({ form, onChange }: FieldsProps) {
  const { studio: text, locales } = useText();
  const id = useId();
  return (
    <>
      <div className="stacked">
        <label htmlFor={id}>{text.purpose}</label>
        <Input
          id={id}
          autoFocus
          placeholder={text.purposeHint}
          value={form.purpose}
          maxLength={300}
          onChange={({ target }) => onChange({ purpose: target.value })}
        />
      </div>
      <Labelled label={text.locale}>
        <Segmented
          aria-label={text.locale}
          options={Locale.options.map((value) => ({ value, label: locales[value] }))}
          value={form.locale}
          onChange={(locale) => onChange({ locale, product: '' })}
        />
      </Labelled>
      <ProductField locale={form.locale} product={form.product} onChange={(product) => onChange({ product })} />
    </>
  );
}

/** Where it will stand, how it sounds, how long it is. */
export function ShapeFields({ form, onChange }: FieldsProps) {
  const { studio: text } = useText();
  const id = useId();
  return (
    <>
      <div className="studio-pair">
        <div className="stacked">
          <label htmlFor={id}>{text.channel}</label>
          <Select
            id={id}
            aria-label={text.channel}
            options={CopyChannel.options.map((value) => ({ value, label: text.channels[value] }))}
            value={form.channel}
            onChange={(channel) => onChange({ channel })}
          />
        </div>
        <Labelled label={text.length}>
          <Segmented
            aria-label={text.length}
            options={CopyLength.options.map((value) => ({ value, label: text.lengths[value] }))}
            value={form.length}
            onChange={(length) => onChange({ length })}
          />
        </Labelled>
      </div>
      <fieldset className="stacked">
        <legend>{text.styles}</legend>
        <Checkbox.Group
          role="group"
          aria-label={text.styles}
          options={StyleTag.options.map((value) => ({ value, label: text.styleTags[value] }))}
          value={[...form.styles]}
          onChange={(styles) => onChange({ styles })}
        />
      </fieldset>
      <PointsField form={form} onChange={onChange} />
    </>
  );
}

function PointsField({ form, onChange }: FieldsProps) {
  const { studio: text } = useText();
  const id = useId();
  return (
    <div className="stacked">
      <label htmlFor={id}>{text.points}</label>
      <Input.TextArea
        id={id}
        value={form.points}
        maxLength={1_200}
        autoSize={{ minRows: 2, maxRows: 6 }}
        onChange={({ target }) => onChange({ points: target.value })}
      />
      <p className="soft small">{text.pointsHelp}</p>
    </div>
  );
}

/** How many, by whom, from which seed. */
export function WriterFields({ form, onChange }: FieldsProps) {
  const { studio: text } = useText();
  const { data } = useStudioSetting();
  const id = useId();
  return (
    <>
      <div className="studio-pair">
        <Labelled label={text.drafts}>
          <Segmented
            aria-label={text.drafts}
            options={[1, 2, 3, 4, 5]}
            value={form.drafts}
            onChange={(drafts) => onChange({ drafts })}
          />
        </Labelled>
        {data?.model === undefined ? null : (
          <Labelled label={text.writer}>
            <Segmented
              aria-label={text.writer}
              options={CopyWriterKind.options.map((value) => ({ value, label: text.writers[value] }))}
              value={form.writer ?? 'model'}
              onChange={(writer) => onChange({ writer })}
            />
          </Labelled>
        )}
      </div>
      <div className="stacked">
        <label htmlFor={id}>{text.seed}</label>
        <InputNumber
          id={id}
          className="self-start"
          min={0}
          max={2_147_483_647}
          precision={0}
          value={form.seed}
          onChange={(seed) => onChange({ seed })}
        />
        <p className="soft small">{text.seedHelp}</p>
      </div>
    </>
  );
}

/** A segmented control names itself; the words above it are for those who see. */
function Labelled({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="stacked">
      <span className="field-label" aria-hidden="true">
        {label}
      </span>
      <span>{children}</span>
    </div>
  );
}
