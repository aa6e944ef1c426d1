import { nextAttemptAt } from './delivery.schedule.js';

/** What came of one attempt. `interrupted` says nothing about the receiver: the process was told to stop. */
export type Attempt =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfter?: string | undefined }
  | { readonly kind: 'unanswered'; readonly because: string }
  | { readonly kind: 'interrupted' };

export interface Tried {
  /** Attempts made before this one. */
  readonly attempts: number;
  /** Since when nothing has reached the endpoint. */
  readonly failingSince?: Date | undefined;
}

/** What is written after an attempt, all of it in one statement. */
export interface Verdict {
  readonly state: 'pending' | 'delivered' | 'failed';
  readonly attempts: number;
  readonly status?: number | undefined;
  readonly error?: string | undefined;
  readonly dueAt?: Date | undefined;
  /** The endpoint is switched off, for this reason. */
  readonly disabledBecause?: string | undefined;
}

const PATIENCE_DAYS = 5;
const PATIENCE_MS = PATIENCE_DAYS * 24 * 3_600_000;
const GONE = 410;

/** Pure: the same attempt at the same moment is always judged alike. `chance` (0 to 1) spreads retries. */
export function judge(
  attempt: Exclude<Attempt, { kind: 'interrupted' }>,
  tried: Tried,
  now: Date,
  chance: number,
): Verdict {
  const attempts = tried.attempts + 1;
  const status = attempt.kind === 'answered' ? attempt.status : undefined;
  if (status !== undefined && status >= 200 && status < 300) return { state: 'delivered', attempts, status };

  const failed = { attempts, status, error: attempt.kind === 'answered' ? errorOf(attempt.status) : attempt.because };
  if (status === GONE) return { ...failed, state: 'failed', disabledBecause: failed.error };
  const retryAfter = attempt.kind === 'answered' ? attempt.retryAfter : undefined;
  const dueAt = nextAttemptAt({ attempts, now, retryAfter, chance });
  if (dueAt) return { ...failed, state: 'pending', dueAt };
  return { ...failed, state: 'failed', disabledBecause: patienceEnded(tried, now) };
}

/** Asked when a delivery has used up its attempts, so that two lone failures a week apart switch nothing off. */
function patienceEnded({ failingSince }: Tried, now: Date): string | undefined {
  if (!failingSince || now.getTime() - failingSince.getTime() < PATIENCE_MS) return undefined;
  return `nothing could be delivered for ${PATIENCE_DAYS} days`;
}

function errorOf(status: number): string {
  if (status === GONE) return 'the receiver answered 410 Gone';
  const isRedirect = status >= 300 && status < 400;
  return `the receiver answered ${status}${isRedirect ? '; redirects are not followed' : ''}`;
}
