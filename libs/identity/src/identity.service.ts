import type { LogIn, Me, SetUpOwner } from '@zhike/contracts';
import type { Clock, Database } from '@zhike/platform';
import { IdentityError } from './identity.errors.js';
import { type Allowance, SqlLoginFailureStore } from './login-failure.store.js';
import { loginKey } from './login.key.js';
import { foldEmail } from './member.email.js';
import { assertStorable, enrolMember } from './member.enrolment.js';
import { SqlMemberStore } from './member.store.js';
import { OwnerSetup } from './owner.setup.js';
import { hashPassword, isPassword } from './password.hash.js';
import { type OpenedSession, SessionService } from './session.service.js';

export interface NewMember {
  readonly name: string;
  readonly email: string;
  readonly role: Me['role'];
  readonly password: string;
}

const MOST_FAILURES = 5;
const FAILURES_WITHIN_MS = 15 * 60 * 1000;

/** Members of all workspaces and how they are let in. A refusal is an `IdentityError`. */
export class IdentityService {
  private readonly setup: OwnerSetup;
  private readonly sessions: SessionService;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    this.setup = new OwnerSetup(database, clock);
    this.sessions = new SessionService(database, clock);
  }

  /** As long as nobody is a member of any workspace. */
  setupNeeded(): Promise<boolean> {
    return this.setup.isNeeded();
  }

  /** A code for `setUpOwner`, in place of the former one; undefined once there is an owner. */
  issueSetupCode(): Promise<string | undefined> {
    return this.setup.issueCode();
  }

  /** Makes the first owner, logged in: of the demo shop where it stands alone, of a new workspace otherwise. */
  setUpOwner(input: SetUpOwner): Promise<OpenedSession> {
    return this.setup.run(input);
  }

  /** `address` is where the request comes from: failures are counted by account and address together. */
  async logIn({ email, password }: LogIn, address: string): Promise<OpenedSession> {
    const key = loginKey(email, address);
    const allowance = this.allowance();
    if (!(await new SqlLoginFailureStore(this.database).countAhead(key, allowance)))
      throw new IdentityError('too-many-attempts', 'Too many failed logins. Wait a quarter of an hour and try again.');
    const member = await new SqlMemberStore(this.database).findByEmail(foldEmail(email));
    const isRight = await isPassword(password, member?.passwordHash);
    if (!member || !isRight) throw new IdentityError('login-failed', 'The e-mail or the password is not right.');
    return this.database.transaction(async (db) => {
      const failures = new SqlLoginFailureStore(db);
      await failures.forget(key);
      await failures.removeOld(allowance.since);
      return new SessionService(db, this.clock).open(member.me);
    });
  }

  /** Ends this session at once; others of the same member go on. */
  logOut(token: string): Promise<void> {
    return this.sessions.end(token);
  }

  whoIs(token: string): Promise<Me | undefined> {
    return this.sessions.resume(token);
  }

  countMembers(workspaceId: string): Promise<number> {
    return new SqlMemberStore(this.database).count(workspaceId);
  }

  /** The caller has checked that an owner of this workspace asks. */
  async addMember(workspaceId: string, { name, email, role, password }: NewMember): Promise<Me> {
    assertStorable(name);
    const passwordHash = await hashPassword(password);
    return enrolMember(this.database, this.clock, { workspaceId, name, email, role, passwordHash });
  }

  private allowance(): Allowance {
    const now = this.clock.now();
    return { now, since: new Date(now.getTime() - FAILURES_WITHIN_MS), most: MOST_FAILURES };
  }
}
