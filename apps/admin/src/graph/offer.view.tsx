import { CheckCircleOutlined, CloseCircleOutlined, InfoCircleOutlined } from '@ant-design/icons';
import type { GraphAttempt, GraphCheck, GraphOffer } from '@zhike/contracts';
import { useText } from '../text/text.context.js';
import { ProblemText } from './query.problem.js';

/** What a question became: the checks that its query passed, or why there is none. */
export function OfferView({ offer }: { readonly offer: GraphOffer }) {
  const { graph: text } = useText();
  return (
    <section className="graph-offer" aria-live="polite">
      {offer.because ? (
        <p className="graph-refusal" role="alert">
          <InfoCircleOutlined aria-hidden="true" /> {text.because[offer.because]}
        </p>
      ) : null}
      {offer.checks.length ? <Checks offer={offer} /> : null}
      {offer.leftOut === undefined ? null : (
        <p className="graph-left-out">
          <InfoCircleOutlined aria-hidden="true" /> {text.leftOut(offer.leftOut)}
        </p>
      )}
      {offer.attempts.length ? <Attempts attempts={offer.attempts} /> : null}
    </section>
  );
}

function Checks({ offer: { by, checks } }: { readonly offer: GraphOffer }) {
  const { graph: text } = useText();
  const passed = checks.filter(({ isPassed }) => isPassed).length;
  const isAll = passed === checks.length;
  return (
    <details className="graph-checks">
      <summary>
        <span className={isAll ? 'is-good' : 'is-bad'}>
          {isAll ? <CheckCircleOutlined aria-hidden="true" /> : <CloseCircleOutlined aria-hidden="true" />}{' '}
          {text.passed(passed, checks.length)}
        </span>
        <span className="soft"> · {text.writtenBy[by]}</span>
      </summary>
      <p className="soft small">{text.checksLead}</p>
      <ul>
        {checks.map((check) => (
          <li key={`${check.kind} ${check.about}`} className={check.isPassed ? '' : 'is-bad'}>
            {check.isPassed ? (
              <CheckCircleOutlined className="is-good" aria-label={text.checkPassed} />
            ) : (
              <CloseCircleOutlined aria-label={text.checkFailed} />
            )}{' '}
            <CheckText check={check} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function CheckText({ check: { kind, about } }: { readonly check: GraphCheck }) {
  const { graph: text } = useText();
  const said = text.checks[kind];
  return <span className="break">{typeof said === 'string' ? said : said(about)}</span>;
}

function Attempts({ attempts }: { readonly attempts: readonly GraphAttempt[] }) {
  const { graph: text } = useText();
  return (
    <details className="graph-checks">
      <summary className="soft">{text.attempts(attempts.length)}</summary>
      <ol>
        {attempts.map(({ cypher, problem, failed }, at) => (
          <li key={at}>
            <code className="mono pre">{cypher}</code>
            <p className="is-bad">
              {problem ? <ProblemText problem={problem} /> : null}
              {failed.map((check) => (
                <CheckText key={`${check.kind} ${check.about}`} check={check} />
              ))}
            </p>
          </li>
        ))}
      </ol>
    </details>
  );
}
