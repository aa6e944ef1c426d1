import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import type { Me } from '@zhike/contracts';
import { Outlet } from 'react-router';
import { ME, useMe } from '../api/session.queries.js';
import { resumeSession, useIsSessionOver } from '../api/session.end.js';
import { Opening } from '../shared/opening.js';
import { Problem } from '../shared/problem.js';
import { Shell } from '../shell/shell.js';
import { EndedDialog } from './ended.dialog.js';
import { FrontDoor } from './front.door.js';
import { MemberContext } from './member.context.js';

/**
 * Every page stands behind it. Whoever is not logged in meets the door at the address they asked for and finds the page there
 * afterwards; a session that ends while a page is open is begun again over that page, so that nothing typed is lost.
 */
export function SessionGate() {
  const me = useMe();
  const client = useQueryClient();
  const isOver = useIsSessionOver();
  if (me.isPending) return <Opening />;
  if (me.data === undefined)
    return (
      <main className="door">
        <Problem error={me.error} retry={me.refetch} />
      </main>
    );
  if (!me.data) return <FrontDoor onEntered={(member) => enter(client, member)} />;

  const earlier = me.data;
  return (
    <MemberContext value={earlier}>
      <Shell>
        <Outlet />
      </Shell>
      {isOver ? <EndedDialog email={earlier.email} onEntered={(member) => goOn(client, earlier, member)} /> : null}
    </MemberContext>
  );
}

function enter(client: QueryClient, member: Me): void {
  resumeSession();
  client.setQueryData(ME, member);
}

/** Another member sees nothing the first one left in memory. */
function goOn(client: QueryClient, earlier: Me, member: Me): void {
  if (member.memberId !== earlier.memberId) {
    window.location.assign(import.meta.env.BASE_URL);
    return;
  }
  enter(client, member);
  void client.invalidateQueries();
}
