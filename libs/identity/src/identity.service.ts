import type { LogIn, Me, SetUpOwner } from '@zhike/contracts';
import type { Clock, Database } from '@zhike/platform';
import { IdentityError } from './identity.errors.js';
import { LoginThrottle } from './login.throttle.js';
import { foldEmail } from './member.email.js';
import { assertStorable, enrolMember } from './member.enrolment.js';
import { SqlMemberStore } from './member.store.js';
import { OwnerSetup } from './owner.setup.js';
import { hashPassword, isPassword } from './password.hash.js';
import { type OpenedSession, SessionService } from './session.service.js';
import type { Visit } from './visit.js';

export interface NewMember {
  readonly name: string;
  readonly email: string;
  readonly role: Me['role'];
  readonly password: string;
}

/** Members of all workspaces and how they are let in. A refusal is an `IdentityError`. */
export class IdentityService {
  private readonly setup: OwnerSetup;
  private readonly sessions: SessionService;
  private readonly throttle: LoginThrottle;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    this.setup = new OwnerSetup(database, clock);
    this.sessions = new SessionService(database, clock);
    this.throttle = new LoginThrottle(database, clock);
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
  setUpOwner(input: SetUpOwner, agent = ''): Promise<OpenedSession> {
    return this.setup.run(input, agent);
  }

  /** Failures are counted by account and address together. */
  async logIn({ email, password }: LogIn, { address, agent }: Visit): Promise<OpenedSession> {
    const passed = await this.throttle.begin(email, address);
    const member = await new SqlMemberStore(this.database).findByEmail(foldEmail(email));
    const isRight = await isPassword(password, member?.passwordHash ?? undefined);
    if (!member || !isRight) throw new IdentityError('login-failed', 'The e-mail or the password is not right.');
    return this.database.transaction(async (db) => {
      await passed(db);
      return new SessionService(db, this.clock).open(member.me, agent);
    });
  }

  /** Ends this session at once; others of the same member go on. */
  logOut(token: string): Promise<void> {
    return this.sessions.end(token);
  }

  whoIs(token: string): Promise<Me | undefined> {
    return this.sessions.resume(token);
  }

  /** Those who were invited count from when they chose a password. */
  countMembers(workspaceId: string): Promise<number> {
    return new SqlMemberStore(this.database).count(workspaceId);
  }

  /** The caller has checked that an owner of this workspace asks. */
  async addMember(workspaceId: string, { name, email, role, password }: NewMember): Promise<Me> {
    assertStorable(name);
    const passwordHash = await hashPassword(password);
    return enrolMember(this.database, this.clock, { workspaceId, name, email, role, passwordHash });
  }
}
