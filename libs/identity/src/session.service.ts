import type { Me } from '@zhike/contracts';
import type { Clock, Db } from '@zhike/platform';
import { SqlMemberStore } from './member.store.js';
import { hashSecret, makeToken } from './secret.hash.js';
import { SqlSessionStore } from './session.store.js';

export interface OpenedSession {
  /** Told once, to its member; we keep a hash. */
  readonly token: string;
  readonly me: Me;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const LIFE_MS = 14 * DAY_MS;
/** However often its member comes: a token that was stolen unnoticed does not serve for ever. */
const LONGEST_MS = 30 * DAY_MS;

/** Who comes within 14 days stays logged in, for 30 days at most. Construct it on a transaction's Db to join one. */
export class SessionService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  async open(me: Me): Promise<OpenedSession> {
    const now = this.clock.now();
    const sessions = new SqlSessionStore(this.db);
    await sessions.removeExpired(now);
    const token = makeToken();
    const expiresAt = endOf(now, now);
    await sessions.insert({ tokenHash: hashSecret(token), memberId: me.memberId, expiresAt, createdAt: now });
    return { token, me };
  }

  /** Prolongs at most once a day, so that looking at pages does not write for each. */
  async resume(token: string): Promise<Me | undefined> {
    const now = this.clock.now();
    const sessions = new SqlSessionStore(this.db);
    const session = await sessions.findAlive(hashSecret(token), now);
    if (!session) return undefined;
    const prolonged = endOf(session.createdAt, now);
    if (prolonged.getTime() - session.expiresAt.getTime() >= DAY_MS)
      await sessions.extend(session.tokenHash, prolonged);
    return new SqlMemberStore(this.db).find(session.memberId);
  }

  async end(token: string): Promise<void> {
    await new SqlSessionStore(this.db).remove(hashSecret(token));
  }
}

const endOf = (createdAt: Date, now: Date) =>
  new Date(Math.min(now.getTime() + LIFE_MS, createdAt.getTime() + LONGEST_MS));
