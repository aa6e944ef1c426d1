import type { TurnTrace } from '@zhike/contracts';
import { CopyButton } from '../shared/copy.button.js';
import { OutcomeTag, useReason } from '../shared/outcome.tag.js';
import { useText } from '../text/text.context.js';
import { CandidatesTable } from './candidates.table.js';
import { readableMs } from './readable.js';
import { TraceSteps } from './trace.steps.js';
import { WindowView } from './window.view.js';

/** Why a turn ended as it did: what was done, how long it took, what was found and what became of it. */
export function TraceView({ trace }: { readonly trace: TurnTrace }) {
  const { trace: text } = useText();
  const reason = useReason(trace.reason);
  return (
    <div className="trace">
      <div className="trace-head">
        <OutcomeTag outcome={trace.outcome} />
        <span className="grow">{reason}</span>
        <span className="soft tabular nowrap">{text.total(readableMs(trace.totalMs))}</span>
        <CopyButton size="small" what={() => JSON.stringify(trace, null, 2)} label={text.copy} />
      </div>
      {trace.window ? (
        <>
          <h3>{text.window}</h3>
          <WindowView window={trace.window} />
        </>
      ) : null}
      <h3>{text.steps}</h3>
      <TraceSteps trace={trace} />
      <h3>
        {text.candidates} <span className="soft small tabular">{trace.candidates.length}</span>
      </h3>
      <CandidatesTable candidates={trace.candidates} />
    </div>
  );
}
