import { z } from 'zod';
import { Citation, Locale } from './turn-events.js';

/** How copy sounds: 正式, 活泼, 专业, 启发. */
export const StyleTag = z.enum(['formal', 'lively', 'professional', 'inspiring']);
export type StyleTag = z.infer<typeof StyleTag>;
/** Where copy will stand. `message` is a text message or a push notice. */
export const CopyChannel = z.enum(['product-page', 'social', 'message', 'email', 'poster']);
export type CopyChannel = z.infer<typeof CopyChannel>;
export const CopyLength = z.enum(['short', 'medium', 'long']);
export type CopyLength = z.infer<typeof CopyLength>;
/** `templates`: a grammar over the facts, not a model. */
export const CopyWriterKind = z.enum(['model', 'templates']);
export type CopyWriterKind = z.infer<typeof CopyWriterKind>;

const Text = z.string().trim().min(1);
const Seed = z.int().min(0).max(2_147_483_647);

/** What copy is wanted. The product is one that a catalogue in force states facts about. */
export const CopyBrief = z.object({
  purpose: Text.max(300),
  channel: CopyChannel,
  locale: Locale,
  product: Text.max(500),
  styles: z.array(StyleTag).min(1).max(4),
  length: CopyLength,
  drafts: z.int().min(1).max(5),
  points: z.array(Text.max(200)).max(6).default([]),
});
export type CopyBrief = z.infer<typeof CopyBrief>;

/** `POST studio/briefs` → 201 `BriefDetail`, its drafts still to come. */
export const StartBrief = CopyBrief.extend({
  /** Equal seed and brief give equal drafts. Left out: one is drawn. */
  seed: Seed.optional(),
  /** Left out: the model where one is configured, else the templates. */
  writer: CopyWriterKind.optional(),
});
export type StartBrief = z.input<typeof StartBrief>;

/** `waiting` and `writing`: the server is at it, whoever looks on. */
export const CopyProgress = z.enum(['waiting', 'writing', 'ready', 'failed', 'stopped']);
export type CopyProgress = z.infer<typeof CopyProgress>;
export const CopyVerdict = z.enum(['open', 'approved', 'rejected']);
export type CopyVerdict = z.infer<typeof CopyVerdict>;
/** What kind of claim a sentence makes that no fact in force proves. */
export const ClaimSign = z.enum([
  'number',
  'name',
  'comparison',
  'offer',
  'property',
  'authority',
  'popularity',
  'denial',
  'fact-word',
]);
export type ClaimSign = z.infer<typeof ClaimSign>;

export const StudioFact = z.object({ id: z.string(), relation: z.string(), value: z.string(), citation: Citation });
export type StudioFact = z.infer<typeof StudioFact>;

/** `start` and `end` are offsets in the text, in UTF-16 units. */
const Span = z.object({ start: z.int(), end: z.int(), text: z.string() });

export const CopySentence = Span.extend({
  /** `proved` by a fact in force; `wording`: it states nothing that could be checked; `unproved` blocks approval. */
  standing: z.enum(['proved', 'wording', 'unproved']),
  /** What proves it. */
  facts: z.array(StudioFact),
  /** For `unproved`: which claim it makes, and what the verifier says. */
  sign: ClaimSign.optional(),
  because: z.string().optional(),
});
export type CopySentence = z.infer<typeof CopySentence>;

export const BannedSeverity = z.enum(['block', 'warn']);
export type BannedSeverity = z.infer<typeof BannedSeverity>;
/** A banned claim where it stands. `why` in both languages. */
export const CopyFlag = Span.extend({
  rule: z.string(),
  severity: BannedSeverity,
  why: z.object({ zh: z.string(), en: z.string() }),
});
export type CopyFlag = z.infer<typeof CopyFlag>;

export const CopyCheck = z.object({
  sentences: z.array(CopySentence),
  flags: z.array(CopyFlag),
  /** It cannot be approved so. */
  isBlocked: z.boolean(),
});
export type CopyCheck = z.infer<typeof CopyCheck>;

/** Who made a text, and how. `restored`: an earlier state put back. */
export const CopyState = z.object({
  number: z.int(),
  text: z.string(),
  how: z.enum(['written', 'edited', 'restored']),
  /** The member; for `written` the model's id or `templates`. */
  by: z.string(),
  seed: z.int().optional(),
  restoredFrom: z.int().optional(),
  at: z.iso.datetime(),
});
export type CopyState = z.infer<typeof CopyState>;

/** One draft of a brief with its text held against the facts in force now. */
export const CopyDraft = z.object({
  id: z.string(),
  briefId: z.string(),
  position: z.int(),
  progress: CopyProgress,
  /** Stable word for why it failed, e.g. `model-away`. */
  problem: z.string().optional(),
  writer: CopyWriterKind,
  writerId: z.string(),
  seed: z.int(),
  /** Number of the state that counts; 0 before the first. */
  state: z.int(),
  text: z.string(),
  /** What a writer has so far, while it writes. */
  partial: z.string().optional(),
  check: CopyCheck.optional(),
  verdict: CopyVerdict,
  reviewedBy: z.string().optional(),
  reviewedAt: z.iso.datetime().optional(),
  /** Why it was rejected. */
  reason: z.string().optional(),
  updatedAt: z.iso.datetime(),
});
export type CopyDraft = z.infer<typeof CopyDraft>;

/** `GET studio/briefs` → newest first; `before` is the `createdAt` of the last one seen. */
export const BriefSummary = CopyBrief.extend({
  id: z.string(),
  seed: z.int(),
  writer: CopyWriterKind,
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  counts: z.object({ ready: z.int(), underway: z.int(), failed: z.int(), approved: z.int(), rejected: z.int() }),
});
export type BriefSummary = z.infer<typeof BriefSummary>;
/** `GET studio/briefs/:id`; `POST studio/briefs/:id/stop` ends what is still to be written. */
export const BriefDetail = BriefSummary.extend({
  /** Facts in force about the product now. */
  facts: z.array(StudioFact),
  list: z.array(CopyDraft),
});
export type BriefDetail = z.infer<typeof BriefDetail>;

/** `GET studio` → which writer there is, and for which languages a catalogue is in force. */
export const StudioSetting = z.object({
  /** Id of the configured chat model. */
  model: z.string().optional(),
  catalogues: z.array(Locale),
});
export type StudioSetting = z.infer<typeof StudioSetting>;
/** `GET studio/products?locale=&search=` → at most fifty. `GET studio/facts?locale=&product=` → `StudioFact[]`. */
export const StudioProduct = z.object({ entity: z.string(), policyTitle: z.string(), factCount: z.int() });
export type StudioProduct = z.infer<typeof StudioProduct>;

const CopyText = Text.max(6_000);
/** `state` is the number that was read; another one is a conflict (409 `copy-changed`). */
const Based = z.object({ state: z.int().min(0) });
/** `PUT studio/drafts/:id` → `CopyDraft`. */
export const EditCopy = Based.extend({ text: CopyText });
export type EditCopy = z.infer<typeof EditCopy>;
/** `POST studio/drafts/:id/restore` puts an earlier state back, as a new one. */
export const RestoreCopy = Based.extend({ number: z.int().min(1) });
export type RestoreCopy = z.infer<typeof RestoreCopy>;
/** `POST studio/drafts/:id/regenerate`: written anew; what stands now stays in its history. */
export const RegenerateCopy = z.object({ seed: Seed.optional(), writer: CopyWriterKind.optional() });
export type RegenerateCopy = z.infer<typeof RegenerateCopy>;
/** `POST studio/drafts/:id/review`: 422 `copy-blocked` while something blocks. A rejection says why. */
export const ReviewCopy = z.discriminatedUnion('decision', [
  Based.extend({ decision: z.literal('approve') }),
  Based.extend({ decision: z.literal('reject'), reason: Text.max(500) }),
]);
export type ReviewCopy = z.infer<typeof ReviewCopy>;
/** `POST studio/check` → `CopyCheck`. Nothing is stored. `GET studio/drafts/:id/states` → `CopyState[]`, newest first. */
export const CheckCopy = CopyBrief.pick({ locale: true, product: true }).extend({ text: z.string().max(6_000) });
export type CheckCopy = z.infer<typeof CheckCopy>;

/** `GET`, `POST studio/phrases`, `DELETE studio/phrases/:id`: what this shop itself does not want to read. */
export const SaveBannedPhrase = z.object({
  phrase: Text.max(100),
  why: Text.max(300),
  severity: BannedSeverity,
});
export type SaveBannedPhrase = z.infer<typeof SaveBannedPhrase>;
export const BannedPhrase = SaveBannedPhrase.extend({
  id: z.string(),
  addedBy: z.string(),
  addedAt: z.iso.datetime(),
});
export type BannedPhrase = z.infer<typeof BannedPhrase>;
