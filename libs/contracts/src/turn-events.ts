import { z } from 'zod';

export const Locale = z.enum(['zh', 'en']);
export type Locale = z.infer<typeof Locale>;

/** Where a sentence comes from: the clause or the fact, in the version that was in force when it was said. */
export const Citation = z.object({
  kind: z.enum(['clause', 'fact']),
  /** Row id of the clause or fact; `GET /api/chat/:workspace/sources/:kind/:id` opens it. */
  sourceId: z.string(),
  /** The source's own name for it: a heading number, a pack id. Stable across versions. */
  sourceKey: z.string(),
  policyId: z.string(),
  policyTitle: z.string(),
  versionId: z.string(),
  version: z.int(),
  /** Heading of the clause, or "entity · relation" of the fact. */
  label: z.string(),
  effectiveFrom: z.iso.datetime(),
  effectiveTo: z.iso.datetime().optional(),
});
export type Citation = z.infer<typeof Citation>;

/** What the conditions of a clause come to for the customer's case; `open`: nothing is known of it. */
export const CaseDecision = z.object({
  answer: z.enum(['yes', 'no']),
  /** A condition is still asked about: the answer is how it looks so far. */
  isProvisional: z.boolean(),
  /** In the clause's own words, in its order. */
  conditions: z.array(z.object({ text: z.string(), state: z.enum(['met', 'not-met', 'open']) })),
});
export type CaseDecision = z.infer<typeof CaseDecision>;

export const Stage = z.enum(['reading', 'searching', 'writing', 'checking']);
export type Stage = z.infer<typeof Stage>;

export const OutcomeKind = z.enum(['answered', 'clarified', 'refused', 'blocked', 'handed-over']);
export type OutcomeKind = z.infer<typeof OutcomeKind>;

/** Everything the widget may hear about one turn. Unscreened text is never among it. */
export const TurnEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('turn-start'), turnId: z.string() }),
  z.object({ type: z.literal('stage-start'), turnId: z.string(), stage: Stage }),
  z.object({
    type: z.literal('sentence-ready'),
    turnId: z.string(),
    index: z.int(),
    text: z.string(),
    citations: z.array(Citation),
    /** Present on a sentence that says yes or no to the customer's case. */
    decision: CaseDecision.optional(),
  }),
  /** The bot asks back: tapping a choice sends it as the customer's next message. */
  z.object({ type: z.literal('choices-offered'), turnId: z.string(), choices: z.array(z.string()) }),
  z.object({ type: z.literal('turn-end'), turnId: z.string(), outcome: OutcomeKind, reason: z.string() }),
]);
export type TurnEvent = z.infer<typeof TurnEvent>;

/** What is told in a conversation beside its turns. */
export const ConversationNews = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message-accepted'), turnId: z.string(), messageId: z.string(), text: z.string() }),
  z.object({
    type: z.literal('answer-rated'),
    turnId: z.string(),
    rating: z.enum(['up', 'down']),
    reason: z.string().optional(),
  }),
  z.object({ type: z.literal('handover-requested'), reason: z.string() }),
]);
export type ConversationNews = z.infer<typeof ConversationNews>;

/**
 * One line of a conversation's log. `sequence` starts at 1 and has no gaps within a conversation,
 * so a client that was away asks for everything after the last one it saw.
 */
export const ConversationEvent = z.object({
  sequence: z.int().positive(),
  at: z.iso.datetime(),
  event: z.union([TurnEvent, ConversationNews]),
});
export type ConversationEvent = z.infer<typeof ConversationEvent>;
