import { CommentOutlined, EyeInvisibleOutlined } from '@ant-design/icons';
import { mayReadPersonalData } from '@zhike/contracts';
import { Link, useNavigate, useParams } from 'react-router';
import { useTurns } from '../api/answer.queries.js';
import { useMember } from '../session/member.context.js';
import { Empty } from '../shared/empty.js';
import { Further } from '../shared/further.js';
import { Loading } from '../shared/loading.js';
import { PageHead } from '../shared/page.head.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { TurnDrawer } from './turn.drawer.js';
import { TurnsTable } from './turns.table.js';

/** What customers asked; the chosen turn opens beside the list and is part of the address. */
export function ConversationsPage() {
  const { conversations: text } = useText();
  const member = useMember();
  const { turnId } = useParams();
  const navigate = useNavigate();
  const turns = useTurns();
  const shown = turns.data?.pages.flat() ?? [];
  return (
    <div className="page">
      <PageHead title={text.title} lead={text.lead} />
      {mayReadPersonalData(member) ? null : (
        <p className="soft masked-note">
          <EyeInvisibleOutlined aria-hidden="true" /> {text.masked}
        </p>
      )}
      {turns.isPending ? <Loading rows={8} /> : null}
      <Problem error={turns.error} retry={turns.refetch} />
      {turns.isSuccess && !shown.length ? <NoTurns /> : null}
      {shown.length ? <TurnsTable turns={shown} /> : null}
      <Further pages={turns} end={text.all} />
      {turnId ? (
        <TurnDrawer
          turnId={turnId}
          turn={shown.find(({ id }) => id === turnId)}
          onClose={() => void navigate('/conversations')}
        />
      ) : null}
    </div>
  );
}

function NoTurns() {
  const { conversations: text } = useText();
  return (
    <Empty icon={<CommentOutlined aria-hidden="true" />} title={text.none}>
      <p className="soft">{text.noneLead}</p>
      <Link to="/try">{text.toTry}</Link>
    </Empty>
  );
}
