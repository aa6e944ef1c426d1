import type { ReviewSafetyEvent, SafetyEvent } from '@zhike/contracts';
import { Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { wordsHit } from './hit.pieces.js';
import { MarkedText } from './marked.text.js';
import { linesOf } from './rule.form.js';

interface AllowDialogProps {
  readonly event: SafetyEvent;
  readonly error: unknown;
  readonly onReview: (body: ReviewSafetyEvent) => Promise<boolean>;
  readonly onClose: () => void;
}

const MOST = 10;

/** Allows a phrase around the word that was hit, and leaves the word alone forbidden. */
export function AllowDialog({ event, error, onReview, onClose }: AllowDialogProps) {
  const { act, safety: text } = useText();
  const id = useId();
  const [typed, setTyped] = useState(() => wordsHit(event.excerpt, event.hits).join('\n'));
  const phrases = linesOf(typed).slice(0, MOST);
  const [isAsking, setAsking] = useState(false);
  // The card may hold the refusal of something asked before.
  const [isRefused, setRefused] = useState(false);
  const allow = async () => {
    setAsking(true);
    if (await onReview({ decision: 'false-positive', allow: phrases })) return onClose();
    setAsking(false);
    setRefused(true);
  };
  return (
    <Modal
      open
      title={text.allowTitle}
      okText={text.allowOk}
      cancelText={act.cancel}
      okButtonProps={{ disabled: !phrases.length }}
      confirmLoading={isAsking}
      onOk={() => void allow()}
      onCancel={onClose}
    >
      <p className="soft small">{text.allowLead}</p>
      <div className="sheet safety-card safety-quote">
        <MarkedText text={event.excerpt} hits={event.hits} />
      </div>
      <div className="stacked">
        <label htmlFor={id}>{text.allowField}</label>
        <Input.TextArea
          id={id}
          autoFocus
          value={typed}
          maxLength={1_000}
          autoSize={{ minRows: 2, maxRows: 8 }}
          onChange={({ target }) => setTyped(target.value)}
        />
      </div>
      {isRefused ? <Problem className="safety-refusal" error={error} /> : null}
    </Modal>
  );
}
