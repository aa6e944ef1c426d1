import { CheckCircleOutlined, CloseCircleOutlined } from '@ant-design/icons';
import type { ModelTrial } from '@zhike/contracts';
import { useFormat } from '../shared/moment.js';
import { useText } from '../text/text.context.js';

/** What came of one short prompt: what it said and what it took, or why it said nothing and what to do. */
export function TrialView({ trial }: { readonly trial: ModelTrial }) {
  const { models: text } = useText();
  const { number } = useFormat();
  if (trial.result === 'failed')
    return (
      <div className="trial" data-trial="failed" data-code={trial.code}>
        <p className="is-bad">
          <CloseCircleOutlined aria-hidden="true" /> {text.tested.failed(number(trial.tookMs))}
        </p>
        {text.causes[trial.code] ? <p>{text.causes[trial.code]}</p> : null}
        <p className="soft mono small break">{trial.message}</p>
      </div>
    );
  const { tookMs, firstTextMs, promptTokens, answerTokens, isEstimated, without } = trial;
  const tokens = isEstimated ? text.tested.tokensAbout : text.tested.tokens;
  return (
    <div className="trial" data-trial="answered">
      <p className="is-good">
        <CheckCircleOutlined aria-hidden="true" /> {text.tested.answered(number(tookMs), number(firstTextMs))}
      </p>
      <blockquote className="pre">{trial.text}</blockquote>
      <p className="soft small">{tokens(number(promptTokens), number(answerTokens))}</p>
      {without.length ? <p className="soft small">{text.tested.without(without.join(', '))}</p> : null}
    </div>
  );
}
