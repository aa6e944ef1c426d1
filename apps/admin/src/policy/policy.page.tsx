import type { PolicyDetail, VersionSummary } from '@zhike/contracts';
import { Link, Navigate, useParams } from 'react-router';
import { usePolicy } from '../api/policy.queries.js';
import { Loading } from '../shared/loading.js';
import { usePageTitle } from '../shared/page.head.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { VersionPanel } from './version.panel.js';
import { VersionsList } from './versions.list.js';

/** One policy: its versions at the side, the chosen one beside them. Without a chosen one it is the newest. */
export function PolicyPage() {
  const { policyId = '', versionId } = useParams();
  const policy = usePolicy(policyId);
  usePageTitle(policy.data?.title ?? '');
  if (policy.isPending)
    return (
      <div className="page">
        <Loading rows={10} />
      </div>
    );
  if (!policy.data)
    return (
      <div className="page">
        <BackLink />
        <Problem error={policy.error} retry={policy.refetch} />
      </div>
    );
  const [newest] = policy.data.versions;
  if (!versionId && newest) return <Navigate to={`/policies/${policyId}/versions/${newest.id}`} replace />;
  const chosen = policy.data.versions.find(({ id }) => id === versionId);
  return <PolicyLayout policy={policy.data} chosen={chosen} />;
}

interface PolicyLayoutProps {
  readonly policy: PolicyDetail;
  readonly chosen: VersionSummary | undefined;
}

function PolicyLayout({ policy, chosen }: PolicyLayoutProps) {
  const text = useText();
  return (
    <div className="page policy-page">
      <BackLink />
      <div className="policy-layout">
        <VersionsList policy={policy} chosenId={chosen?.id} />
        {chosen ? (
          <VersionPanel key={chosen.id} policy={policy} summary={chosen} />
        ) : (
          <p className="soft">{text.errors['version-not-found']}</p>
        )}
      </div>
    </div>
  );
}

function BackLink() {
  const text = useText();
  return (
    <Link to="/policies" className="back-link">
      ← {text.policies.title}
    </Link>
  );
}
