import type { PolicyDetail, VersionDetail } from '@zhike/contracts';
import { useMemo } from 'react';
import { Moment } from '../shared/moment.js';
import { StateTag } from '../shared/state.tag.js';
import { mayWrite, useMember } from '../session/member.context.js';
import { useText } from '../text/text.context.js';
import { useZone } from '../look/zone.context.js';
import { ChangesView } from './changes.view.js';
import { ClauseBody } from './clause.body.js';
import { fromVersion } from './draft.js';
import { FactsTable } from './facts.table.js';
import { LifecycleButtons } from './lifecycle.buttons.js';
import { VersionTabs } from './version.tabs.js';

interface VersionReaderProps {
  readonly policy: PolicyDetail;
  readonly version: VersionDetail;
}

export function VersionReader({ policy, version }: VersionReaderProps) {
  const content = useMemo(() => fromVersion(version), [version]);
  return (
    <section className="version">
      <div className="version-bar">
        <h1 className="version-title">{version.policyTitle}</h1>
        <div className="row wrap">
          <StateTag state={version.state} />
          <LifecycleButtons policy={policy} version={version} effective={version} isDirty={false} />
        </div>
      </div>
      <Facts version={version} />
      <VersionTabs
        kind={version.kind}
        clauseCount={version.clauses.length}
        factCount={version.facts.length}
        views={{
          clauses: <ClauseArticle version={version} />,
          facts: <FactsTable facts={content.facts} />,
          changes: <ChangesView policy={policy} versionId={version.id} after={content} />,
        }}
      />
    </section>
  );
}

function Facts({ version }: { readonly version: VersionDetail }) {
  const { policy: text, audiences } = useText();
  const { zone } = useZone();
  const member = useMember();
  return (
    <p className="soft version-facts">
      {text.effective} <Moment at={version.effectiveFrom} /> –{' '}
      {version.effectiveTo ? <Moment at={version.effectiveTo} /> : text.forever} ({zone}) ·{' '}
      {text.by(version.authorName)} ·{' '}
      {version.audiences.length ? audiences.only(version.audiences.join('、')) : audiences.everyone}
      <br />
      {version.status === 'draft' && !mayWrite(member) ? text.readOnlyRole : text.readOnly}
    </p>
  );
}

function ClauseArticle({ version }: { readonly version: VersionDetail }) {
  const { clauses: text } = useText();
  if (!version.clauses.length) return <p className="soft">{text.none}</p>;
  return (
    <div className="sheet clause-article">
      {version.clauses.map((clause) => (
        <ClauseBody key={clause.id} clause={clause} />
      ))}
    </div>
  );
}
