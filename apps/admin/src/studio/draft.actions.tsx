import { CheckOutlined, CloseOutlined, EditOutlined, HistoryOutlined, RedoOutlined } from '@ant-design/icons';
import type { CopyDraft, RegenerateCopy } from '@zhike/contracts';
import { App, Button } from 'antd';
import { useState } from 'react';
import { explainError } from '../api/explain.error.js';
import { useRegenerateCopy, useReviewCopy } from '../api/studio.queries.js';
import { mayCurate, mayServe, useMember } from '../session/member.context.js';
import { CopyButton } from '../shared/copy.button.js';
import { useText } from '../text/text.context.js';
import { isUnderway } from './copy.state.tag.js';
import type { DraftCardProps } from './draft.card.js';
import { HistoryDrawer } from './history.drawer.js';
import { RejectDialog } from './reject.dialog.js';

/** What can be done with a draft now, by this member. */
export function DraftActions({ draft, mayEdit, onEdit }: Omit<DraftCardProps, 'subject' | 'isEditing'>) {
  const { studio: text } = useText();
  const member = useMember();
  const [isShowing, setShowing] = useState(false);
  if (isUnderway(draft)) return null;
  const isWritten = draft.state > 0;
  return (
    <div className="row wrap draft-actions">
      {isWritten && mayServe(member) ? <ReviewButtons draft={draft} /> : null}
      {isWritten ? <CopyButton what={() => draft.text} label={text.copyText} /> : null}
      {mayCurate(member) ? <ChangeButtons draft={draft} mayEdit={mayEdit} onEdit={onEdit} /> : null}
      {isWritten ? (
        <Button icon={<HistoryOutlined aria-hidden="true" />} onClick={() => setShowing(true)}>
          {text.history}
        </Button>
      ) : null}
      {mayServe(member) ? null : <span className="soft small">{text.reviewerOnly}</span>}
      {isShowing ? <HistoryDrawer draft={draft} onClose={() => setShowing(false)} /> : null}
    </div>
  );
}

function ChangeButtons({ draft, mayEdit, onEdit }: Omit<DraftCardProps, 'subject' | 'isEditing'>) {
  const { studio: text } = useText();
  return (
    <>
      {draft.state > 0 ? (
        <Button icon={<EditOutlined aria-hidden="true" />} disabled={!mayEdit} onClick={() => onEdit(true)}>
          {text.edit}
        </Button>
      ) : null}
      <RegenerateButtons draft={draft} />
    </>
  );
}

function ReviewButtons({ draft }: { readonly draft: CopyDraft }) {
  const text = useText();
  const { message } = App.useApp();
  const review = useReviewCopy(draft);
  const [isRejecting, setRejecting] = useState(false);
  const approve = () =>
    review.mutate(
      { decision: 'approve', state: draft.state },
      {
        onSuccess: () => void message.success(text.studio.approved),
        onError: (error) => void message.error(explainError(error, text).headline),
      },
    );
  return (
    <>
      {draft.verdict === 'approved' ? null : (
        <Button
          type="primary"
          icon={<CheckOutlined aria-hidden="true" />}
          loading={review.isPending}
          disabled={draft.check?.isBlocked ?? true}
          onClick={approve}
        >
          {text.studio.approve}
        </Button>
      )}
      {draft.verdict === 'rejected' ? null : (
        <Button icon={<CloseOutlined aria-hidden="true" />} onClick={() => setRejecting(true)}>
          {text.studio.reject}
        </Button>
      )}
      {isRejecting ? <RejectDialog draft={draft} onClose={() => setRejecting(false)} /> : null}
    </>
  );
}

/** Where a model failed, the templates are offered beside another try. */
function RegenerateButtons({ draft }: { readonly draft: CopyDraft }) {
  const text = useText();
  const { message } = App.useApp();
  const regenerate = useRegenerateCopy(draft);
  const anew = (order: RegenerateCopy) =>
    regenerate.mutate(order, { onError: (error) => void message.error(explainError(error, text).headline) });
  return (
    <>
      <Button
        icon={<RedoOutlined aria-hidden="true" />}
        loading={regenerate.isPending}
        title={text.studio.regenerateHelp}
        onClick={() => anew({})}
      >
        {text.studio.regenerate}
      </Button>
      {draft.progress === 'failed' && draft.writer === 'model' ? (
        <Button onClick={() => anew({ writer: 'templates' })}>{text.studio.regenerateTemplates}</Button>
      ) : null}
    </>
  );
}
