import type { CopyVerdict } from '@zhike/contracts';
import { StudioError } from './studio.errors.js';

/** `change`: an edit, a restored state, a text written anew. */
export type CopyAction = 'approve' | 'reject' | 'change';

/** A changed text was judged by nobody: approved or rejected, it is open again. */
const VERDICTS: Readonly<Record<CopyVerdict, Partial<Record<CopyAction, CopyVerdict>>>> = {
  open: { approve: 'approved', reject: 'rejected', change: 'open' },
  approved: { reject: 'rejected', change: 'open' },
  rejected: { approve: 'approved', change: 'open' },
};

export function judge(verdict: CopyVerdict, action: CopyAction): CopyVerdict {
  const next = VERDICTS[verdict][action];
  if (next) return next;
  throw new StudioError('copy-action-not-allowed', `This draft is ${verdict} already.`);
}
