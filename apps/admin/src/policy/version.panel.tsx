import type { PolicyDetail, VersionDetail, VersionSummary } from '@zhike/contracts';
import { useVersion } from '../api/policy.queries.js';
import { mayWrite, useMember } from '../session/member.context.js';
import { Loading } from '../shared/loading.js';
import { Problem } from '../shared/problem.js';
import { DraftEditor } from './draft.editor.js';
import { VersionReader } from './version.reader.js';

interface VersionPanelProps {
  readonly policy: PolicyDetail;
  readonly summary: VersionSummary;
}

/** The chosen version: editable while it is a draft and the member may write, to be read otherwise. */
export function VersionPanel({ policy, summary }: VersionPanelProps) {
  const version = useVersion(summary.id);
  if (version.isPending) return <Loading rows={12} />;
  if (!version.data) return <Problem error={version.error} retry={version.refetch} />;
  return <Loaded policy={policy} version={version.data} />;
}

function Loaded({ policy, version }: { readonly policy: PolicyDetail; readonly version: VersionDetail }) {
  const member = useMember();
  const isEditable = version.status === 'draft' && mayWrite(member);
  return isEditable ? (
    <DraftEditor policy={policy} version={version} />
  ) : (
    <VersionReader policy={policy} version={version} />
  );
}
