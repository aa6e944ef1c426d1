import { PlusOutlined } from '@ant-design/icons';
import type { PolicyDetail, VersionSummary } from '@zhike/contracts';
import { Button } from 'antd';
import { NavLink, useNavigate } from 'react-router';
import { useOpenDraft } from '../api/policy.queries.js';
import { mayWrite, useMember } from '../session/member.context.js';
import { Moment, useFormat } from '../shared/moment.js';
import { Problem } from '../shared/problem.js';
import { StateTag } from '../shared/state.tag.js';
import { useText } from '../text/text.context.js';

interface VersionsListProps {
  readonly policy: PolicyDetail;
  readonly chosenId: string | undefined;
}

export function VersionsList({ policy, chosenId }: VersionsListProps) {
  const { policy: text } = useText();
  return (
    <nav className="versions" aria-label={text.versions}>
      <h2>{text.versions}</h2>
      <NewDraft policy={policy} />
      <ol>
        {policy.versions.map((version) => (
          <li key={version.id}>
            <VersionLink version={version} isChosen={version.id === chosenId} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function VersionLink({ version, isChosen }: { readonly version: VersionSummary; readonly isChosen: boolean }) {
  const text = useText();
  const { day } = useFormat();
  const from = day(version.effectiveFrom);
  const isDated = version.status === 'published';
  return (
    <NavLink
      to={`/policies/${version.policyId}/versions/${version.id}`}
      className={`version-link ${isChosen ? 'is-chosen' : ''}`}
    >
      <span className="row spread">
        <strong>{text.policies.version(version.version)}</strong>
        <StateTag state={version.state} />
      </span>
      {isDated ? (
        <span className="soft">
          {version.effectiveTo ? text.policies.between(from, day(version.effectiveTo)) : text.policies.since(from)}
        </span>
      ) : null}
      <span className="soft">
        {text.policy.by(version.authorName)} · <Moment at={version.updatedAt} show="day" />
      </span>
    </NavLink>
  );
}

/** There is one open version at a time; while there is one, the button would only be refused. */
function NewDraft({ policy }: { readonly policy: PolicyDetail }) {
  const { policy: text } = useText();
  const member = useMember();
  const navigate = useNavigate();
  const openDraft = useOpenDraft(policy.id);
  const [newest] = policy.versions;
  if (!mayWrite(member) || !newest) return null;
  const isOpen = newest.status !== 'published' && newest.status !== 'superseded';
  if (isOpen) return null;
  const open = () =>
    openDraft.mutate(undefined, { onSuccess: ({ id }) => void navigate(`/policies/${policy.id}/versions/${id}`) });
  return (
    <>
      <Button
        icon={<PlusOutlined aria-hidden="true" />}
        onClick={open}
        loading={openDraft.isPending}
        title={text.newDraft}
        block
      >
        {text.newDraftShort}
      </Button>
      <Problem error={openDraft.error} />
    </>
  );
}
