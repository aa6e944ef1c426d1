import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useFormat } from '../shared/moment.js';
import { useText } from '../text/text.context.js';
import { editClause, type EditableClause, moveClause, removeClause } from './draft.js';
import type { ChangeDraft } from './use.draft.js';

interface ClauseFormProps {
  readonly clause: EditableClause;
  readonly place: number;
  readonly count: number;
  readonly change: ChangeDraft;
  readonly onAddBelow: () => void;
}

export function ClauseForm(props: ClauseFormProps) {
  const { clauses: text } = useText();
  const { number } = useFormat();
  const { clause, change } = props;
  const set = (changes: Partial<EditableClause>) => change((draft) => editClause(draft, clause.uid, changes));
  return (
    <section className="sheet clause-form" aria-label={text.chosen}>
      <ClauseTools {...props} />
      <div className="clause-names">
        <Field id="clause-heading" label={text.heading}>
          <Input
            id="clause-heading"
            value={clause.heading}
            maxLength={500}
            onChange={({ target }) => set({ heading: target.value })}
          />
        </Field>
        <Field id="clause-key" label={text.key} help={text.keyHelp}>
          <Input
            id="clause-key"
            value={clause.key}
            maxLength={200}
            status={clause.key.trim() ? '' : 'error'}
            onChange={({ target }) => set({ key: target.value })}
          />
        </Field>
      </div>
      <Field id="clause-path" label={text.path} help={text.pathHelp}>
        <Select
          id="clause-path"
          mode="tags"
          open={false}
          suffixIcon={null}
          value={[...clause.path]}
          onChange={(path: string[]) => set({ path })}
        />
      </Field>
      <Field id="clause-text" label={text.text} help={text.characters(number([...clause.text].length))}>
        <Input.TextArea
          id="clause-text"
          value={clause.text}
          maxLength={50_000}
          autoSize={{ minRows: 8, maxRows: 24 }}
          status={clause.text.trim() ? '' : 'error'}
          onChange={({ target }) => set({ text: target.value })}
        />
      </Field>
    </section>
  );
}

function ClauseTools({ clause, place, count, change, onAddBelow }: ClauseFormProps) {
  const { clauses: text } = useText();
  const move = (by: 1 | -1) => change((draft) => moveClause(draft, clause.uid, by));
  return (
    <div className="row spread">
      <span className="soft tabular">
        {place + 1} / {count}
      </span>
      <span className="row">
        <Button
          type="text"
          icon={<ArrowUpOutlined aria-hidden="true" />}
          aria-label={text.up}
          title={text.up}
          disabled={place === 0}
          onClick={() => move(-1)}
        />
        <Button
          type="text"
          icon={<ArrowDownOutlined aria-hidden="true" />}
          aria-label={text.down}
          title={text.down}
          disabled={place === count - 1}
          onClick={() => move(1)}
        />
        <Button type="text" icon={<PlusOutlined aria-hidden="true" />} onClick={onAddBelow}>
          {text.addBelow}
        </Button>
        <Button
          type="text"
          danger
          icon={<DeleteOutlined aria-hidden="true" />}
          onClick={() => change((draft) => removeClause(draft, clause.uid))}
        >
          {text.remove}
        </Button>
      </span>
    </div>
  );
}

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly help?: string;
  readonly children: ReactNode;
}

function Field({ id, label, help, children }: FieldProps) {
  return (
    <div className="stacked">
      <label htmlFor={id}>{label}</label>
      {children}
      {help ? <span className="soft small">{help}</span> : null}
    </div>
  );
}
