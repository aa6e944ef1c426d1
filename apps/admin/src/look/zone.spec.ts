import { describe, expect, it } from 'vitest';
import { offsetLabel, toInstant, toWallTime } from './zone.js';

describe('a wall clock in a zone', () => {
  it.each([
    ['2026-10-01T00:00:00.000Z', 'Asia/Shanghai', '2026-10-01T08:00', 'UTC+08:00'],
    ['2026-10-01T00:00:00.000Z', 'UTC', '2026-10-01T00:00', 'UTC+00:00'],
    ['2026-07-01T03:30:00.000Z', 'America/New_York', '2026-06-30T23:30', 'UTC−04:00'],
    ['2026-01-15T00:00:00.000Z', 'Asia/Kolkata', '2026-01-15T05:30', 'UTC+05:30'],
  ])('shows %s in %s as %s, and back again', (instant, zone, wall, offset) => {
    expect(toWallTime(instant, zone)).toBe(wall);
    expect(toInstant(wall, zone)).toBe(instant);
    expect(offsetLabel(instant, zone)).toBe(offset);
  });

  it('takes the moment after the gap for a time that clocks skip', () => {
    const instant = toInstant('2026-03-29T02:30', 'Europe/Berlin');
    expect(instant).toBe('2026-03-29T01:30:00.000Z');
    expect(toWallTime(instant ?? '', 'Europe/Berlin')).toBe('2026-03-29T03:30');
  });

  it('takes the earlier of two moments that clocks show alike', () => {
    expect(toInstant('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
  });

  it.each(['', 'soon', '2026-10-01', '2026-02-31T10:00', '2026-13-01T10:00', '0020-10-01T08:00'])(
    'knows that "%s" is no time',
    (wall) => {
      expect(toInstant(wall, 'Asia/Shanghai')).toBeUndefined();
    },
  );
});
