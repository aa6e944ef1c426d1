import { CheckOutlined } from '@ant-design/icons';
import type { CuratedAnswer, CuratedClause } from '@zhike/contracts';
import { Alert, App, Button } from 'antd';
import { useConfirmCurated } from '../api/curated.queries.js';
import { ClauseChangeCard } from '../policy/clause.change.js';
import { mayServe, useMember } from '../session/member.context.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';

/** What changed of the clauses since a member last looked, and the one step that puts the answer back in force. */
export function OutdatedNotice({ answer }: { readonly answer: CuratedAnswer }) {
  const { curated: text } = useText();
  const { message } = App.useApp();
  const confirm = useConfirmCurated(answer.id);
  const changed = answer.clauses.filter(({ change }) => change !== 'none');
  const canConfirm = mayServe(useMember()) && !answer.unproven.length && changed.every(({ now }) => now);
  return (
    <section className="outdated">
      <Alert
        type="warning"
        showIcon
        title={text.changedTitle}
        description={<Advice unproven={answer.unproven} />}
        {...(canConfirm
          ? {
              action: (
                <Button
                  type="primary"
                  icon={<CheckOutlined aria-hidden="true" />}
                  loading={confirm.isPending}
                  onClick={() => confirm.mutate(undefined, { onSuccess: () => void message.success(text.confirmed) })}
                >
                  {text.confirm}
                </Button>
              ),
            }
          : {})}
      />
      <Problem error={confirm.error} />
      {changed.map((clause) => (
        <ClauseChanged key={`${clause.policyId} ${clause.clauseKey}`} clause={clause} />
      ))}
    </section>
  );
}

function Advice({ unproven }: { readonly unproven: readonly string[] }) {
  const { curated: text } = useText();
  if (!unproven.length) return <>{text.changedLead}</>;
  return (
    <>
      {text.changedUnproven}
      <ul>
        {unproven.map((sentence) => (
          <li key={sentence}>
            <q>{sentence}</q>
          </li>
        ))}
      </ul>
    </>
  );
}

function ClauseChanged({ clause }: { readonly clause: CuratedClause }) {
  const { curated: text } = useText();
  const { clauseKey: key, policyTitle, confirmed, now, change } = clause;
  const before = { key, heading: confirmed.heading, path: [policyTitle], text: confirmed.text };
  return (
    <>
      <p className="soft small">
        {policyTitle} · {text.change[change]} · {now ? text.versions(confirmed.version, now.version) : text.notInForce}
      </p>
      <ClauseChangeCard
        change={
          now
            ? {
                kind: 'changed',
                key,
                before,
                after: { key, heading: now.heading, path: [policyTitle], text: now.text },
              }
            : { kind: 'removed', key, before }
        }
      />
    </>
  );
}
