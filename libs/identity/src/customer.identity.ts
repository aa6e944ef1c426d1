import type { CustomerSecret, Me } from '@zhike/contracts';
import type { Clock, Database, Db } from '@zhike/platform';
import { SqlAuditLog } from './audit-log.store.js';
import { SqlCustomerSecretStore } from './customer-secret.store.js';
import { readCustomerToken, type ShownCustomer } from './customer.token.js';
import { makeToken } from './secret.hash.js';
import { auditedAs } from './who.acts.js';

/** How a shop vouches for its customers: with a secret that only its server and we know. */
export class CustomerIdentity {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Whether there is a secret and since when; never the secret itself. */
  async secretState(workspaceId: string): Promise<CustomerSecret> {
    const row = await new SqlCustomerSecretStore(this.database).find(workspaceId);
    return row ? { isMade: true, madeAt: row.madeAt.toISOString() } : { isMade: false };
  }

  /** The only answer that shows it. Proofs signed with the former secret count no more. */
  async makeSecret(member: Me): Promise<CustomerSecret> {
    const secret = `zks_${makeToken()}`;
    const madeAt = this.clock.now();
    await this.database.transaction(async (db) => {
      const workspaceId = member.workspace.id;
      await new SqlCustomerSecretStore(db).replace({ workspaceId, secret, madeBy: member.memberId, madeAt });
      await this.note(db, member, 'customer-secret.made');
    });
    return { isMade: true, madeAt: madeAt.toISOString(), secret };
  }

  async removeSecret(member: Me): Promise<void> {
    await this.database.transaction(async (db) => {
      if (await new SqlCustomerSecretStore(db).remove(member.workspace.id))
        await this.note(db, member, 'customer-secret.removed');
    });
  }

  /** Throws `identity-token-invalid` or `identity-token-expired`. */
  async verify(workspaceId: string, token: string): Promise<ShownCustomer> {
    const row = await new SqlCustomerSecretStore(this.database).find(workspaceId);
    return readCustomerToken(token, row?.secret, this.clock.now());
  }

  private note(db: Db, member: Me, action: string): Promise<void> {
    return new SqlAuditLog(db).append(auditedAs(member, action, member.workspace.id), this.clock.now());
  }
}
