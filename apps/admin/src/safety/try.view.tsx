import { ExperimentOutlined } from '@ant-design/icons';
import type { SafetyTrial, TrySafety } from '@zhike/contracts';
import { Button, Input, Segmented } from 'antd';
import { type FormEvent, type KeyboardEvent, useId, useState } from 'react';
import { useTrySafety } from '../api/safety.queries.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { HitList, MarkedText } from './marked.text.js';
import { VerdictTag } from './verdict.tag.js';

const DIRECTIONS = ['input', 'output'] as const;
const LONGEST = 4_000;

/** What the rules in force would do to a text. */
export function TryView() {
  const { safety: text } = useText();
  const [asked, setAsked] = useState<TrySafety>({ text: '', direction: 'input' });
  const trying = useTrySafety();
  const isReady = asked.text.trim() !== '';
  const go = () => {
    if (isReady && !trying.isPending) trying.mutate(asked);
  };
  return (
    <form
      className="stacked safety-try"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        go();
      }}
    >
      <p className="soft">{text.tryLead}</p>
      <Segmented
        className="self-start"
        aria-label={text.directionLabel}
        options={DIRECTIONS.map((value) => ({ value, label: text.sides[value] }))}
        value={asked.direction}
        onChange={(direction) => setAsked((before) => ({ ...before, direction }))}
      />
      <TextField asked={asked} onChange={setAsked} onGo={go} />
      <div className="row spread wrap">
        <span className="soft small">{text.tryKeys}</span>
        <Button
          type="primary"
          htmlType="submit"
          icon={<ExperimentOutlined aria-hidden="true" />}
          disabled={!isReady}
          loading={trying.isPending}
        >
          {text.tryGo}
        </Button>
      </div>
      <Problem error={trying.error} />
      <div aria-live="polite">
        {trying.data && trying.variables ? <Trial trial={trying.data} tried={trying.variables.text} /> : null}
      </div>
    </form>
  );
}

interface TextFieldProps {
  readonly asked: TrySafety;
  readonly onChange: (asked: TrySafety) => void;
  readonly onGo: () => void;
}

function TextField({ asked, onChange, onGo }: TextFieldProps) {
  const { safety: text } = useText();
  const id = useId();
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onGo();
  };
  return (
    <>
      <label htmlFor={id}>{text.tryText}</label>
      <Input.TextArea
        id={id}
        value={asked.text}
        maxLength={LONGEST}
        placeholder={text.tryHint[asked.direction]}
        autoSize={{ minRows: 3, maxRows: 10 }}
        onChange={({ target }) => onChange({ ...asked, text: target.value })}
        onKeyDown={press}
      />
    </>
  );
}

/** The text as it was tried, not as it has been changed since. */
function Trial({ trial, tried }: { readonly trial: SafetyTrial; readonly tried: string }) {
  const { safety: text, reasons } = useText();
  const because = text.reasons[trial.reason] ?? reasons[trial.reason] ?? trial.reason;
  return (
    <div className="sheet safety-card" data-trial={trial.verdict}>
      <div className="row wrap">
        <VerdictTag verdict={trial.verdict} says={text.tryVerdict[trial.verdict]} />
        {trial.verdict === 'blocked' ? <span className="soft small">{text.why(because)}</span> : null}
      </div>
      <MarkedText text={tried} hits={trial.hits} />
      {trial.hits.length ? <HitList hits={trial.hits} isTrial /> : null}
    </div>
  );
}
