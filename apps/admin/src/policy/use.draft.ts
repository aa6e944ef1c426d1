import type { VersionDetail } from '@zhike/contracts';
import { useEffect, useRef, useState } from 'react';
import { ApiError } from '../api/api.error.js';
import { useSaveDraft } from '../api/policy.queries.js';
import { afterSave, type Draft, fromVersion, isDirty, toSave } from './draft.js';
import { type DraftProblem, problemsOf } from './draft.problems.js';

export type ChangeDraft = (change: (draft: Draft) => Draft) => void;

export interface DraftWork {
  readonly draft: Draft;
  readonly isDirty: boolean;
  readonly isSaving: boolean;
  readonly error: unknown;
  readonly isConflict: boolean;
  /** Shown from the first refused save on, and gone as they are mended. */
  readonly problems: readonly DraftProblem[];
  readonly change: ChangeDraft;
  /** True when the server has all of it. */
  save(basedOn?: string): Promise<boolean>;
  /** Gives up what is here for what is stored. */
  takeOver(version: VersionDetail): void;
}

const isConflict = (error: unknown) => error instanceof ApiError && error.code === 'draft-changed';

/** A draft between the page and the server. Nothing that comes from the server overwrites what was typed. */
export function useDraft(version: VersionDetail): DraftWork {
  const [draft, setDraft] = useState(() => fromVersion(version));
  const [isChecked, setChecked] = useState(false);
  const saving = useSaveDraft(version.id);
  // A save that is asked for by a dialog opened earlier still has to send what stands here now.
  const latest = useRef(draft);
  latest.current = draft;

  useEffect(() => {
    setDraft((now) => (isDirty(now) || now.basedOn === version.updatedAt ? now : fromVersion(version)));
  }, [version]);

  const save = async (basedOn?: string): Promise<boolean> => {
    const sent = basedOn ? { ...latest.current, basedOn } : latest.current;
    if (!isDirty(sent)) return true;
    setChecked(true);
    if (problemsOf(sent).length) return false;
    try {
      const saved = await saving.mutateAsync(toSave(sent));
      setDraft((now) => afterSave(now, sent.change, saved));
      setChecked(false);
      return true;
    } catch {
      // The mutation keeps the error; the page shows it.
      return false;
    }
  };
  return {
    draft,
    isDirty: isDirty(draft),
    isSaving: saving.isPending,
    error: saving.error,
    isConflict: isConflict(saving.error),
    problems: isChecked ? problemsOf(draft) : [],
    change: setDraft,
    save,
    takeOver: (stored) => {
      saving.reset();
      setChecked(false);
      setDraft(fromVersion(stored));
    },
  };
}
