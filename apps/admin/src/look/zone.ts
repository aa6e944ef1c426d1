/** What an input of date and time holds: the time on a wall clock somewhere, to the minute. */
export type WallTime = string;

interface Parts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
}

/** An instant as the clock on a wall in `zone` shows it: `2026-10-01T08:30`. */
export function toWallTime(instant: string, zone: string): WallTime {
  const { year, month, day, hour, minute } = partsIn(new Date(instant), zone);
  return `${year}-${month}-${day}T${hour}:${minute}`;
}

/** A year that is still being typed (0002, 0020 …) is no time yet. */
const WALL_TIME = /^([1-9]\d{3})-(\d\d)-(\d\d)T(\d\d):(\d\d)/;

/**
 * The instant at which a wall clock in `zone` shows this time; undefined when it is no time. Where clocks are put forward, a time
 * they skip is read as the moment after the gap; where they are put back, the earlier of the two.
 */
export function toInstant(wall: WallTime, zone: string): string | undefined {
  const match = WALL_TIME.exec(wall);
  if (!match) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = match.slice(1).map(Number);
  const asIfUtc = Date.UTC(year, month - 1, day, hour, minute);
  if (Number.isNaN(asIfUtc) || !isThatDay(new Date(asIfUtc), month, day)) return undefined;
  // The offset is that of a moment, and the moment is what is sought: guess from a day before, then from the guess.
  const before = asIfUtc - offsetAt(asIfUtc - DAY_MS, zone);
  const after = asIfUtc - offsetAt(asIfUtc + DAY_MS, zone);
  const exact = [before, after]
    .sort((one, other) => one - other)
    .find((guess) => guess + offsetAt(guess, zone) === asIfUtc);
  return new Date(exact ?? before).toISOString();
}

/** `UTC+08:00`, as it stands at that moment. */
export function offsetLabel(instant: string, zone: string): string {
  const minutes = offsetAt(Date.parse(instant), zone) / 60_000;
  const size = Math.abs(minutes);
  const clock = `${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`;
  return `UTC${minutes < 0 ? '−' : '+'}${clock}`;
}

/** A calendar rolls the 31st of February over into March; that was no day. */
const isThatDay = (date: Date, month: number, day: number) =>
  date.getUTCMonth() === month - 1 && date.getUTCDate() === day;

const DAY_MS = 86_400_000;

function offsetAt(time: number, zone: string): number {
  const { year, month, day, hour, minute } = partsIn(new Date(time), zone);
  const minuteStart = Math.floor(time / 60_000) * 60_000;
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute)) - minuteStart;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function partsIn(moment: Date, zone: string): Parts {
  const known = formatters.get(zone);
  const format =
    known ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
  if (!known) formatters.set(zone, format);
  const found = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]));
  const part = (name: string, width: number) => (found[name] ?? '').padStart(width, '0');
  return {
    year: part('year', 4),
    month: part('month', 2),
    day: part('day', 2),
    hour: part('hour', 2),
    minute: part('minute', 2),
  };
}
