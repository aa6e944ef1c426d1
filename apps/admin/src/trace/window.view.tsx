import type { TraceWindow } from '@zhike/contracts';
import { useText } from '../text/text.context.js';
import { readableReason } from './readable.js';

/** What of the conversation spoke: the topic, what was told, and each earlier message with its cost. */
export function WindowView({ window }: { readonly window: TraceWindow }) {
  const { trace: text } = useText();
  const { topic, reply, told, entities, usedTokens, budgetTokens } = window;
  const rows: readonly (readonly [name: string, value: string])[] = [
    [text.searchedFor, window.question],
    [text.reply, reply ? `${reply.to} → ${reply.text}` : ''],
    [text.wanted, reply?.question ?? ''],
    [text.topic, topic ?? ''],
    [text.entities, entities.join(text.comma)],
    [text.told, told.join('\n')],
  ];
  return (
    <div className="sheet window">
      <p className="window-head">
        <span className="grow">{readableReason(window.because, text.because_)}</span>
        <span className="soft tabular nowrap">{text.tokens(usedTokens, budgetTokens)}</span>
      </p>
      <progress aria-label={text.tokens(usedTokens, budgetTokens)} value={usedTokens} max={Math.max(budgetTokens, 1)} />
      <dl className="step-detail">
        {rows
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="pre">{value}</dd>
            </div>
          ))}
      </dl>
      <WindowParts parts={window.parts} />
    </div>
  );
}

function WindowParts({ parts }: Pick<TraceWindow, 'parts'>) {
  const { trace: text } = useText();
  if (!parts.length) return null;
  return (
    <ol className="window-parts" aria-label={text.parts_}>
      {parts.map((part, place) => (
        <li key={place} data-state={part.state}>
          <span className={`tag tag-${part.state}`}>{text.states[part.state]}</span>
          <span className="soft nowrap">{text.roles[part.role]}</span>
          <span className="grow ellipsis" title={part.text}>
            {part.text}
          </span>
          <span className="soft small nowrap tabular">
            {readableReason(part.because, text.because_)} · {part.tokens}
          </span>
        </li>
      ))}
    </ol>
  );
}
