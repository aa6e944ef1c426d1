import { LaptopOutlined } from '@ant-design/icons';
import type { AccountSession } from '@zhike/contracts';
import { App, Button, Tag } from 'antd';
import { useEndSession, useSessions } from '../api/account.queries.js';
import { explainError } from '../api/explain.error.js';
import { Loading } from '../shared/loading.js';
import { useFormat } from '../shared/moment.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { useAgentName } from './agent.name.js';

/** Where the member is logged in, and the end of it. */
export function SessionsCard() {
  const { account: text } = useText();
  const sessions = useSessions();
  const end = useEnding();
  const others = sessions.data?.filter(({ isThis }) => !isThis) ?? [];
  return (
    <section className="sheet card">
      <h2 className="row">
        <LaptopOutlined aria-hidden="true" /> {text.sessions}
      </h2>
      <p className="soft">{text.sessionsLead}</p>
      <Problem error={sessions.error} retry={sessions.refetch} />
      {sessions.isPending ? <Loading rows={2} /> : null}
      <ul className="account-sessions">
        {sessions.data?.map((session) => (
          <SessionRow key={session.id} session={session} onEnd={() => end(session.id)} />
        ))}
      </ul>
      {others.length > 1 ? (
        <Button danger onClick={() => end()}>
          {text.endOthers}
        </Button>
      ) : null}
    </section>
  );
}

interface SessionRowProps {
  readonly session: AccountSession;
  readonly onEnd: () => void;
}

function SessionRow({ session: { agent, isThis, createdAt, seenAt }, onEnd }: SessionRowProps) {
  const { account: text } = useText();
  const { moment } = useFormat();
  const name = useAgentName()(agent);
  return (
    <li className="row spread" data-session={isThis ? 'this' : 'other'}>
      <span className="stacked">
        <span title={agent}>
          {name} {isThis ? <Tag>{text.thisOne}</Tag> : null}
        </span>
        <span className="soft small">{text.since(moment(createdAt), moment(seenAt))}</span>
      </span>
      {isThis ? null : (
        <Button size="small" onClick={onEnd} aria-label={text.endOf(name)}>
          {text.end}
        </Button>
      )}
    </li>
  );
}

function useEnding(): (id?: string) => void {
  const text = useText();
  const { message } = App.useApp();
  const { mutate } = useEndSession();
  return (id) =>
    mutate(id, {
      onSuccess: () => void message.success(text.account.ended),
      onError: (error) => void message.error(explainError(error, text).headline),
    });
}
