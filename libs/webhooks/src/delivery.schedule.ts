const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits before the second and each later attempt: the schedule receivers know from Svix, a little more than a day. */
const WAITS_MS = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR] as const;

/** A receiver may ask for more patience than the schedule has, but not for a week. */
const LONGEST_RETRY_AFTER_MS = 24 * HOUR;

/** Deliveries that failed together should not come back together. */
const JITTER = 0.1;

export interface Wait {
  /** Attempts made so far. */
  readonly attempts: number;
  readonly now: Date;
  readonly retryAfter?: string | undefined;
  /** From 0 to 1. */
  readonly chance: number;
}

/** When to try again; nothing after the last attempt. */
export function nextAttemptAt({ attempts, now, retryAfter, chance }: Wait): Date | undefined {
  const scheduledMs = WAITS_MS[attempts - 1];
  if (scheduledMs === undefined) return undefined;
  const waitMs = Math.max(scheduledMs, askedMs(retryAfter, now));
  return new Date(now.getTime() + Math.round(waitMs * (1 + chance * JITTER)));
}

/** `retry-after` is a number of seconds or a date (RFC 9110 §10.2.3); anything else is not heard. */
function askedMs(retryAfter: string | undefined, now: Date): number {
  const text = retryAfter?.trim() ?? '';
  const ms = /^\d+$/.test(text) ? Number(text) * SECOND : Date.parse(text) - now.getTime();
  return Number.isNaN(ms) ? 0 : Math.min(ms, LONGEST_RETRY_AFTER_MS);
}
