import type { ClauseDraft, FactDraft, SaveDraft, VersionDetail } from '@zhike/contracts';

/** `uid` is the place of a clause in this page's memory; keys can be edited and ids change with every save. */
export interface EditableClause extends ClauseDraft {
  readonly uid: string;
}
export interface EditableFact extends FactDraft {
  readonly uid: string;
}

export type Removed =
  | { readonly kind: 'clause'; readonly at: number; readonly clause: EditableClause }
  | { readonly kind: 'fact'; readonly at: number; readonly fact: EditableFact };

/** A draft as it stands on the page. Immutable: every edit makes a new one, and lists that did not change stay the same. */
export interface Draft {
  readonly title: string;
  readonly effectiveFrom: string | undefined;
  readonly effectiveTo: string | undefined;
  /** Groups of customers it is for; none: everyone. */
  readonly audiences: readonly string[];
  readonly clauses: readonly EditableClause[];
  readonly facts: readonly EditableFact[];
  readonly basedOn: string;
  /** Counts edits; what was saved is the draft as of `savedChange`. */
  readonly change: number;
  readonly savedChange: number;
  readonly removed?: Removed | undefined;
}

export function fromVersion(version: VersionDetail): Draft {
  return {
    title: version.policyTitle,
    effectiveFrom: version.effectiveFrom,
    effectiveTo: version.effectiveTo,
    audiences: version.audiences,
    clauses: version.clauses.map(({ id, ...clause }) => ({ ...clause, uid: id })),
    facts: version.facts.map(({ id, ...fact }) => ({ ...fact, uid: id })),
    basedOn: version.updatedAt,
    change: 0,
    savedChange: 0,
  };
}

/** What is sent. Call it for a draft without problems only: an unset beginning cannot be sent. */
export function toSave(draft: Draft): SaveDraft {
  return {
    title: draft.title.trim(),
    effectiveFrom: draft.effectiveFrom ?? '',
    effectiveTo: draft.effectiveTo ?? null,
    audiences: [...draft.audiences],
    clauses: draft.clauses.map(({ key, heading, path, text }) => ({
      key: key.trim(),
      heading: heading.trim(),
      path,
      text,
    })),
    facts: draft.facts.map(({ entity, relation, value }) => ({ entity, relation, value })),
    basedOn: draft.basedOn,
  };
}

export const isDirty = ({ change, savedChange }: Draft): boolean => change !== savedChange;

/** What was sent is stored; what was typed meanwhile stays unsaved. */
export function afterSave(draft: Draft, sentChange: number, saved: Pick<VersionDetail, 'updatedAt'>): Draft {
  return { ...draft, basedOn: saved.updatedAt, savedChange: sentChange, removed: undefined };
}

function edited(draft: Draft, changes: Partial<Draft>): Draft {
  return { ...draft, ...changes, change: draft.change + 1 };
}

export const setHead = (
  draft: Draft,
  changes: Partial<Pick<Draft, 'title' | 'effectiveFrom' | 'effectiveTo' | 'audiences'>>,
): Draft => edited(draft, changes);

export function editClause(draft: Draft, uid: string, changes: Partial<ClauseDraft>): Draft {
  return edited(draft, {
    clauses: draft.clauses.map((clause) => (clause.uid === uid ? { ...clause, ...changes } : clause)),
  });
}

/** Below the given clause, under the same headings; at the end without one. */
export function addClause(draft: Draft, below?: string): { draft: Draft; uid: string } {
  const place = draft.clauses.findIndex(({ uid }) => uid === below);
  const at = place < 0 ? draft.clauses.length : place + 1;
  const neighbour = draft.clauses[at - 1];
  const uid = newUid();
  const clause = {
    uid,
    key: nextKey(draft.clauses, neighbour?.key),
    heading: '',
    path: neighbour?.path ?? [],
    text: '',
  };
  return { uid, draft: edited(draft, { clauses: draft.clauses.toSpliced(at, 0, clause) }) };
}

export function moveClause(draft: Draft, uid: string, by: 1 | -1): Draft {
  const at = draft.clauses.findIndex((clause) => clause.uid === uid);
  const clause = draft.clauses[at];
  const to = at + by;
  if (!clause || to < 0 || to >= draft.clauses.length) return draft;
  return edited(draft, { clauses: draft.clauses.toSpliced(at, 1).toSpliced(to, 0, clause) });
}

export function removeClause(draft: Draft, uid: string): Draft {
  const at = draft.clauses.findIndex((clause) => clause.uid === uid);
  const clause = draft.clauses[at];
  if (!clause) return draft;
  return edited(draft, { clauses: draft.clauses.toSpliced(at, 1), removed: { kind: 'clause', at, clause } });
}

/** A fact without `uid` is new and stands first, where it is seen. */
export function putFact(draft: Draft, fact: FactDraft & { uid?: string | undefined }): Draft {
  const { uid, ...content } = fact;
  if (uid === undefined) return edited(draft, { facts: [{ ...content, uid: newUid() }, ...draft.facts] });
  return edited(draft, { facts: draft.facts.map((other) => (other.uid === uid ? { ...content, uid } : other)) });
}

export function removeFact(draft: Draft, uid: string): Draft {
  const at = draft.facts.findIndex((fact) => fact.uid === uid);
  const fact = draft.facts[at];
  if (!fact) return draft;
  return edited(draft, { facts: draft.facts.toSpliced(at, 1), removed: { kind: 'fact', at, fact } });
}

export function undoRemoval(draft: Draft): Draft {
  const { removed } = draft;
  if (!removed) return draft;
  const back =
    removed.kind === 'clause'
      ? { clauses: draft.clauses.toSpliced(removed.at, 0, removed.clause) }
      : { facts: draft.facts.toSpliced(removed.at, 0, removed.fact) };
  return edited(draft, { ...back, removed: undefined });
}

let made = 0;
const newUid = () => `new-${++made}`;

/** The neighbour's key, one further where it ends in a number: 2.1 → 2.2, and on until it is free. */
export function nextKey(clauses: readonly { key: string }[], after = ''): string {
  const taken = new Set(clauses.map(({ key }) => key));
  const [, stem = 'clause-', count = String(clauses.length)] = /^(.*?)(\d+)$/su.exec(after) ?? [];
  for (let number = Number(count) + 1; ; number++) {
    const key = `${stem}${number}`;
    if (!taken.has(key)) return key;
  }
}
