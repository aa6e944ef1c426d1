import { z } from 'zod';
import { Citation, Locale } from './turn-events.js';

/** A clause by what it is called in every version of its policy. */
export const ClauseName = z.object({ policyId: z.string().min(1).max(64), clauseKey: z.string().min(1).max(200) });
export type ClauseName = z.infer<typeof ClauseName>;

/** `removed` is kept and can be put back; it is neither listed among the others nor given. */
export const CuratedStatus = z.enum(['on', 'off', 'removed']);
export type CuratedStatus = z.infer<typeof CuratedStatus>;
/** What people see. `outdated`: it is on, but what it stands on has changed, so customers do not get it. */
export const CuratedState = z.enum(['live', 'off', 'outdated', 'removed']);
export type CuratedState = z.infer<typeof CuratedState>;

/** A clause an answer stands on: as it was when a member last looked, and as it is in force now. */
export const CuratedClause = ClauseName.extend({
  policyTitle: z.string(),
  confirmed: z.object({ version: z.int(), heading: z.string(), text: z.string() }),
  now: z.object({ version: z.int(), heading: z.string(), text: z.string(), audiences: z.array(z.string()) }).optional(),
  /** `not-in-force`: its policy ended, or its version in force has no such clause. */
  change: z.enum(['none', 'changed', 'not-in-force']),
});
export type CuratedClause = z.infer<typeof CuratedClause>;

/** `GET curated-answers?search=&status=` → `CuratedAnswer[]`, newest change first; `GET curated-answers/:id`. */
export const CuratedAnswer = z.object({
  id: z.string(),
  locale: Locale,
  questions: z.array(z.string()),
  answer: z.string(),
  status: CuratedStatus,
  state: CuratedState,
  clauses: z.array(CuratedClause),
  /** Sentences that the clauses in force do not prove. */
  unproven: z.array(z.string()),
  hits: z.int(),
  lastHitAt: z.iso.datetime().optional(),
  updatedBy: z.string(),
  updatedAt: z.iso.datetime(),
});
export type CuratedAnswer = z.infer<typeof CuratedAnswer>;

const Text = z.string().trim().min(1);
/** `POST curated-answers` makes one, 201; `PUT curated-answers/:id` changes it, `basedOn` being the `updatedAt` that was read (409 `curated-answer-changed`). */
export const SaveCuratedAnswer = z.object({
  locale: Locale,
  /** Phrasings of one question. */
  questions: z.array(Text.max(500)).min(1).max(20),
  answer: Text.max(4_000),
  clauses: z.array(ClauseName).min(1).max(8),
  status: z.enum(['on', 'off']).default('on'),
});
export type SaveCuratedAnswer = z.input<typeof SaveCuratedAnswer>;
export const ChangeCuratedAnswer = SaveCuratedAnswer.extend({ basedOn: z.iso.datetime() });
export type ChangeCuratedAnswer = z.input<typeof ChangeCuratedAnswer>;
/** `POST curated-answers/:id/status`: on, off, removed or back. `POST curated-answers/:id/confirm`: it stands on the clauses as they are now. Both → `CuratedAnswer`. */
export const SetCuratedStatus = z.object({ status: CuratedStatus });

/** `POST curated-answers/check` → whether each sentence is proved by the clauses in force. Nothing is stored. */
export const CheckCuratedAnswer = SaveCuratedAnswer.pick({ answer: true, clauses: true });
export type CheckCuratedAnswer = z.input<typeof CheckCuratedAnswer>;
export const CuratedCheck = z.object({
  sentences: z.array(
    z.object({
      text: z.string(),
      isProven: z.boolean(),
      because: z.string().optional(),
      /** What proves it. */
      stands: z.array(ClauseName),
    }),
  ),
  /** Named clauses that are not in force. */
  missing: z.array(ClauseName),
});
export type CuratedCheck = z.infer<typeof CuratedCheck>;

/** `GET clauses-in-force?locale=&search=` → at most fifty clauses that can be named. */
export const PickableClause = ClauseName.extend({
  citation: Citation,
  heading: z.string(),
  path: z.array(z.string()),
  text: z.string(),
  audiences: z.array(z.string()),
});
export type PickableClause = z.infer<typeof PickableClause>;

const Threshold = z.number().min(0.5).max(1);
/** `GET`, `PUT curated-settings`: how near in meaning a question must be, per language; null: the default. */
export const CuratedSettings = z.object({
  thresholds: z.object({ zh: Threshold.nullable(), en: Threshold.nullable() }),
  defaults: z.object({ zh: Threshold, en: Threshold }),
});
export type CuratedSettings = z.infer<typeof CuratedSettings>;
export const SaveCuratedSettings = CuratedSettings.pick({ thresholds: true });
export type SaveCuratedSettings = z.infer<typeof SaveCuratedSettings>;
