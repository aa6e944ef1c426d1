import { SaveOutlined } from '@ant-design/icons';
import type { BriefDetail, CopyDraft } from '@zhike/contracts';
import { App, Button, Input } from 'antd';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useCopyCheck, useEditCopy } from '../api/studio.queries.js';
import { LeaveGuard } from '../policy/leave.guard.js';
import { Problem } from '../shared/problem.js';
import { useUnsaved } from '../shared/unsaved.js';
import { useText } from '../text/text.context.js';
import { CopyFindings } from './copy.findings.js';

interface DraftEditorProps {
  readonly draft: CopyDraft;
  readonly subject: Pick<BriefDetail, 'product' | 'locale'>;
  readonly onClose: () => void;
}

/** Typing pauses so long before the server is asked. */
const PAUSE_MS = 400;

/** Changes a text, and says meanwhile what each sentence stands on. Ctrl+S saves, Escape gives an unchanged text up. */
export function DraftEditor({ draft, subject, onClose }: DraftEditorProps) {
  const { act, studio: text } = useText();
  const { written, setWritten, isDirty, saving, save } = useEditing(draft, onClose);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !isDirty && !event.nativeEvent.isComposing) onClose();
    if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    save();
  };
  return (
    <div className="stacked draft-editor" onKeyDown={onKeyDown}>
      <Input.TextArea
        autoFocus
        aria-label={text.editLabel(draft.position + 1)}
        value={written}
        maxLength={6_000}
        autoSize={{ minRows: 4, maxRows: 18 }}
        onChange={({ target }) => setWritten(target.value)}
      />
      <LiveCheck written={written} subject={subject} />
      <Problem error={saving.error} />
      <div className="row wrap">
        <Button
          type="primary"
          icon={<SaveOutlined aria-hidden="true" />}
          loading={saving.isPending}
          disabled={!written.trim()}
          title="Ctrl+S"
          onClick={save}
        >
          {act.save}
        </Button>
        <Button onClick={onClose}>{act.cancel}</Button>
      </div>
      <LeaveGuard isDirty={isDirty && !saving.isSuccess} />
    </div>
  );
}

function useEditing(draft: CopyDraft, onClose: () => void) {
  const { studio: text } = useText();
  const { message } = App.useApp();
  // What was read when editing began is what is changed: a newer state is a conflict, not overwritten.
  const [read] = useState(draft);
  const [written, setWritten] = useState(draft.text);
  const saving = useEditCopy(draft);
  const isDirty = written.trim() !== read.text;
  useUnsaved(isDirty);
  const save = () => {
    if (!written.trim() || saving.isPending) return;
    saving.mutate(
      { text: written.trim(), state: read.state },
      {
        onSuccess: () => {
          void message.success(text.saved);
          onClose();
        },
      },
    );
  };
  return { written, setWritten, isDirty, saving, save };
}

function LiveCheck({ written, subject }: Pick<DraftEditorProps, 'subject'> & { readonly written: string }) {
  const [settled, setSettled] = useState(written);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(written), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [written]);
  const check = useCopyCheck({ product: subject.product, locale: subject.locale, text: settled });
  return (
    <div aria-live="polite" aria-busy={check.isFetching}>
      <Problem error={check.error} />
      {check.data && settled.trim() ? <CopyFindings check={check.data} /> : null}
    </div>
  );
}
