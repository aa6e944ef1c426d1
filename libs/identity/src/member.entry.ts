import type { Entrance, EnterByLink } from '@zhike/contracts';
import type { Clock, Database, Db } from '@zhike/platform';
import { SqlAuditLog } from './audit-log.store.js';
import { IdentityError } from './identity.errors.js';
import { SqlMemberLinkStore } from './member-link.store.js';
import { SqlMemberStore } from './member.store.js';
import { hashPassword } from './password.hash.js';
import { assertHardToGuess } from './password.strength.js';
import { hashSecret } from './secret.hash.js';
import { type OpenedSession, SessionService } from './session.service.js';
import { auditedAs } from './who.acts.js';

/** How a member gets in by the link that an owner handed them: it serves once, to choose a password. Throws `link-not-valid`. */
export class MemberEntry {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Whom the link is for. Using it is another matter. */
  async look(code: string): Promise<Entrance> {
    const id = await new SqlMemberLinkStore(this.database).findMember(hashSecret(code), this.clock.now());
    const { me, hasPassword } = await memberOf(this.database, id);
    return { name: me.name, email: me.email, workspaceName: me.workspace.name, isInvited: !hasPassword };
  }

  /** Of several who use it at once one gets in. Whoever was logged in as this member is so no more. */
  async enter({ code, password }: EnterByLink, agent: string): Promise<OpenedSession> {
    const { name, email, workspaceName } = await this.look(code);
    assertHardToGuess(password, [name, email, workspaceName]);
    const passwordHash = await hashPassword(password);
    return this.database.transaction(async (db) => {
      const now = this.clock.now();
      const id = await new SqlMemberLinkStore(db).use(hashSecret(code), now);
      const { me, hasPassword } = await memberOf(db, id);
      await new SqlMemberStore(db).setPassword(me.memberId, passwordHash);
      const sessions = new SessionService(db, this.clock);
      await sessions.endAll(me.memberId);
      const action = hasPassword ? 'member.password-reset' : 'member.entered';
      await new SqlAuditLog(db).append(auditedAs(me, action, me.memberId), now);
      return sessions.open(me, agent);
    });
  }
}

async function memberOf(db: Db, id: string | undefined) {
  const member = id === undefined ? undefined : await new SqlMemberStore(db).findWithPassword(id);
  if (member) return { me: member.me, hasPassword: member.passwordHash !== null };
  throw new IdentityError(
    'link-not-valid',
    'This link was used already, replaced by a newer one, or is too old. Ask an owner for a new one.',
  );
}
