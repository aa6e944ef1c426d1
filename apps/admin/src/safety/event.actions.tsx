import { CheckOutlined, DownOutlined, FileAddOutlined, UnlockOutlined } from '@ant-design/icons';
import type { ReviewSafetyEvent, SafetyEvent } from '@zhike/contracts';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useText } from '../text/text.context.js';
import { AllowDialog } from './allow.dialog.js';
import { wordsHit } from './hit.pieces.js';

interface EventActionsProps {
  readonly event: SafetyEvent;
  readonly isBusy: boolean;
  readonly error: unknown;
  /** Whether it was taken; else the card says why not. */
  readonly onReview: (body: ReviewSafetyEvent) => Promise<boolean>;
}

/** What can be said of a text. None of it asks first: each can be taken back. The keys press these buttons. */
export function EventActions(props: EventActionsProps) {
  const { event, isBusy, onReview } = props;
  const { safety: text } = useText();
  const words = wordsHit(event.excerpt, event.hits);
  const say = (body: ReviewSafetyEvent) => () => void onReview(body);
  return (
    <div className="row wrap safety-actions">
      <Button
        icon={<CheckOutlined aria-hidden="true" />}
        disabled={isBusy}
        aria-keyshortcuts="c"
        onClick={say({ decision: 'confirm' })}
      >
        {text.confirm}
      </Button>
      <Button
        icon={<UnlockOutlined aria-hidden="true" />}
        disabled={isBusy || !words.length}
        title={text.allowHelp(text.quoted(words))}
        aria-keyshortcuts="f"
        onClick={say({ decision: 'false-positive', allow: 'matched' })}
      >
        {text.allow}
      </Button>
      <Button
        icon={<FileAddOutlined aria-hidden="true" />}
        disabled={isBusy}
        aria-keyshortcuts="x"
        onClick={say({ decision: 'false-positive', asExample: true })}
      >
        {text.falseExample}
      </Button>
      <FurtherActions {...props} />
    </div>
  );
}

function FurtherActions({ event, isBusy, error, onReview }: EventActionsProps) {
  const { safety: text } = useText();
  const [isAllowing, setAllowing] = useState(false);
  const say = (body: ReviewSafetyEvent) => () => void onReview(body);
  const items = [
    { key: 'longer', label: text.allowOther, onClick: () => setAllowing(true) },
    { key: 'only', label: text.falseOnly, onClick: say({ decision: 'false-positive' }) },
    { key: 'example', label: text.confirmExample, onClick: say({ decision: 'confirm', asExample: true }) },
  ];
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']} disabled={isBusy}>
        <Button icon={<DownOutlined aria-hidden="true" />} iconPlacement="end">
          {text.more}
        </Button>
      </Dropdown>
      {isAllowing ? (
        <AllowDialog event={event} error={error} onClose={() => setAllowing(false)} onReview={onReview} />
      ) : null}
    </>
  );
}
