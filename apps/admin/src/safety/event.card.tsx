import { CommentOutlined } from '@ant-design/icons';
import type { ReviewSafetyEvent, SafetyEvent } from '@zhike/contracts';
import { useState } from 'react';
import { Link } from 'react-router';
import { Moment } from '../shared/moment.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { EventActions } from './event.actions.js';
import { EventText } from './event.text.js';
import { HandledLine } from './handled.line.js';
import { HitList } from './marked.text.js';
import { VerdictTag } from './verdict.tag.js';

export interface EventCardProps {
  readonly event: SafetyEvent;
  readonly mayReview: boolean;
  readonly maySeeText: boolean;
  readonly onReview: (event: SafetyEvent, body: ReviewSafetyEvent) => Promise<void>;
}

/** A text that a rule was found in: what it says, which rules, what was done, and what is to be said of it. */
export function EventCard({ event, mayReview, maySeeText, onReview }: EventCardProps) {
  const { safety: text } = useText();
  const handling = useHandling(event, onReview);
  return (
    <article
      className="sheet safety-card"
      tabIndex={-1}
      data-queue-card={event.id}
      aria-label={`${text.verdicts[event.verdict]} · ${event.excerpt.slice(0, 40)}`}
    >
      <CardHead event={event} />
      <EventText event={event} maySeeText={maySeeText} />
      <HitList hits={event.hits} />
      {event.status === 'open' ? (
        mayReview && (
          <EventActions event={event} isBusy={handling.isBusy} error={handling.error} onReview={handling.review} />
        )
      ) : (
        <HandledLine event={event} mayReview={mayReview} />
      )}
      <Problem error={handling.error} />
    </article>
  );
}

function CardHead({ event }: { readonly event: SafetyEvent }) {
  const { safety: text, reasons } = useText();
  const because = text.reasons[event.reason] ?? reasons[event.reason] ?? event.reason;
  return (
    <div className="row wrap">
      <VerdictTag verdict={event.verdict} />
      <span className="tag tag-plain" data-direction={event.direction}>
        {text.sides[event.direction]}
      </span>
      <span className="soft small">
        <Moment at={event.at} />
        {event.verdict === 'blocked' ? ` · ${text.why(because)}` : ''}
      </span>
      <Link className="safety-turn small" to={`/conversations/${event.turnId}`}>
        <CommentOutlined aria-hidden="true" /> {text.toConversation}
      </Link>
    </div>
  );
}

/** A refusal stays on the card; a success takes the card away or changes it. */
function useHandling(event: SafetyEvent, onReview: EventCardProps['onReview']) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const review = async (body: ReviewSafetyEvent): Promise<boolean> => {
    setBusy(true);
    setError(undefined);
    try {
      await onReview(event, body);
      return true;
    } catch (refusal) {
      setError(refusal);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, error, review };
}
