import type { Clock, Database, Db } from '@zhike/platform';
import { IdentityError } from './identity.errors.js';
import { SqlLoginFailureStore } from './login-failure.store.js';
import { loginKey } from './login.key.js';

const MOST_FAILURES = 5;
const FAILURES_WITHIN_MS = 15 * 60 * 1000;

/** Counts wrong passwords by account and address together, in SQL, so that several processes count as one. */
export class LoginThrottle {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Before the password is looked at. What it answers is called when it was right. Throws `too-many-attempts`. */
  async begin(email: string, address: string): Promise<(db: Db) => Promise<void>> {
    const key = loginKey(email, address);
    const now = this.clock.now();
    const since = new Date(now.getTime() - FAILURES_WITHIN_MS);
    if (!(await new SqlLoginFailureStore(this.database).countAhead(key, { now, since, most: MOST_FAILURES })))
      throw new IdentityError('too-many-attempts', 'Too many failed logins. Wait a quarter of an hour and try again.');
    return async (db) => {
      const failures = new SqlLoginFailureStore(db);
      await failures.forget(key);
      await failures.removeOld(since);
    };
  }
}
