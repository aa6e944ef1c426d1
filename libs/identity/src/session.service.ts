import type { Me } from '@zhike/contracts';
import { type Clock, type Db, newId } from '@zhike/platform';
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
const SEEN_EVERY_MS = 5 * 60 * 1000;
const LONGEST_AGENT = 300;
/** However often its member comes: a token that was stolen unnoticed does not serve for ever. */
const LONGEST_MS = 30 * DAY_MS;

/** Who comes within 14 days stays logged in, for 30 days at most. Construct it on a transaction's Db to join one. */
export class SessionService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** `agent` is what the browser calls itself, for its member to know it by. */
  async open(me: Me, agent: string): Promise<OpenedSession> {
    const now = this.clock.now();
    const sessions = new SqlSessionStore(this.db);
    await sessions.removeExpired(now);
    const token = makeToken();
    const expiresAt = endOf(now, now);
    const { memberId } = me;
    const row = { id: newId(), tokenHash: hashSecret(token), memberId, expiresAt, createdAt: now, seenAt: now };
    await sessions.insert({ ...row, agent: agent.replaceAll(/\p{Cc}/gu, '').slice(0, LONGEST_AGENT) });
    await new SqlMemberStore(this.db).setSeen(memberId, now);
    return { token, me };
  }

  /** Prolongs at most once a day and notes the visit every five minutes, so that looking at pages does not write for each. */
  async resume(token: string): Promise<Me | undefined> {
    const now = this.clock.now();
    const sessions = new SqlSessionStore(this.db);
    const session = await sessions.findAlive(hashSecret(token), now);
    if (!session) return undefined;
    const prolonged = endOf(session.createdAt, now);
    if (prolonged.getTime() - session.expiresAt.getTime() >= DAY_MS)
      await sessions.extend(session.tokenHash, prolonged);
    if (now.getTime() - session.seenAt.getTime() >= SEEN_EVERY_MS) {
      await sessions.setSeen(session.tokenHash, now);
      await new SqlMemberStore(this.db).setSeen(session.memberId, now);
    }
    return new SqlMemberStore(this.db).find(session.memberId);
  }

  endAll(memberId: string): Promise<void> {
    return new SqlSessionStore(this.db).removeOthers(memberId, '');
  }

  async end(token: string): Promise<void> {
    await new SqlSessionStore(this.db).remove(hashSecret(token));
  }
}

const endOf = (createdAt: Date, now: Date) =>
  new Date(Math.min(now.getTime() + LIFE_MS, createdAt.getTime() + LONGEST_MS));
