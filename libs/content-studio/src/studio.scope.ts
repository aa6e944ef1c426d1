import type { OutboxWriter, UnitOfWork } from '@zhike/platform';
import type { AuditWriter } from '@zhike/ports';
import type { SqlBriefStore } from './brief.store.js';
import type { SqlDraftStore } from './draft.store.js';
import { StudioError } from './studio.errors.js';
import type { SqlPhraseStore } from './phrase.store.js';
import type { BriefRow, DraftRow } from './studio.rows.js';
import type { SqlWritingStore } from './writing.store.js';

/** What one transaction of the studio may touch. */
export interface StudioScope {
  readonly briefs: SqlBriefStore;
  readonly drafts: SqlDraftStore;
  readonly writing: SqlWritingStore;
  readonly phrases: SqlPhraseStore;
  readonly audit: AuditWriter;
  readonly outbox: OutboxWriter;
}

export type InStudio = UnitOfWork<StudioScope>;

/** Who acts. The caller has checked the role. */
export interface StudioMember {
  readonly workspaceId: string;
  readonly memberId: string;
  readonly name: string;
}

export async function findBrief(briefs: SqlBriefStore, workspaceId: string, id: string): Promise<BriefRow> {
  const row = await briefs.find(workspaceId, id);
  if (!row) throw new StudioError('brief-not-found', 'There is no such brief in this workspace.');
  return row;
}

export async function findDraft(drafts: SqlDraftStore, workspaceId: string, id: string): Promise<DraftRow> {
  const row = await drafts.find(workspaceId, id);
  if (!row) throw new StudioError('copy-not-found', 'There is no such draft in this workspace.');
  return row;
}

/** A NUL and half a surrogate pair are valid JSON but no text a database keeps. */
const NOT_TEXT = /[\0\p{Surrogate}]/u;

export function assertStorable(...texts: readonly string[]): void {
  if (!texts.some((text) => NOT_TEXT.test(text))) return;
  throw new StudioError('text-not-storable', 'This text contains a character that is no text; remove it.');
}
