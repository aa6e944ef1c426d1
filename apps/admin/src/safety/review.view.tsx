import { SafetyOutlined } from '@ant-design/icons';
import type { SafetyOverview } from '@zhike/contracts';
import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useSafetyEvents } from '../api/safety-queue.queries.js';
import { Empty } from '../shared/empty.js';
import { Further } from '../shared/further.js';
import { Loading } from '../shared/loading.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { EventCard } from './event.card.js';
import { useQueueKeys } from './queue.keys.js';
import { ReviewFilters } from './review.filters.js';
import { useSafetyAddress, viewAddress } from './safety.address.js';
import { useReview } from './use.review.js';

/** What rules were found in, one by one, until someone has said whether they were right. */
export function ReviewView({ overview }: { readonly overview: SafetyOverview }) {
  const { safety: text } = useText();
  const { filter } = useSafetyAddress();
  const events = useSafetyEvents(filter);
  const review = useReview();
  useQueueKeys();
  const shown = events.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <ReviewFilters />
      <Problem error={events.error} retry={events.refetch} />
      {events.isPending ? <Loading rows={6} /> : null}
      {events.isSuccess && !shown.length ? <Nothing /> : null}
      {shown.length ? <Shortcuts mayReview={overview.mayEdit} /> : null}
      <section className="safety-queue" aria-label={text.queue}>
        {shown.map((event) => (
          <EventCard
            key={event.id}
            event={event}
            mayReview={overview.mayEdit}
            maySeeText={overview.maySeeText}
            onReview={review}
          />
        ))}
      </section>
      <Further pages={events} end={text.all} />
      {shown.length ? <p className="soft small further">{text.kept(overview.keptDays)}</p> : null}
    </>
  );
}

/** Without the right to handle, only the keys that move are of use. */
function Shortcuts({ mayReview }: { readonly mayReview: boolean }) {
  const { safety: text } = useText();
  return (
    <p className="soft small safety-keys" aria-label={text.keysLabel}>
      {Object.entries(text.keys)
        .slice(0, mayReview ? undefined : 2)
        .map(([key, what]) => (
          <span key={key} className="nowrap">
            <kbd>{key}</kbd> {what}
          </span>
        ))}
    </p>
  );
}

function Nothing() {
  const { safety: text } = useText();
  const { filter } = useSafetyAddress();
  const navigate = useNavigate();
  const isFiltered = Boolean(filter.direction ?? filter.verdict ?? filter.rule) || filter.status !== 'open';
  if (isFiltered)
    return (
      <Empty title={text.noMatch}>
        <p className="soft">{text.noMatchLead}</p>
        <Button onClick={() => void navigate(viewAddress('review'))}>{text.clear}</Button>
      </Empty>
    );
  return (
    <Empty icon={<SafetyOutlined aria-hidden="true" />} title={text.emptyTitle}>
      <p className="soft">{text.emptyLead}</p>
      <ul className="soft empty-list">
        <li>{text.emptyConfirm}</li>
        <li>{text.emptyFalse}</li>
        <li>{text.emptyShadow}</li>
      </ul>
      <Link to={viewAddress('rules')}>{text.toRules}</Link>
    </Empty>
  );
}
