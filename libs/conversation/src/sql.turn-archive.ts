import type { ConversationEvent } from '@zhike/contracts';
import { type Clock, type Database, type Db, Outbox } from '@zhike/platform';
import type { Turn } from '@zhike/ports';
import type { ConversationLog } from './conversation.log.js';
import { SqlConversationStore } from './conversation.store.js';
import type { TurnArchive, TurnRecord } from './turn.record.js';
import { SqlTurnStore } from './turn.store.js';

/** Ends turns in SQL: the row, the last event of its log and the news of it commit together, or none does. */
export class SqlTurnArchive implements TurnArchive {
  constructor(
    private readonly database: Database,
    private readonly log: ConversationLog,
    private readonly clock: Clock,
  ) {}

  async close(turn: Turn, record: TurnRecord): Promise<void> {
    const events = await this.database.transaction((db) => this.commit(db, turn, record));
    for (const event of events) this.log.tell(turn.conversationId, event);
  }

  private async commit(db: Db, turn: Turn, record: TurnRecord): Promise<ConversationEvent[]> {
    const at = this.clock.now();
    const { outcome } = record;
    if (!(await new SqlTurnStore(db).close(turn.id, record, at))) return [];

    const conversations = new SqlConversationStore(db);
    const events: ConversationEvent[] = [];
    if (outcome.kind === 'handed-over' && (await conversations.recordHandover(turn.conversationId, at)))
      events.push(
        await conversations.append(turn.conversationId, { type: 'handover-requested', reason: outcome.reason }, at),
      );
    events.push(
      await conversations.append(
        turn.conversationId,
        { type: 'turn-end', turnId: turn.id, outcome: outcome.kind, reason: outcome.reason },
        at,
      ),
    );

    const type = newsOf(outcome);
    if (type)
      await new Outbox(db).append({ type, key: turn.id, workspaceId: turn.workspaceId, data: newsData(turn, record) });
    return events;
  }
}

/** A turn that the customer stopped is no news: nothing was refused. */
function newsOf({ kind, reason }: TurnRecord['outcome']): string | undefined {
  if (reason === 'stopped') return undefined;
  if (kind === 'answered') return 'turn.answered';
  if (kind === 'refused' || kind === 'blocked') return 'turn.refused';
  return kind === 'handed-over' ? 'conversation.handed-over' : undefined;
}

function newsData(turn: Turn, { outcome, sentences }: TurnRecord): object {
  return {
    turnId: turn.id,
    conversationId: turn.conversationId,
    question: turn.text,
    answer: sentences.map(({ text }) => text).join('\n'),
    outcome: outcome.kind,
    reason: outcome.reason,
    citations: sentences.flatMap(({ citations }) => citations),
  };
}
