import { randomUUID } from 'node:crypto';
import type { ConversationEvent, TurnEvent } from '@zhike/contracts';
import { Outbox, silentLogger, systemClock, type TypeOrmDatabase } from '@zhike/platform';
import type { Turn } from '@zhike/ports';
import { openTestDatabase } from '@zhike/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ConversationLog } from './conversation.log.js';
import { ConversationService } from './conversation.service.js';
import { SqlTurnArchive } from './sql.turn-archive.js';
import type { TurnPipeline } from './turn.pipeline.js';
import { TurnRunner } from './turn.runner.js';
import { SqlTurnStore } from './turn.store.js';

let database: TypeOrmDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.query(`insert into workspaces (id, slug, name) values ('w', 'w', 'W'), ('v', 'v', 'V')`);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.query(`delete from conversations`);
  await database.query(`delete from outbox`);
});

const seen: Turn[] = [];

/** A pipeline that echoes: what is under test here is the log around it. */
function setUp() {
  const log = new ConversationLog();
  const archive = new SqlTurnArchive(database, log, systemClock);
  const pipeline = {
    async *run(turn: Turn): AsyncGenerator<TurnEvent> {
      seen.push(turn);
      yield { type: 'turn-start', turnId: turn.id };
      yield { type: 'sentence-ready', turnId: turn.id, index: 0, text: `echo ${turn.text}`, citations: [] };
      const outcome = { kind: 'answered' as const, reason: 'echo' };
      const trace = {
        turnId: turn.id,
        question: turn.text,
        outcome: outcome.kind,
        reason: 'echo',
        totalMs: 1,
        steps: [],
        candidates: [],
      };
      await archive.close(turn, {
        outcome,
        sentences: [{ text: `echo ${turn.text}`, citations: [] }],
        choices: [],
        retrieved: [],
        trace,
      });
      yield { type: 'turn-end', turnId: turn.id, outcome: 'answered', reason: 'echo' };
    },
  } as unknown as TurnPipeline;
  const runner = new TurnRunner({ database, pipeline, log, clock: systemClock, logger: silentLogger }, 5_000);
  const service = new ConversationService({ database, runner, log, clock: systemClock });
  const until = (type: string, count = 1) =>
    new Promise<void>((resolve) => {
      let left = count;
      log.listen((_id, { event }) => void (event.type === type && --left === 0 && resolve()));
    });
  return { service, runner, log, until };
}
const typesOf = (events: ConversationEvent[]) => events.map(({ event }) => event.type);

describe('a conversation', () => {
  it('keeps every event with its sequence, without gaps, and gives back what came after the last one seen', async () => {
    const { service, until } = setUp();
    const { conversation } = await service.begin('w', 'zh');
    const ended = until('turn-end');
    await service.send(conversation, { messageId: randomUUID(), text: '怎么退货？' });
    await ended;

    const events = await service.eventsAfter(conversation, 0);
    expect(typesOf(events)).toEqual(['message-accepted', 'turn-start', 'sentence-ready', 'turn-end']);
    expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
    expect(typesOf(await service.eventsAfter(conversation, 2))).toEqual(['sentence-ready', 'turn-end']);
  });

  it('accepts a message once, however often it is sent', async () => {
    const { service, until } = setUp();
    const { conversation } = await service.begin('w', 'zh');
    const ended = until('turn-end');
    const message = { messageId: randomUUID(), text: '怎么退货？' };
    const [first, second] = await Promise.all([
      service.send(conversation, message),
      service.send(conversation, message),
    ]);
    await ended;
    expect(first).toBe(second);
    expect(
      typesOf(await service.eventsAfter(conversation, 0)).filter((type) => type === 'message-accepted'),
    ).toHaveLength(1);
  });

  it('hands the earlier turns to the next one, and its own news to the outbox', async () => {
    const { service, until } = setUp();
    const { conversation } = await service.begin('w', 'zh');
    for (const text of ['退换货政策是什么？', '需要提供什么材料？']) {
      const ended = until('turn-end');
      await service.send(conversation, { messageId: randomUUID(), text });
      await ended;
    }
    expect(seen.at(-1)?.history).toEqual([
      { role: 'customer', text: '退换货政策是什么？' },
      { role: 'agent', text: 'echo 退换货政策是什么？', cites: [], isQuotation: false, choices: [] },
    ]);
    expect(await new Outbox(database).countPending('turn.answered')).toBe(2);
  });

  it('is resumed by its own token, in its own workspace, and by no other', async () => {
    const { service } = setUp();
    const { conversation, token } = await service.begin('w', 'zh');
    expect((await service.resume('w', conversation.id, token)).id).toBe(conversation.id);
    await expect(service.resume('v', conversation.id, token)).rejects.toMatchObject({ code: 'conversation-not-found' });
    await expect(service.resume('w', conversation.id, `${token}x`)).rejects.toMatchObject({
      code: 'conversation-not-found',
    });
  });

  it('records the wish for a person once', async () => {
    const { service } = setUp();
    const { conversation } = await service.begin('w', 'zh');
    await service.requestPerson(conversation);
    await service.requestPerson(conversation);
    expect(typesOf(await service.eventsAfter(conversation, 0))).toEqual(['handover-requested']);
    expect(await new Outbox(database).countPending('conversation.handed-over')).toBe(1);
  });

  it('rates only answers of its own', async () => {
    const { service, until } = setUp();
    const { conversation } = await service.begin('w', 'zh');
    const { conversation: other } = await service.begin('w', 'zh');
    const ended = until('turn-end');
    const turnId = await service.send(conversation, { messageId: randomUUID(), text: 'hello' });
    await ended;
    await expect(service.rate(other, { turnId, rating: 'up' })).rejects.toMatchObject({ code: 'turn-not-found' });
    await service.rate(conversation, { turnId, rating: 'down', reason: 'wrong' });
    expect((await service.eventsAfter(conversation, 0)).at(-1)?.event).toMatchObject({
      type: 'answer-rated',
      rating: 'down',
    });
    expect(await new SqlTurnStore(database).recent('w', 10)).toMatchObject([{ rating: 'down' }]);
    expect(await new SqlTurnStore(database).recent('v', 10)).toEqual([]);
  });

  it('takes over a turn that a dead process left open', async () => {
    const { service, runner, until } = setUp();
    const { conversation } = await service.begin('w', 'zh');
    const store = new SqlTurnStore(database);
    await store.accept(
      { conversationId: conversation.id, workspaceId: 'w', messageId: 'm', text: '还在吗', locale: 'zh' },
      new Date(Date.now() - 60_000),
    );
    const ended = until('turn-end');
    expect(await runner.takeOver()).toBe(1);
    await ended;
    expect(typesOf(await service.eventsAfter(conversation, 0))).toContain('sentence-ready');
    expect(await runner.takeOver()).toBe(0);
  });
});
