import type { TurnTrace } from '@zhike/contracts';
import { useText } from '../text/text.context.js';
import { detailRows, readableMs, readableReason } from './readable.js';

/** In the order they were done; the bar shows each one's share of the time. */
export function TraceSteps({ trace }: { readonly trace: TurnTrace }) {
  const longest = Math.max(...trace.steps.map(({ tookMs }) => tookMs), 0.1);
  return (
    <ol className="sheet steps">
      {trace.steps.map((step, place) => (
        <li key={`${step.name} ${place}`}>
          <Step step={step} share={step.tookMs / longest} />
        </li>
      ))}
    </ol>
  );
}

interface StepProps {
  readonly step: TurnTrace['steps'][number];
  readonly share: number;
}

function Step({ step, share }: StepProps) {
  const { trace: text } = useText();
  const rows = detailRows(step.detail);
  return (
    <details className="step" data-step={step.name}>
      <summary>
        <span className="step-name">{text.names[step.name] ?? step.name}</span>
        <span className="step-gist soft ellipsis">{gistOf(step.detail, text.because_)}</span>
        <span className="step-bar" aria-hidden="true">
          <span style={{ width: `${Math.max(share * 100, 2)}%` }} />
        </span>
        <span className="step-ms soft tabular nowrap">{text.ms(readableMs(step.tookMs))}</span>
      </summary>
      {rows.length ? (
        <dl className="step-detail">
          {rows.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="pre">{value}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <p className="soft step-detail">{text.noDetail}</p>
      )}
    </details>
  );
}

/** What tells most about a step, without opening it. */
const TELLING = ['failed', 'sentence', 'because', 'question', 'route', 'found', 'reason'];

function gistOf(detail: StepProps['step']['detail'], known: Readonly<Record<string, string>>): string {
  const told = TELLING.flatMap((name) => {
    const value = detail[name];
    if (typeof value === 'string') return [readableReason(value, known)];
    return typeof value === 'number' ? [`${name} ${value}`] : [];
  });
  return told.slice(0, 2).join(' · ');
}
