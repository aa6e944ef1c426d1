import { CloseOutlined, FileSearchOutlined } from '@ant-design/icons';
import type { Locale } from '@zhike/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useText } from '../text/text.context.js';
import { ClausePicker } from './clause.picker.js';
import { type ChosenClause, isSameClause } from './curated.draft.js';

interface ClausesFieldProps {
  readonly locale: Locale;
  readonly clauses: readonly ChosenClause[];
  readonly onChange: (clauses: readonly ChosenClause[]) => void;
}

/** The clauses an answer stands on, each to be taken off again. */
export function ClausesField({ locale, clauses, onChange }: ClausesFieldProps) {
  const { curated: text } = useText();
  const [isPicking, setPicking] = useState(false);
  return (
    <fieldset className="stacked">
      <legend>{text.clauses}</legend>
      {clauses.length ? null : <p className="soft small">{text.noClause}</p>}
      <ul className="stacked">
        {clauses.map((clause) => (
          <li key={`${clause.policyId} ${clause.clauseKey}`} className="row sheet chosen-clause">
            <span className="grow">{clause.label}</span>
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined aria-hidden="true" />}
              aria-label={text.unpick(clause.label)}
              onClick={() => onChange(clauses.filter((other) => !isSameClause(other, clause)))}
            />
          </li>
        ))}
      </ul>
      <Button className="self-start" icon={<FileSearchOutlined aria-hidden="true" />} onClick={() => setPicking(true)}>
        {text.pick}
      </Button>
      {isPicking ? (
        <ClausePicker
          locale={locale}
          chosen={clauses}
          onClose={() => setPicking(false)}
          onPick={(picked) => {
            onChange(picked);
            setPicking(false);
          }}
        />
      ) : null}
    </fieldset>
  );
}
