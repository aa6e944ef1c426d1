import type { ConversationLog } from '@zhike/conversation';
import type { Logger } from '@zhike/platform';
import type { ConversationTail } from './conversation.tail.js';

/** With several api processes a turn may run in another one: conversations at work are looked at often, the others rarely. */
const BUSY_MS = 1_000;
const IDLE_EVERY = 10;

/** The tails of all sockets of this process, woken by its own log and, for the others', by the clock. */
export class ChatTails {
  private readonly tails = new Map<string, Set<ConversationTail>>();
  private readonly unlisten: () => void;
  private readonly timer: NodeJS.Timeout;
  private rounds = 0;

  constructor(
    log: ConversationLog,
    private readonly logger: Logger,
  ) {
    this.unlisten = log.listen((conversationId, event) => {
      for (const tail of this.tails.get(conversationId) ?? []) this.watch(tail.hear(event));
    });
    this.timer = setInterval(() => this.lookAround(), BUSY_MS);
    this.timer.unref();
  }

  add(conversationId: string, tail: ConversationTail): void {
    const others = this.tails.get(conversationId) ?? new Set();
    this.tails.set(conversationId, others.add(tail));
  }

  remove(conversationId: string, tail: ConversationTail): void {
    tail.stop();
    const others = this.tails.get(conversationId);
    others?.delete(tail);
    if (!others?.size) this.tails.delete(conversationId);
  }

  wake(tail: ConversationTail): void {
    this.watch(tail.wake());
  }

  close(): void {
    this.unlisten();
    clearInterval(this.timer);
    for (const [id, tails] of this.tails) for (const tail of tails) this.remove(id, tail);
  }

  private lookAround(): void {
    const isTimeForAll = ++this.rounds % IDLE_EVERY === 0;
    for (const tails of this.tails.values()) for (const tail of tails) if (isTimeForAll || tail.isBusy) this.wake(tail);
  }

  /** A failed read costs nothing but time: the cursor has not moved, and the clock tries again. */
  private watch(reading: Promise<void>): void {
    reading.catch((error: unknown) => {
      this.logger.warn(
        { reason: error instanceof Error ? error.message : String(error) },
        'a conversation could not be read; trying again',
      );
    });
  }
}
