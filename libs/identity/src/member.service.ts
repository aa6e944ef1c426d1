import type { ChangeMember, InviteMember, Me, MemberLink, WorkspaceMember } from '@zhike/contracts';
import type { Clock, Database, Db } from '@zhike/platform';
import { SqlAuditLog } from './audit-log.store.js';
import { IdentityError } from './identity.errors.js';
import { SqlMemberLinkStore } from './member-link.store.js';
import { foldEmail } from './member.email.js';
import { assertStorable, enrolMember } from './member.enrolment.js';
import { type MemberWithPassword, SqlMemberStore } from './member.store.js';
import { hashSecret, makeToken } from './secret.hash.js';
import { SessionService } from './session.service.js';
import { auditedAs } from './who.acts.js';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Handed over by hand: an invitation may lie some days; a new password is wanted at once. */
const INVITATION_MS = 7 * DAY_MS;
const RESET_MS = DAY_MS;
/** Who acts from the command line; no member's id looks like it. */
const OPERATOR = 'operator';

/**
 * Who works in a workspace. The caller has checked that `owner` is one. Owners change one another but never themselves, so that there is
 * always one left. Throws `member-not-found` for members of other workspaces as well.
 */
export class MemberService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  list(owner: Me): Promise<WorkspaceMember[]> {
    return new SqlMemberStore(this.database).list(owner.workspace.id, this.clock.now());
  }

  /** The member can do nothing before they have chosen a password by the link. */
  async invite(owner: Me, { name, email, role }: InviteMember): Promise<MemberLink> {
    assertStorable(name);
    return this.database.transaction(async (db) => {
      await this.assertOwner(db, owner);
      const workspaceId = owner.workspace.id;
      const me = await enrolMember(db, this.clock, { workspaceId, name, email, role, passwordHash: null });
      await this.note(db, owner, 'member.invited', me.memberId, { name, email: me.email, role });
      return this.linkFor(db, me.memberId, INVITATION_MS);
    });
  }

  /** In place of the former one. */
  async renewLink(owner: Me, memberId: string): Promise<MemberLink> {
    return this.changeOther(owner, memberId, async (db, { me, passwordHash }) => {
      await this.note(db, owner, 'member.link-made', memberId, { name: me.name });
      return this.linkFor(db, memberId, passwordHash === null ? INVITATION_MS : RESET_MS);
    });
  }

  /** For whoever runs the product, where no owner can help. The log says so. */
  async linkForOperator(email: string): Promise<MemberLink> {
    return this.database.transaction(async (db) => {
      const member = await new SqlMemberStore(db).findByEmail(foldEmail(email));
      if (!member) throw notFound();
      const { memberId, name } = member.me;
      await this.note(db, { ...member.me, memberId: OPERATOR, name: OPERATOR }, 'member.link-made', memberId, { name });
      return this.linkFor(db, memberId, RESET_MS);
    });
  }

  /** Holds from the member's next request on. */
  async change(owner: Me, memberId: string, { role }: ChangeMember): Promise<WorkspaceMember> {
    await this.changeOther(owner, memberId, async (db, { me }) => {
      if (me.role === role) return;
      await new SqlMemberStore(db).setRole(memberId, role);
      await this.note(db, owner, 'member.role-changed', memberId, { name: me.name, from: me.role, to: role });
    });
    const member = (await this.list(owner)).find(({ id }) => id === memberId);
    if (!member) throw notFound();
    return member;
  }

  /** Ends all their sessions. */
  async logOut(owner: Me, memberId: string): Promise<void> {
    await this.changeOther(owner, memberId, async (db, { me }) => {
      await new SessionService(db, this.clock).endAll(memberId);
      await this.note(db, owner, 'member.logged-out', memberId, { name: me.name });
    });
  }

  /** What they did keeps their name. */
  async remove(owner: Me, memberId: string): Promise<void> {
    await this.changeOther(owner, memberId, async (db, { me }) => {
      await new SqlMemberStore(db).remove(memberId);
      await this.note(db, owner, 'member.removed', memberId, { name: me.name, email: me.email, role: me.role });
    });
  }

  private async changeOther<Result>(
    owner: Me,
    memberId: string,
    change: (db: Db, member: MemberWithPassword) => Promise<Result>,
  ): Promise<Result> {
    if (owner.memberId === memberId)
      throw new IdentityError(
        'not-yourself',
        'Another owner has to do this to you; your own password is under account.',
      );
    return this.database.transaction(async (db) => {
      await this.assertOwner(db, owner);
      const member = await new SqlMemberStore(db).findWithPassword(memberId);
      if (member?.me.workspace.id !== owner.workspace.id) throw notFound();
      return change(db, member);
    });
  }

  /** Asked again under a lock: of two owners who remove each other at once one is too late. */
  private async assertOwner(db: Db, { memberId, workspace }: Me): Promise<void> {
    if (await new SqlMemberStore(db).lockOwner(memberId, workspace.id)) return;
    throw new IdentityError('role-not-allowed', 'This is for owners, and you are none any more.');
  }

  private async linkFor(db: Db, memberId: string, lifeMs: number): Promise<MemberLink> {
    const code = makeToken();
    const createdAt = this.clock.now();
    const expiresAt = new Date(createdAt.getTime() + lifeMs);
    await new SqlMemberLinkStore(db).replace({ memberId, codeHash: hashSecret(code), expiresAt, createdAt });
    return { memberId, code, expiresAt: expiresAt.toISOString() };
  }

  private note(db: Db, ...entry: Parameters<typeof auditedAs>): Promise<void> {
    return new SqlAuditLog(db).append(auditedAs(...entry), this.clock.now());
  }
}

const notFound = () => new IdentityError('member-not-found', 'There is no such member; perhaps somebody removed them.');
