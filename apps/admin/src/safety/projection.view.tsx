import { WarningOutlined } from '@ant-design/icons';
import type { ProjectSafetyRule, SafetyProjection } from '@zhike/contracts';
import { Spin } from 'antd';
import { Link } from 'react-router';
import { useProjection } from '../api/safety.queries.js';
import { Moment, useFormat } from '../shared/moment.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { MarkedText } from './marked.text.js';

interface ProjectionViewProps {
  /** Nothing while there is nothing to ask yet. */
  readonly asked: ProjectSafetyRule | undefined;
}

/** More than so much of what customers say is seldom what a rule is meant for. */
const MUCH = 0.05;
/** A share of a handful says nothing. */
const HANDFUL = 5;

/** What a rule would have done to the last seven days, with the texts it would have been found in. */
export function ProjectionView({ asked }: ProjectionViewProps) {
  const { safety: text } = useText();
  const projection = useProjection(asked);
  return (
    <section className="sheet safety-projection" aria-label={text.projection} aria-live="polite">
      <h3>{text.projection}</h3>
      {asked ? null : <p className="soft small">{text.projectionWaiting}</p>}
      {asked && projection.isFetching && !projection.data ? (
        <p className="row soft small">
          <Spin size="small" /> {text.projectionRunning}
        </p>
      ) : null}
      <Problem error={projection.error} retry={projection.refetch} />
      {asked && projection.data ? <Projected projection={projection.data} /> : null}
    </section>
  );
}

function Projected({ projection }: { readonly projection: SafetyProjection }) {
  const { safety: text } = useText();
  const { number } = useFormat();
  const { screened, hit, share, newlyBlocked, released } = projection;
  if (!screened) return <p className="soft small">{text.projectionNothing}</p>;
  return (
    <>
      <p data-projected={hit}>
        <strong>
          {hit
            ? text.projectionHit(number(hit), number(screened), percent(share))
            : text.projectionNone(number(screened))}
        </strong>
      </p>
      {share > MUCH && hit > HANDFUL ? (
        <p className="is-warning small">
          <WarningOutlined aria-hidden="true" /> {text.projectionHigh}
        </p>
      ) : null}
      {newlyBlocked ? <p className="small">{text.projectionBlocked(number(newlyBlocked))}</p> : null}
      {released ? <p className="small">{text.projectionReleased(number(released))}</p> : null}
      {projection.isPartial ? <p className="soft small">{text.projectionPartial}</p> : null}
      <Samples samples={projection.samples} />
    </>
  );
}

/** A share that is not nought is not shown as nought. */
function percent(share: number): string {
  const points = share * 100;
  return points >= 10 ? `${Math.round(points)}%` : `${Number(Math.max(points, 0.01).toFixed(points < 1 ? 2 : 1))}%`;
}

function Samples({ samples }: Pick<SafetyProjection, 'samples'>) {
  const { safety: text } = useText();
  if (!samples.length) return null;
  return (
    <details>
      <summary>{text.samples(samples.length)}</summary>
      <ul className="safety-samples">
        {samples.map(({ turnId, direction, excerpt, hits, at }, place) => (
          <li key={`${turnId} ${place}`}>
            <MarkedText text={excerpt} hits={hits} />
            <span className="soft small">
              {text.sides[direction]} · <Moment at={at} /> ·{' '}
              <Link to={`/conversations/${turnId}`}>{text.toConversation}</Link>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
