import type { TurnSummary } from '@zhike/contracts';
import { Drawer } from 'antd';
import { useTrace } from '../api/answer.queries.js';
import { Loading } from '../shared/loading.js';
import { Moment } from '../shared/moment.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { TraceView } from '../trace/trace.view.js';

interface TurnDrawerProps {
  readonly turnId: string;
  /** Not there when the address is older than the list. */
  readonly turn: TurnSummary | undefined;
  readonly onClose: () => void;
}

export function TurnDrawer({ turnId, turn, onClose }: TurnDrawerProps) {
  const { conversations: text } = useText();
  const trace = useTrace(turnId);
  const question = turn?.question ?? trace.data?.question;
  return (
    <Drawer open title={text.drawer} size={720} onClose={onClose}>
      <div className="drawer-talk">
        {question ? <p className="bubble bubble-customer">{question}</p> : null}
        {turn?.answer ? <p className="bubble bubble-bot pre">{turn.answer}</p> : null}
        {turn ? (
          <p className="soft small">
            <Moment at={turn.at} />
          </p>
        ) : null}
      </div>
      {trace.isPending ? <Loading /> : null}
      <Problem error={trace.error} retry={trace.refetch} />
      {trace.data ? <TraceView trace={trace.data} /> : null}
    </Drawer>
  );
}
