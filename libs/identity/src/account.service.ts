import type { AccountSession, ChangePassword, Me } from '@zhike/contracts';
import type { Clock, Database } from '@zhike/platform';
import { SqlAuditLog } from './audit-log.store.js';
import { IdentityError } from './identity.errors.js';
import { LoginThrottle } from './login.throttle.js';
import { SqlMemberLinkStore } from './member-link.store.js';
import { SqlMemberStore } from './member.store.js';
import { hashPassword, isPassword } from './password.hash.js';
import { assertHardToGuess } from './password.strength.js';
import { hashSecret } from './secret.hash.js';
import { type OpenedSession, SessionService } from './session.service.js';
import { SqlSessionStore } from './session.store.js';
import type { Visit } from './visit.js';
import { auditedAs } from './who.acts.js';

/** What members do about their own login. */
export class AccountService {
  private readonly throttle: LoginThrottle;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    this.throttle = new LoginThrottle(database, clock);
  }

  /** Whoever else was logged in as this member is so no more, and no link to a new password serves. Throws `password-wrong`, `password-easy` or `too-many-attempts`. */
  async changePassword(me: Me, { current, next }: ChangePassword, visit: Visit): Promise<OpenedSession> {
    const passed = await this.throttle.begin(me.email, visit.address);
    const member = await new SqlMemberStore(this.database).findWithPassword(me.memberId);
    if (!(await isPassword(current, member?.passwordHash ?? undefined)))
      throw new IdentityError('password-wrong', 'This is not your current password. Nothing was changed.');
    assertHardToGuess(next, [me.name, me.email, me.workspace.name]);
    const passwordHash = await hashPassword(next);
    return this.database.transaction(async (db) => {
      await passed(db);
      await new SqlMemberStore(db).setPassword(me.memberId, passwordHash);
      await new SqlMemberLinkStore(db).removeOf(me.memberId);
      const sessions = new SessionService(db, this.clock);
      await sessions.endAll(me.memberId);
      await new SqlAuditLog(db).append(auditedAs(me, 'member.password-changed', me.memberId), this.clock.now());
      return sessions.open(me, visit.agent);
    });
  }

  /** The one of this token first, then the latest. */
  async sessions(me: Me, token: string): Promise<AccountSession[]> {
    const tokenHash = hashSecret(token);
    const rows = await new SqlSessionStore(this.database).listAlive(me.memberId, this.clock.now());
    return rows
      .map((row) => ({
        id: row.id,
        isThis: row.tokenHash === tokenHash,
        agent: row.agent,
        createdAt: row.createdAt.toISOString(),
        seenAt: row.seenAt.toISOString(),
      }))
      .toSorted((a, b) => Number(b.isThis) - Number(a.isThis));
  }

  async endSession(me: Me, id: string): Promise<void> {
    if (await new SqlSessionStore(this.database).removeOf(me.memberId, id)) return;
    throw new IdentityError('session-not-found', 'This session has ended already.');
  }

  endOthers(me: Me, token: string): Promise<void> {
    return new SqlSessionStore(this.database).removeOthers(me.memberId, hashSecret(token));
  }
}
