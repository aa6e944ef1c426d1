import { CheckOutlined, SaveOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect } from 'react';
import { useFormat } from '../shared/moment.js';
import { useText } from '../text/text.context.js';
import type { DraftWork } from './use.draft.js';

/** Says at a glance whether the server has everything. */
export function SaveButton({ work }: { readonly work: DraftWork }) {
  const { act, policy: text } = useText();
  const { moment } = useFormat();
  return (
    <>
      <span className={`save-state ${work.isDirty ? 'is-dirty' : 'soft'}`} role="status">
        {work.isDirty ? (
          text.unsaved
        ) : (
          <>
            <CheckOutlined aria-hidden="true" /> {text.savedAt(moment(work.draft.basedOn))}
          </>
        )}
      </span>
      <Button
        type={work.isDirty ? 'primary' : 'default'}
        icon={<SaveOutlined aria-hidden="true" />}
        disabled={!work.isDirty || work.isConflict}
        loading={work.isSaving}
        onClick={() => void work.save()}
        title="Ctrl+S"
      >
        {work.isSaving ? act.saving : act.save}
      </Button>
    </>
  );
}

/** Ctrl+S and ⌘S save the draft, not the page. */
export function useSaveKey(save: () => Promise<boolean>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      void save();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });
}
