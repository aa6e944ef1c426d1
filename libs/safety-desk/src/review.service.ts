import {
  isJudgement,
  type ReviewSafetyEvent,
  SAFETY_LIMITS,
  type SafetyEvent,
  type SafetyEventPage,
  type SafetyEventsQuery,
  type SafetyEventText,
} from '@zhike/contracts';
import { type Clock, newId, writeCursor } from '@zhike/platform';
import { type RuleHit, type RuleScreen, auditEntry } from '@zhike/ports';
import type { z } from 'zod';
import { placeInQueue } from './event.cursor.js';
import { SafetyError } from './safety.errors.js';
import type { EventRow, EventText } from './safety.rows.js';
import { assertStorable, type InSafety, type SafetyMember, type SafetyScope } from './safety.scope.js';
import { showEvent, showHits } from './safety.views.js';

export interface ReviewServiceParts {
  readonly inSafety: InSafety;
  readonly screen: RuleScreen;
  readonly clock: Clock;
}

type Review = z.output<typeof ReviewSafetyEvent>;
type Found = EventRow & EventText;

/** The queue of what rules found: a person says whether they were right, and what follows from it. */
export class ReviewService {
  constructor(private readonly parts: ReviewServiceParts) {}

  async page(workspaceId: string, query: z.output<typeof SafetyEventsQuery>): Promise<SafetyEventPage> {
    const { cursor, limit, ...filter } = query;
    const after = cursor === undefined ? {} : { after: placeInQueue(cursor) };
    return this.parts.inSafety(async ({ events, rules }) => {
      const rows = await events.page(workspaceId, { ...filter, ...after, limit: limit + 1 });
      const names = await rules.names(workspaceId);
      const [items, last] = [rows.slice(0, limit), rows[limit - 1]];
      return {
        items: items.map((row) => showEvent(row, names)),
        ...(rows.length > limit && last ? { next: writeCursor(last) } : {}),
      };
    });
  }

  /** The text as the customer wrote it. That it was read is written down before it is shown. */
  reveal(id: string, member: SafetyMember): Promise<SafetyEventText> {
    return this.parts.inSafety(async ({ events, rules, audit }) => {
      const { text, hits } = await found(events, member.workspaceId, id);
      await audit.append(auditEntry(member, 'safety-text.read', id), this.parts.clock.now());
      return { text, hits: showHits(hits, await rules.names(member.workspaceId)) };
    });
  }

  async review(id: string, review: Review, member: SafetyMember): Promise<SafetyEvent> {
    const isAllowing = review.decision === 'false-positive' && review.allow !== undefined;
    await this.parts.inSafety(async (scope) => {
      const event = await found(scope.events, member.workspaceId, id);
      const at = this.parts.clock.now();
      const status = review.decision === 'confirm' ? 'confirmed' : 'false-positive';
      const allowed = review.decision === 'false-positive' ? this.wordsToAllow(event, review.allow) : [];
      if (!(await scope.events.handle(event, status, member.name, at))) throw handled();
      if (status === 'false-positive') await scope.days.countWrong(event.workspaceId, at, rulesOf(event), 1);
      for (const word of allowed) await this.allow(scope, event, word, member, at);
      if (allowed.length) await scope.rules.moveRevision(event.workspaceId);
      if (review.asExample) await addExample(scope, event, review.decision, member, at);
      const details = { decision: review.decision, allowed, asExample: review.asExample };
      await scope.audit.append(auditEntry(member, 'safety-event.reviewed', id, details), at);
    });
    if (isAllowing) await this.parts.screen.refresh(member.workspaceId);
    return this.show(member.workspaceId, id);
  }

  /** Undoes a review: what it put on the allow-list and among the examples is taken away again. */
  async reopen(id: string, member: SafetyMember): Promise<SafetyEvent> {
    const wasAllowing = await this.parts.inSafety(async (scope) => {
      const event = await found(scope.events, member.workspaceId, id);
      if (!(await scope.events.reopen(event))) throw new SafetyError('safety-event-handled', 'This is open already.');
      if (event.status === 'false-positive' && event.handledAt)
        await scope.days.countWrong(event.workspaceId, event.handledAt, rulesOf(event), -1);
      const removed = await scope.allowances.removeOf(event.workspaceId, id);
      const wasExample = await scope.examples.removeOf(event.workspaceId, id);
      if (removed.length) await scope.rules.moveRevision(event.workspaceId);
      const details = { was: event.status, noLongerAllowed: removed.map(({ word }) => word), wasExample };
      await scope.audit.append(auditEntry(member, 'safety-event.reopened', id, details), this.parts.clock.now());
      return removed.length > 0;
    });
    if (wasAllowing) await this.parts.screen.refresh(member.workspaceId);
    return this.show(member.workspaceId, id);
  }

  private show(workspaceId: string, id: string): Promise<SafetyEvent> {
    return this.parts.inSafety(async ({ events, rules }) =>
      showEvent(await found(events, workspaceId, id), await rules.names(workspaceId)),
    );
  }

  /** Each of them has to take something back, or the next customer would be stopped as this one was. */
  private wordsToAllow({ text, hits }: Found, allow: 'matched' | string[] | undefined): string[] {
    if (allow === undefined) return [];
    const places = hits.filter(isTakenBack);
    const words = [...new Set(allow === 'matched' ? matchedWords(text, places) : allow)];
    assertStorable(...words);
    const covering = this.parts.screen.covering(words, text, places);
    const useless = words.filter((word) => !covering.includes(word));
    if (words.length && !useless.length) return words;
    throw new SafetyError(
      'allowance-covers-nothing',
      `${useless.length ? `“${useless.join('”, “')}” does` : 'There is nothing that can'} not take back what was found here. Name words that stand in the text and hold a whole hit.`,
    );
  }

  private async allow(
    { allowances, audit }: SafetyScope,
    { id, workspaceId, direction }: Found,
    word: string,
    member: SafetyMember,
    at: Date,
  ): Promise<void> {
    const row = { id: newId(), word, direction, eventId: id, addedBy: member.name, addedAt: at };
    if (await allowances.add(workspaceId, row))
      await audit.append(auditEntry(member, 'allowance.added', row.id, { word, direction, eventId: id }), at);
  }
}

async function found(events: SafetyScope['events'], workspaceId: string, id: string): Promise<Found> {
  const row = await events.find(workspaceId, id);
  if (!row)
    throw new SafetyError('safety-event-not-found', 'There is no such text in the queue; it may have been too old.');
  return row;
}

/** An example is kept for long and read by many: personal data in it is masked. */
async function addExample(
  { examples }: SafetyScope,
  { id, workspaceId, excerpt, direction, hits, reason }: Found,
  decision: Review['decision'],
  member: SafetyMember,
  at: Date,
): Promise<void> {
  const category = hits.find(isTakenBack)?.category ?? reason;
  const label = decision === 'confirm' ? ('harmful' as const) : ('clean' as const);
  const told = { text: excerpt, direction, label, category, addedBy: member.name, addedAt: at };
  await examples.add(workspaceId, { ...told, id: newId(), eventId: id });
}

const isTakenBack = ({ effect }: RuleHit) => effect !== 'allowed' && effect !== 'shadow-allow';
const rulesOf = ({ hits }: Found) => new Set(hits.filter(isTakenBack).map(({ rule }) => rule));

const handled = () =>
  new SafetyError(
    'safety-event-handled',
    'This has been handled already, perhaps by somebody else. Load the queue again.',
  );

/** Of a judgement the whole text: its reasons are often 「怎么」, which must not be allowed everywhere. A long text is no phrase. */
const matchedWords = (text: string, hits: readonly RuleHit[]): string[] =>
  hits
    .map((hit) => (isJudgement(hit) ? text : text.slice(hit.start, hit.end)).trim())
    .filter((word) => word.length <= SAFETY_LIMITS.wordLength);
