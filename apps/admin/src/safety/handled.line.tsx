import { CheckCircleOutlined, CloseCircleOutlined, UndoOutlined } from '@ant-design/icons';
import type { SafetyEvent } from '@zhike/contracts';
import { Button } from 'antd';
import { useFormat } from '../shared/moment.js';
import { useText } from '../text/text.context.js';
import { useReopen } from './use.review.js';

interface HandledLineProps {
  readonly event: SafetyEvent;
  readonly mayReview: boolean;
}

/** How a text was handled, by whom, and the way back. */
export function HandledLine({ event, mayReview }: HandledLineProps) {
  const { safety: text } = useText();
  const { moment } = useFormat();
  const reopen = useReopen();
  if (event.status === 'open') return null;
  const notes = [
    ...(event.handledBy && event.handledAt ? [text.handledBy(event.handledBy, moment(event.handledAt))] : []),
    ...(event.allowed.length ? [text.handledAllowed(text.quoted(event.allowed))] : []),
    ...(event.isExample ? [text.isExample] : []),
  ];
  const isRight = event.status === 'confirmed';
  return (
    <div className="row wrap safety-actions">
      <span className={`tag ${isRight ? 'tag-approved' : 'tag-in-review'}`} data-status={event.status}>
        {isRight ? <CheckCircleOutlined aria-hidden="true" /> : <CloseCircleOutlined aria-hidden="true" />}
        {text.handled[event.status]}
      </span>
      <span className="soft small">{notes.join(' · ')}</span>
      {mayReview ? (
        <Button
          size="small"
          type="text"
          icon={<UndoOutlined aria-hidden="true" />}
          onClick={() => void reopen(event.id)}
        >
          {text.reopen}
        </Button>
      ) : null}
    </div>
  );
}
