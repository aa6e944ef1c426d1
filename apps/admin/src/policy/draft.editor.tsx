import type { PolicyDetail, VersionDetail } from '@zhike/contracts';
import { Input } from 'antd';
import { useState } from 'react';
import { Problem } from '../shared/problem.js';
import { useUnsaved } from '../shared/unsaved.js';
import { useText } from '../text/text.context.js';
import { ClausesEditor } from './clauses.editor.js';
import { ChangesView } from './changes.view.js';
import { ConflictNotice } from './conflict.notice.js';
import { setHead } from './draft.js';
import { DraftProblems } from './draft.problems.list.js';
import { EffectiveFields } from './effective.fields.js';
import { FactsEditor } from './facts.editor.js';
import { LeaveGuard } from './leave.guard.js';
import { LifecycleButtons } from './lifecycle.buttons.js';
import { SaveButton, useSaveKey } from './save.button.js';
import { useDraft } from './use.draft.js';
import { VersionTabs } from './version.tabs.js';

interface DraftEditorProps {
  readonly policy: PolicyDetail;
  readonly version: VersionDetail;
}

export function DraftEditor({ policy, version }: DraftEditorProps) {
  const work = useDraft(version);
  const [chosen, choose] = useState<string>();
  useUnsaved(work.isDirty);
  useSaveKey(work.save);
  const { draft, change } = work;
  return (
    <section className="version">
      <div className="version-bar">
        <TitleField title={draft.title} onChange={(title) => change((now) => setHead(now, { title }))} />
        <div className="row wrap">
          <SaveButton work={work} />
          <LifecycleButtons
            policy={policy}
            version={version}
            effective={draft}
            isDirty={work.isDirty}
            save={work.save}
          />
        </div>
      </div>
      {work.isConflict ? <ConflictNotice version={version} work={work} /> : <Problem error={work.error} />}
      <DraftProblems problems={work.problems} onChoose={choose} />
      <EffectiveFields draft={draft} change={change} />
      <VersionTabs
        kind={version.kind}
        clauseCount={draft.clauses.length}
        factCount={draft.facts.length}
        views={{
          clauses: <ClausesEditor draft={draft} change={change} chosen={chosen} onChoose={choose} />,
          facts: <FactsEditor draft={draft} change={change} />,
          changes: <ChangesView policy={policy} versionId={version.id} after={draft} />,
        }}
      />
      <LeaveGuard isDirty={work.isDirty} />
    </section>
  );
}

function TitleField({ title, onChange }: { readonly title: string; readonly onChange: (title: string) => void }) {
  const { policy: text } = useText();
  return (
    <h1 className="version-title">
      <Input
        aria-label={text.titleLabel}
        variant="underlined"
        value={title}
        maxLength={300}
        status={title.trim() ? '' : 'error'}
        onChange={({ target }) => onChange(target.value)}
      />
    </h1>
  );
}
