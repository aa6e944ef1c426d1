import type { ReviewSafetyEvent, SafetyEvent } from '@zhike/contracts';
import { Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useText } from '../text/text.context.js';
import { wordsHit } from './hit.pieces.js';
import { MarkedText } from './marked.text.js';
import { linesOf } from './rule.form.js';

interface AllowDialogProps {
  readonly event: SafetyEvent;
  readonly onReview: (body: ReviewSafetyEvent) => Promise<void>;
  readonly onClose: () => void;
}

const MOST = 10;

/** Allows a phrase around the word that was hit, and leaves the word alone forbidden. */
export function AllowDialog({ event, onReview, onClose }: AllowDialogProps) {
  const { act, safety: text } = useText();
  const id = useId();
  const [typed, setTyped] = useState(() => wordsHit(event.excerpt, event.hits).join('\n'));
  const phrases = linesOf(typed).slice(0, MOST);
  const allow = () => {
    onClose();
    void onReview({ decision: 'false-positive', allow: phrases });
  };
  return (
    <Modal
      open
      title={text.allowTitle}
      okText={text.allowOk}
      cancelText={act.cancel}
      okButtonProps={{ disabled: !phrases.length }}
      onOk={allow}
      onCancel={onClose}
    >
      <p className="soft small">{text.allowLead}</p>
      <MarkedText text={event.excerpt} hits={event.hits} />
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
    </Modal>
  );
}
