import type { Me } from '@zhike/contracts';
import { type Clock, type Db, newId } from '@zhike/platform';
import { IdentityError } from './identity.errors.js';
import { foldEmail } from './member.email.js';
import { type MemberRow, SqlMemberStore } from './member.store.js';

/** Writes a new member; `email-taken` when the address is someone's, of whatever workspace. */
export async function enrolMember(db: Db, clock: Clock, member: Omit<MemberRow, 'id'>): Promise<Me> {
  const members = new SqlMemberStore(db);
  const id = newId();
  if (!(await members.insert({ ...member, id, email: foldEmail(member.email) }, clock.now())))
    throw new IdentityError('email-taken', 'There is a member with this e-mail already; take another one.');
  const me = await members.find(id);
  if (!me) throw new Error(`member ${id} has gone`);
  return me;
}

/** A NUL and half a surrogate pair are valid JSON but no text a database keeps. */
const NOT_TEXT = /[\0\p{Surrogate}]/u;

export function assertStorable(...names: readonly string[]): void {
  if (!names.some((name) => NOT_TEXT.test(name))) return;
  throw new IdentityError('text-not-storable', 'This name contains a character that is no text; type it again.');
}
