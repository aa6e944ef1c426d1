import type { BriefDetail, CopyDraft } from '@zhike/contracts';
import { Alert } from 'antd';
import { useFormat } from '../shared/moment.js';
import { Problem } from '../shared/problem.js';
import { ApiError } from '../api/api.error.js';
import { useText } from '../text/text.context.js';
import { CopyFindings } from './copy.findings.js';
import { CopyStateTag, isUnderway, shownState } from './copy.state.tag.js';
import { CopyText } from './copy.text.js';
import { DraftActions } from './draft.actions.js';
import { DraftEditor } from './draft.editor.js';

export interface DraftCardProps {
  readonly draft: CopyDraft;
  readonly subject: Pick<BriefDetail, 'product' | 'locale'>;
  readonly isEditing: boolean;
  /** No other draft of the brief is being edited. */
  readonly mayEdit: boolean;
  readonly onEdit: (isOn: boolean) => void;
}

/** A draft: what it says, what that stands on, and what can be done with it. */
export function DraftCard(props: DraftCardProps) {
  const { draft, subject, isEditing, onEdit } = props;
  const { studio: text } = useText();
  return (
    <article className="sheet draft-card" aria-label={text.draft(draft.position + 1)} aria-busy={isUnderway(draft)}>
      <Head draft={draft} />
      <Trouble draft={draft} />
      {isEditing ? (
        <DraftEditor draft={draft} subject={subject} onClose={() => onEdit(false)} />
      ) : (
        <>
          <Body draft={draft} />
          <DraftActions {...props} />
        </>
      )}
    </article>
  );
}

function Head({ draft }: { readonly draft: CopyDraft }) {
  const { studio: text } = useText();
  const isTemplates = draft.writer === 'templates';
  return (
    <header className="row spread wrap">
      <h2>{text.draft(draft.position + 1)}</h2>
      <span className="row wrap">
        <span className="soft small">{text.seedIs(draft.seed)}</span>
        <span
          className="tag tag-plain"
          data-writer={draft.writer}
          {...(isTemplates ? { title: text.byTemplatesHelp } : {})}
        >
          {isTemplates ? text.byTemplates : text.byModel(draft.writerId)}
        </span>
        <CopyStateTag state={shownState(draft)} />
      </span>
    </header>
  );
}

function Trouble({ draft }: { readonly draft: CopyDraft }) {
  const { studio: text } = useText();
  if (draft.progress === 'failed') return <Problem error={new ApiError(0, draft.problem ?? 'internal-error', '')} />;
  if (draft.verdict === 'approved' && draft.check?.isBlocked)
    return <Alert type="warning" showIcon title={text.changedSince} />;
  return null;
}

function Body({ draft }: { readonly draft: CopyDraft }) {
  const { studio: text } = useText();
  if (isUnderway(draft))
    return (
      <>
        {draft.partial ? <p className="pre copy-text copy-partial">{draft.partial}</p> : null}
        <p className="soft" role="status">
          {draft.progress === 'writing' ? text.writing : text.waiting}
        </p>
      </>
    );
  if (!draft.check) return null;
  return (
    <>
      <CopyText text={draft.text} check={draft.check} />
      <Judged draft={draft} />
      <CopyFindings check={draft.check} />
    </>
  );
}

function Judged({ draft }: { readonly draft: CopyDraft }) {
  const { studio: text } = useText();
  const { moment } = useFormat();
  const { verdict, reviewedBy = '', reviewedAt, reason } = draft;
  if (verdict === 'open' || reviewedAt === undefined) return null;
  const said = verdict === 'approved' ? text.approvedBy : text.rejectedBy;
  return (
    <p className="soft small">
      {said(reviewedBy, moment(reviewedAt))}
      {reason ? <q className="block">{reason}</q> : null}
    </p>
  );
}
