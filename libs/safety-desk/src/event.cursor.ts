import type { EventCursor } from './event.store.js';
import { SafetyError } from './safety.errors.js';

/** Where a page of the queue ends. Clients hand it back and read nothing in it. */
export const writeCursor = ({ at, id }: EventCursor): string =>
  Buffer.from(`${at.toISOString()} ${id}`).toString('base64url');

export function readCursor(text: string): EventCursor {
  const [at = '', id = ''] = Buffer.from(text, 'base64url').toString().split(' ');
  const date = new Date(at);
  if (Number.isNaN(date.getTime()) || !/^[\w.:-]{1,64}$/u.test(id))
    throw new SafetyError('safety-cursor-wrong', 'This page cannot be found; begin with the first one.');
  return { at: date, id };
}
