import { z } from 'zod';
import { Citation, ConversationEvent, Locale } from './turn-events.js';

/** Longest message a customer may send, in characters. */
export const MAX_MESSAGE_LENGTH = 2_000;

/*
 * Socket.IO namespace `/chat`. Every client event carries an acknowledgement; the server answers it with
 * `{ ok: true, … }` or `{ ok: false, code, message }`. The server sends one event, `conversation-event`.
 */

/** `conversation-open`: without id and token a conversation is begun; with them it is resumed after `afterSequence`. */
export const OpenConversation = z.object({
  workspace: z.string().min(1).max(64),
  locale: Locale.default('zh'),
  conversationId: z.string().max(64).optional(),
  token: z.string().max(128).optional(),
  afterSequence: z.int().nonnegative().default(0),
  /**
   * Who the customer is, signed by the shop (see `CustomerSecret`). A bad or expired one is refused, `identity-token-invalid` or
   * `identity-token-expired`; without one the conversation belongs to no group any more.
   */
  identityToken: z.string().max(4_096).optional(),
});
export type OpenConversation = z.input<typeof OpenConversation>;
export const ConversationOpened = z.object({
  ok: z.literal(true),
  conversationId: z.string(),
  /** Proves that this browser began the conversation. Only its hash is stored. */
  token: z.string(),
  /** Events missed since `afterSequence`, oldest first. */
  events: z.array(ConversationEvent),
});
export type ConversationOpened = z.infer<typeof ConversationOpened>;

/** `message-send`: `messageId` is made by the client, so that a repeated send is accepted once. */
export const SendMessage = z.object({
  messageId: z.uuid(),
  text: z.string().trim().min(1, 'message-empty').max(MAX_MESSAGE_LENGTH, 'message-too-long'),
});
export type SendMessage = z.infer<typeof SendMessage>;
export const MessageSent = z.object({ ok: z.literal(true), turnId: z.string() });

/** `answer-rate` */
export const RateAnswer = z.object({
  turnId: z.string().max(64),
  rating: z.enum(['up', 'down']),
  reason: z.enum(['wrong', 'outdated', 'incomplete', 'inappropriate', 'other']).optional(),
});
export type RateAnswer = z.infer<typeof RateAnswer>;

/** `person-request`: the customer asks for a person; recorded as a hand-over. `turn-stop` takes no payload. */
export const Refused = z.object({ ok: z.literal(false), code: z.string(), message: z.string() });
export type Refused = z.infer<typeof Refused>;
export const Done = z.object({ ok: z.literal(true) });

/** `GET /api/chat/:workspace/welcome?locale=`: what the empty widget shows. */
export const Welcome = z.object({ shopName: z.string(), greeting: z.string(), starters: z.array(z.string()) });
export type Welcome = z.infer<typeof Welcome>;

/** `GET /api/chat/:workspace/sources/:kind/:id`: what a citation chip opens. */
export const Source = z.object({
  citation: Citation,
  text: z.string(),
  path: z.array(z.string()),
  state: z.enum(['scheduled', 'live', 'expired', 'superseded']),
});
export type Source = z.infer<typeof Source>;
