import { type PageCursor, readCursor } from '@zhike/platform';
import { SafetyError } from './safety.errors.js';

/** Where a page of the queue goes on. */
export function placeInQueue(cursor: string): PageCursor {
  const place = readCursor(cursor);
  if (place) return place;
  throw new SafetyError('safety-cursor-wrong', 'This page cannot be found; begin with the first one.');
}
