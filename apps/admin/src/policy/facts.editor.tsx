import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useCallback, useState } from 'react';
import { useText } from '../text/text.context.js';
import { type Draft, type EditableFact, putFact, removeFact } from './draft.js';
import { FactDialog } from './fact.dialog.js';
import { FactsTable } from './facts.table.js';
import { RemovedBar } from './removed.bar.js';
import type { ChangeDraft } from './use.draft.js';

interface FactsEditorProps {
  readonly draft: Draft;
  readonly change: ChangeDraft;
}

export function FactsEditor({ draft, change }: FactsEditorProps) {
  const { facts: text } = useText();
  const [open, setOpen] = useState<EditableFact | 'new'>();
  const remove = useCallback((uid: string) => change((now) => removeFact(now, uid)), [change]);
  return (
    <>
      <RemovedBar removed={draft.removed} kind="fact" change={change} />
      <FactsTable
        facts={draft.facts}
        onEdit={setOpen}
        onRemove={remove}
        action={
          <Button icon={<PlusOutlined aria-hidden="true" />} onClick={() => setOpen('new')}>
            {text.add}
          </Button>
        }
      />
      {open ? (
        <FactDialog
          fact={open === 'new' ? undefined : open}
          onClose={() => setOpen(undefined)}
          onPut={(fact) => change((now) => putFact(now, fact))}
        />
      ) : null}
    </>
  );
}
