import type { PolicyDetail } from '@zhike/contracts';
import { useVersion } from '../api/policy.queries.js';
import { Loading } from '../shared/loading.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { DiffView } from './diff.view.js';
import type { Draft } from './draft.js';

interface ChangesViewProps {
  readonly policy: PolicyDetail;
  readonly versionId: string;
  readonly after: Pick<Draft, 'clauses' | 'facts'>;
}

const NOTHING = { clauses: [], facts: [] };

/** What customers would hear differently: this version against the live one. */
export function ChangesView({ policy, versionId, after }: ChangesViewProps) {
  const { changes: text } = useText();
  const live = policy.versions.find(({ state }) => state === 'live');
  const stored = useVersion(live && live.id !== versionId ? live.id : undefined);
  if (live?.id === versionId) return <p className="soft">{text.isLive}</p>;
  if (!live)
    return (
      <>
        <p className="soft">{text.nothingLive}</p>
        <DiffView before={NOTHING} after={after} />
      </>
    );
  if (stored.isPending) return <Loading />;
  if (!stored.data) return <Problem error={stored.error} retry={stored.refetch} />;
  return (
    <>
      <p className="soft">{text.against(live.version)}</p>
      <DiffView before={stored.data} after={after} />
    </>
  );
}
