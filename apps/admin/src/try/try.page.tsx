import { ClearOutlined, ExperimentOutlined } from '@ant-design/icons';
import { Button, Switch } from 'antd';
import { useState } from 'react';
import { useTestQuestion } from '../api/answer.queries.js';
import { useMember } from '../session/member.context.js';
import { AudienceSelect } from '../shared/audience.select.js';
import { Empty } from '../shared/empty.js';
import { PageHead } from '../shared/page.head.js';
import { useText } from '../text/text.context.js';
import { TraceView } from '../trace/trace.view.js';
import { historyOf, type Panel } from './exchange.js';
import { QuestionField } from './question.field.js';
import { Said } from './said.js';
import { usePanel } from './use.panel.js';

/** A conversation at the left, the trace of the chosen turn at the right. */
export function TryPage() {
  const { ask: text } = useText();
  const { panel, setPanel, pending, error, ask } = useAsking();
  const [chosenId, choose] = useState<string>();
  const chosen = panel.exchanges.find(({ id }) => id === chosenId) ?? panel.exchanges.at(-1);
  const askNext = async (question: string) => {
    const isAnswered = await ask(question);
    if (isAnswered) choose(undefined);
    return isAnswered;
  };
  return (
    <div className="page try-page">
      <PageHead title={text.title} lead={text.lead} actions={<PanelTools panel={panel} onChange={setPanel} />} />
      <div className="try-layout">
        <section className="try-talk" aria-label={text.title}>
          <Said panel={panel} pending={pending} error={error} chosenId={chosen?.id} onChoose={choose} onAsk={askNext} />
          <QuestionField isAsking={pending !== ''} onAsk={askNext} />
        </section>
        <section className="try-trace" aria-label={text.trace}>
          {chosen ? (
            <TraceView key={chosen.id} trace={chosen.answer.trace} />
          ) : (
            <Empty icon={<ExperimentOutlined aria-hidden="true" />} title={text.empty}>
              <p className="soft">{text.emptyLead}</p>
            </Empty>
          )}
        </section>
      </div>
    </div>
  );
}

/** `ask` is true when it was answered; otherwise the question stays in its field. */
function useAsking() {
  const [panel, setPanel] = usePanel(useMember().memberId);
  const [pending, setPending] = useState('');
  const asking = useTestQuestion();
  const ask = async (question: string): Promise<boolean> => {
    setPending(question);
    try {
      const history = panel.keepsHistory ? historyOf(panel.exchanges) : [];
      const { audiences } = panel;
      const answer = await asking.mutateAsync({ question, history, audiences });
      setPanel((now) => ({ ...now, exchanges: [...now.exchanges, { id: answer.trace.turnId, question, answer }] }));
      return true;
    } catch {
      // The mutation keeps the error; the page shows it.
      return false;
    } finally {
      setPending('');
    }
  };
  return { panel, setPanel, pending, error: asking.error, ask };
}

function PanelTools({ panel, onChange }: { readonly panel: Panel; readonly onChange: (panel: Panel) => void }) {
  const { ask: text, audiences } = useText();
  return (
    <>
      <label className="row" title={audiences.asHelp}>
        {audiences.as}
        <AudienceSelect
          label={audiences.as}
          audiences={panel.audiences}
          onChange={(chosen) => onChange({ ...panel, audiences: chosen })}
        />
      </label>
      <label className="row" title={text.historyHelp}>
        <Switch
          size="small"
          checked={panel.keepsHistory}
          onChange={(keepsHistory) => onChange({ ...panel, keepsHistory })}
        />
        {text.history}
      </label>
      <Button
        icon={<ClearOutlined aria-hidden="true" />}
        disabled={!panel.exchanges.length}
        onClick={() => onChange({ ...panel, exchanges: [] })}
      >
        {text.clear}
      </Button>
    </>
  );
}
