/** Where a page of a list ends that is sorted by time and then by id. */
export interface PageCursor {
  readonly at: Date;
  readonly id: string;
}

/** Clients hand it back and read nothing in it. */
export const writeCursor = ({ at, id }: PageCursor): string =>
  Buffer.from(`${at.toISOString()} ${id}`).toString('base64url');

/** Undefined for what never was one. */
export function readCursor(text: string): PageCursor | undefined {
  const [at = '', id = ''] = Buffer.from(text, 'base64url').toString().split(' ');
  const date = new Date(at);
  return Number.isNaN(date.getTime()) || !/^[\w.:-]{1,64}$/u.test(id) ? undefined : { at: date, id };
}
