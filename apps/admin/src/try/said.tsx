import { Spin } from 'antd';
import { useEffect, useRef } from 'react';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { AnswerBubble } from './answer.bubble.js';
import type { Exchange, Panel } from './exchange.js';

interface SaidProps {
  readonly panel: Panel;
  /** The question that is being answered. */
  readonly pending: string;
  readonly error: unknown;
  readonly chosenId: string | undefined;
  readonly onChoose: (id: string) => void;
  readonly onAsk: (question: string) => Promise<boolean>;
}

export function Said({ panel, pending, error, chosenId, onChoose, onAsk }: SaidProps) {
  const { ask: text } = useText();
  const log = useRef<HTMLDivElement>(null);
  useEffect(() => {
    log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [panel.exchanges.length, pending, error]);
  return (
    <div ref={log} className="said" role="log" aria-live="polite" tabIndex={0} aria-label={text.title}>
      {panel.exchanges.map((exchange) => (
        <Turn
          key={exchange.id}
          exchange={exchange}
          isChosen={exchange.id === chosenId}
          onChoose={onChoose}
          onAsk={onAsk}
        />
      ))}
      {pending ? (
        <div className="turn">
          <p className="bubble bubble-customer">{pending}</p>
          <p className="soft">
            <Spin size="small" /> {text.thinking}
          </p>
        </div>
      ) : null}
      {pending ? null : <Problem error={error} />}
    </div>
  );
}

interface TurnProps {
  readonly exchange: Exchange;
  readonly isChosen: boolean;
  readonly onChoose: (id: string) => void;
  readonly onAsk: (question: string) => Promise<boolean>;
}

function Turn({ exchange, isChosen, onChoose, onAsk }: TurnProps) {
  const { ask: text } = useText();
  return (
    <div className={`turn ${isChosen ? 'is-chosen' : ''}`}>
      <p className="bubble bubble-customer">
        <span className="visually-hidden">{text.you}: </span>
        {exchange.question}
      </p>
      <AnswerBubble answer={exchange.answer} isChosen={isChosen} onChoose={() => onChoose(exchange.id)} onAsk={onAsk} />
    </div>
  );
}
