import type { SetUpOwner } from '@zhike/contracts';
import { type Clock, type Database, type Db, newId } from '@zhike/platform';
import { IdentityError } from './identity.errors.js';
import { assertStorable, enrolMember } from './member.enrolment.js';
import { SqlMemberStore } from './member.store.js';
import { hashPassword } from './password.hash.js';
import { assertHardToGuess } from './password.strength.js';
import { hashSecret } from './secret.hash.js';
import { type OpenedSession, SessionService } from './session.service.js';
import { SqlSetupCodeStore } from './setup-code.store.js';
import { foldSetupCode, makeSetupCode } from './setup.code.js';
import { slugOf } from './workspace.slug.js';
import { SqlWorkspaceStore } from './workspace.store.js';

const UNNAMED = 'My shop';

/** How an installation gets its first member: whoever reads the terminal holds the code, and the code serves once. */
export class OwnerSetup {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async isNeeded(): Promise<boolean> {
    return !(await new SqlMemberStore(this.database).hasAny());
  }

  issueCode(): Promise<string | undefined> {
    return this.database.transaction(async (db) => {
      const codes = new SqlSetupCodeStore(db);
      await codes.lock();
      if (await new SqlMemberStore(db).hasAny()) return undefined;
      const code = makeSetupCode();
      await codes.replace(hashSecret(foldSetupCode(code)), this.clock.now());
      return code;
    });
  }

  /** Of several people who set up at once one becomes the owner; the others are told so. */
  async run({ setupCode, name, email, password, workspaceName }: SetUpOwner, agent: string): Promise<OpenedSession> {
    assertStorable(name, workspaceName ?? '');
    const codeHash = hashSecret(foldSetupCode(setupCode));
    await assertOpen(this.database, await new SqlSetupCodeStore(this.database).isCurrent(codeHash));
    assertHardToGuess(password, [name, email, workspaceName ?? '']);
    const passwordHash = await hashPassword(password);
    return this.database.transaction(async (db) => {
      const codes = new SqlSetupCodeStore(db);
      await codes.lock();
      await assertOpen(db, await codes.use(codeHash));
      const workspaceId = await workspaceForOwner(db, workspaceName);
      const me = await enrolMember(db, this.clock, { workspaceId, name, email, role: 'owner', passwordHash });
      return new SessionService(db, this.clock).open(me, agent);
    });
  }
}

/** Asked before the costly hash and again under the lock. */
async function assertOpen(db: Db, isCodeRight: boolean): Promise<void> {
  if (await new SqlMemberStore(db).hasAny())
    throw new IdentityError('already-set-up', 'This installation has its owner already; log in instead.');
  if (!isCodeRight)
    throw new IdentityError(
      'setup-code-wrong',
      'This is not the current setup code. It stands in the terminal; each start prints a new one.',
    );
}

/** The one workspace that is there (the demo shop; nobody is a member of anything yet), or a new one. */
async function workspaceForOwner(db: Db, name: string | undefined): Promise<string> {
  const workspaces = new SqlWorkspaceStore(db);
  const [first, ...others] = await workspaces.list();
  if (!first || others.length) return makeWorkspace(workspaces, name ?? UNNAMED);
  if (name) await workspaces.rename(first.id, name);
  return first.id;
}

async function makeWorkspace(workspaces: SqlWorkspaceStore, name: string): Promise<string> {
  const slug = slugOf(name);
  const id = newId();
  let isMade = await workspaces.insert({ id, slug, name });
  for (let count = 2; !isMade; count++) isMade = await workspaces.insert({ id, slug: `${slug}-${count}`, name });
  return id;
}
