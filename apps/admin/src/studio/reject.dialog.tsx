import type { CopyDraft } from '@zhike/contracts';
import { App, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useReviewCopy } from '../api/studio.queries.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';

interface RejectDialogProps {
  readonly draft: CopyDraft;
  readonly onClose: () => void;
}

/** A rejection says why: somebody has to mend it. */
export function RejectDialog({ draft, onClose }: RejectDialogProps) {
  const { studio: text } = useText();
  const { message } = App.useApp();
  const id = useId();
  const [reason, setReason] = useState('');
  const review = useReviewCopy(draft);
  const reject = () =>
    review.mutate(
      { decision: 'reject', state: draft.state, reason: reason.trim() },
      {
        onSuccess: () => {
          void message.success(text.rejected);
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      title={text.rejectTitle}
      okText={text.reject}
      okButtonProps={{ danger: true, disabled: !reason.trim() }}
      confirmLoading={review.isPending}
      onOk={reject}
      onCancel={onClose}
    >
      <div className="stacked">
        <label htmlFor={id}>{text.rejectReason}</label>
        <Input.TextArea
          id={id}
          autoFocus
          placeholder={text.rejectHint}
          value={reason}
          maxLength={500}
          autoSize={{ minRows: 3, maxRows: 8 }}
          onChange={({ target }) => setReason(target.value)}
        />
      </div>
      <Problem error={review.error} />
    </Modal>
  );
}
