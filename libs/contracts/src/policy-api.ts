import { z } from 'zod';
import { Audience } from './audiences.js';
import { Citation, Locale, OutcomeKind } from './turn-events.js';

/*
 * Console API under `/api/admin`, JSON, session cookie. Errors are `{ code, message, details? }`.
 * All ids are text. Times are ISO 8601 in UTC.
 */
export const PolicyStatus = z.enum(['draft', 'in-review', 'approved', 'published', 'superseded']);
export type PolicyStatus = z.infer<typeof PolicyStatus>;
/** What people see: a published version is scheduled, live or expired by its dates. */
export const PolicyState = z.enum(['draft', 'in-review', 'approved', 'scheduled', 'live', 'expired', 'superseded']);
export type PolicyState = z.infer<typeof PolicyState>;
export const PolicyKind = z.enum(['policy', 'catalogue']);
export type PolicyKind = z.infer<typeof PolicyKind>;
export const PolicyAction = z.enum(['submit', 'request-changes', 'approve', 'publish']);
export type PolicyAction = z.infer<typeof PolicyAction>;

export const ClauseDraft = z.object({
  /** Stable name within the policy, e.g. "2.1" or a pack's id; made from the heading when left out. */
  key: z.string().min(1).max(200),
  heading: z.string().max(500),
  /** Headings above this one, outermost first. */
  path: z.array(z.string()).default([]),
  text: z.string().min(1).max(50_000),
});
export type ClauseDraft = z.infer<typeof ClauseDraft>;
export const FactDraft = z.object({
  entity: z.string().min(1).max(500),
  relation: z.string().min(1).max(200),
  value: z.string().min(1).max(20_000),
});
export type FactDraft = z.infer<typeof FactDraft>;

/** `GET policies?kind=&search=` → `PolicySummary[]` */
export const PolicySummary = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  kind: PolicyKind,
  locale: Locale,
  /** The version in force now, and the newest one, which may be a draft. */
  live: z
    .object({
      versionId: z.string(),
      version: z.int(),
      effectiveFrom: z.iso.datetime(),
      effectiveTo: z.iso.datetime().optional(),
      audiences: z.array(z.string()),
    })
    .optional(),
  newest: z.object({ versionId: z.string(), version: z.int(), state: PolicyState, updatedAt: z.iso.datetime() }),
  clauseCount: z.int(),
  factCount: z.int(),
});
export type PolicySummary = z.infer<typeof PolicySummary>;

export const VersionSummary = z.object({
  id: z.string(),
  policyId: z.string(),
  version: z.int(),
  status: PolicyStatus,
  state: PolicyState,
  effectiveFrom: z.iso.datetime(),
  effectiveTo: z.iso.datetime().optional(),
  authorId: z.string(),
  authorName: z.string(),
  reviewerId: z.string().optional(),
  /** Groups of customers it is published for; empty: for everyone. */
  audiences: z.array(z.string()),
  updatedAt: z.iso.datetime(),
});
export type VersionSummary = z.infer<typeof VersionSummary>;
/** `GET policies/:id` → policy with its versions, newest first. */
export const PolicyDetail = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  kind: PolicyKind,
  locale: Locale,
  versions: z.array(VersionSummary),
});
export type PolicyDetail = z.infer<typeof PolicyDetail>;
/** `GET versions/:id` */
export const VersionDetail = VersionSummary.extend({
  policyTitle: z.string(),
  kind: PolicyKind,
  locale: Locale,
  clauses: z.array(ClauseDraft.extend({ id: z.string() })),
  facts: z.array(FactDraft.extend({ id: z.string() })),
});
export type VersionDetail = z.infer<typeof VersionDetail>;

/** `POST policies` (a new policy with a first draft) → `VersionDetail`. */
export const CreatePolicy = z.object({
  title: z.string().trim().min(1).max(300),
  kind: PolicyKind.default('policy'),
  locale: Locale,
  effectiveFrom: z.iso.datetime().optional(),
});
export type CreatePolicy = z.input<typeof CreatePolicy>;
/** `POST policies/:id/drafts` (a new draft copied from the newest version) → `VersionDetail`. */
/** `PUT versions/:id` replaces a draft's content. `basedOn` is the `updatedAt` that was read; a newer one is a conflict (409 `draft-changed`). */
export const SaveDraft = z.object({
  title: z.string().trim().min(1).max(300).optional(),
  effectiveFrom: z.iso.datetime(),
  effectiveTo: z.iso.datetime().nullable().optional(),
  /** Left out: they stay as they are. */
  audiences: z.array(Audience).max(20).optional(),
  clauses: z.array(ClauseDraft).max(2_000).default([]),
  facts: z.array(FactDraft).max(200_000).default([]),
  basedOn: z.iso.datetime(),
});
export type SaveDraft = z.input<typeof SaveDraft>;
/** `GET audiences` → names of all groups that a version is for. */
/** `POST versions/:id/actions` `{ action }` → `VersionDetail`. */
export const TakeAction = z.object({ action: PolicyAction });

/**
 * What a file hides from readers, or says to a machine. Hidden text becomes no clause. An `instruction` stays in the draft, but no model
 * reads it and no customer is told it; a `possible-instruction` is told like any other sentence.
 */
export const ImportFindingKind = z.enum([
  'invisible-characters',
  'tag-characters',
  'direction-override',
  'comment',
  'hidden-element',
  'hidden-style',
  'deleted-text',
  'instruction',
  'possible-instruction',
]);
export type ImportFindingKind = z.infer<typeof ImportFindingKind>;
export const ImportFinding = z.object({
  kind: ImportFindingKind,
  /** What was found, as it would be read. */
  text: z.string(),
  /** How it was hidden, e.g. `font-size: 1px`. */
  how: z.string().optional(),
  /** The clause in which it stands, where it stands in one. */
  clause: z.string().optional(),
});
export type ImportFinding = z.infer<typeof ImportFinding>;

/** `POST imports` multipart: `file`, `locale?`, `title?`. Markdown, HTML or Word → policy; CSV or JSON → catalogue. 201 → `ImportReport`; 4xx leaves nothing behind. */
export const ImportReport = z.object({
  policies: z.array(
    z.object({ policyId: z.string(), versionId: z.string(), title: z.string(), clauses: z.int(), facts: z.int() }),
  ),
  warnings: z.array(
    z.object({
      file: z.string(),
      line: z.int().optional(),
      message: z.string(),
      finding: ImportFinding.optional(),
    }),
  ),
});
export type ImportReport = z.infer<typeof ImportReport>;

/** Why a turn ended as it did: what was searched, found, dropped, and for which reason. */
/** What of the conversation spoke in a turn, and at which cost. Parts newest first. */
export const TraceWindow = z.object({
  /** What was searched for. */
  question: z.string(),
  because: z.string(),
  /** The message that named what the conversation is about. */
  topic: z.string().optional(),
  /** Our own question that the message answered, and what had been wanted before. */
  reply: z.object({ question: z.string(), to: z.string(), text: z.string() }).optional(),
  /** What the customer said of their own case. */
  told: z.array(z.string()),
  /** Entities of the catalogue that question and conversation name. */
  entities: z.array(z.string()),
  parts: z.array(
    z.object({
      role: z.enum(['customer', 'agent']),
      text: z.string(),
      tokens: z.int(),
      state: z.enum(['kept', 'summarised', 'dropped']),
      because: z.string(),
    }),
  ),
  usedTokens: z.int(),
  budgetTokens: z.int(),
});
export type TraceWindow = z.infer<typeof TraceWindow>;

export const TurnTrace = z.object({
  turnId: z.string(),
  question: z.string(),
  outcome: OutcomeKind,
  reason: z.string(),
  totalMs: z.number(),
  window: TraceWindow.optional(),
  steps: z.array(z.object({ name: z.string(), tookMs: z.number(), detail: z.record(z.string(), z.unknown()) })),
  candidates: z.array(
    z.object({
      kind: z.enum(['clause', 'fact']),
      sourceId: z.string(),
      sourceKey: z.string(),
      label: z.string(),
      text: z.string(),
      score: z.number(),
      parts: z.record(z.string(), z.number()),
      fate: z.enum(['cited', 'kept', 'dropped']),
      because: z.string(),
    }),
  ),
});
export type TurnTrace = z.infer<typeof TurnTrace>;
/** `POST test-questions` `{ question, history?, audiences? }` → the answer a customer would get now, with its trace. Nothing is recorded as a conversation. */
export const TestQuestion = z.object({
  question: z.string().trim().min(1).max(2_000),
  history: z
    .array(z.object({ role: z.enum(['customer', 'agent']), text: z.string().max(4_000) }))
    .max(40)
    .default([]),
  /** Groups the asking customer is taken to belong to. */
  audiences: z.array(Audience).max(20).default([]),
});
export type TestQuestion = z.input<typeof TestQuestion>;
export const TestAnswer = z.object({
  outcome: OutcomeKind,
  reason: z.string(),
  sentences: z.array(z.object({ text: z.string(), citations: z.array(Citation) })),
  choices: z.array(z.string()),
  trace: TurnTrace,
});
export type TestAnswer = z.infer<typeof TestAnswer>;
/** `GET turns?limit=&before=` → recent turns of customers, newest first; `GET turns/:id/trace` → `TurnTrace`. */
export const TurnSummary = z.object({
  id: z.string(),
  conversationId: z.string(),
  question: z.string(),
  answer: z.string(),
  outcome: OutcomeKind.optional(),
  rating: z.enum(['up', 'down']).optional(),
  at: z.iso.datetime(),
});
export type TurnSummary = z.infer<typeof TurnSummary>;

/** `GET health` → how the parts are. `GET /health/ready` says the same without a session, without details. */
export const Health = z.object({
  database: z.object({ state: z.enum(['ok', 'away']), engine: z.string() }),
  graph: z.object({
    state: z.enum(['ok', 'away']),
    engine: z.string(),
    pendingEvents: z.int(),
    message: z.string().optional(),
  }),
  embeddings: z.array(
    z.object({
      model: z.string(),
      state: z.enum(['ready', 'loading', 'missing', 'away']),
      message: z.string().optional(),
    }),
  ),
  /** Stored keys of the workspace's own models that cannot be read with SECRETS_KEY; absent where there are none. */
  unreadableKeys: z.int().optional(),
});
export type Health = z.infer<typeof Health>;
