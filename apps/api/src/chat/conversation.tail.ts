import type { ConversationEvent } from '@zhike/contracts';

/** Brings the next events after a sequence, oldest first; not necessarily all of them. */
type ReadAfter = (sequence: number) => Promise<readonly ConversationEvent[]>;

/**
 * Follows one conversation's log for one socket: every event once, in sequence, without a gap. The cursor is the truth;
 * what is heard is only a hint that there is something to read.
 */
export class ConversationTail {
  private isReading = false;
  private isDirty = false;
  private isStopped = false;
  private readonly openTurns = new Set<string>();

  constructor(
    private readonly readAfter: ReadAfter,
    private readonly send: (event: ConversationEvent) => void,
    private cursor: number,
  ) {}

  /** The last event that was sent. */
  get position(): number {
    return this.cursor;
  }

  /** A turn is at work, so that news is to be expected soon. */
  get isBusy(): boolean {
    return this.openTurns.size > 0;
  }

  /** An event told in this process. The next one in sequence goes out as it is; anything else makes the tail read. */
  async hear(event: ConversationEvent): Promise<void> {
    if (event.sequence <= this.cursor || this.isStopped) return;
    if (!this.isReading && event.sequence === this.cursor + 1) this.pass(event);
    else await this.wake();
  }

  /** Reads whatever has come. Calls that overlap are joined. */
  async wake(): Promise<void> {
    this.isDirty = true;
    if (this.isReading) return;
    this.isReading = true;
    try {
      while (this.isDirty && !this.isStopped) await this.catchUp();
    } finally {
      this.isReading = false;
    }
  }

  /** Events that the client got another way. */
  note(events: readonly ConversationEvent[]): void {
    for (const event of events) follow(this.openTurns, event);
  }

  stop(): void {
    this.isStopped = true;
  }

  private async catchUp(): Promise<void> {
    this.isDirty = false;
    const events = await this.readAfter(this.cursor);
    for (const event of events) if (!this.isStopped) this.pass(event);
    if (events.length) this.isDirty = true;
  }

  private pass(event: ConversationEvent): void {
    this.cursor = event.sequence;
    follow(this.openTurns, event);
    this.send(event);
  }
}

/** Turns that were begun and not ended within these events. */
export function openTurnsOf(events: readonly ConversationEvent[]): ReadonlySet<string> {
  const open = new Set<string>();
  for (const event of events) follow(open, event);
  return open;
}

function follow(open: Set<string>, { event }: ConversationEvent): void {
  if (event.type === 'message-accepted') open.add(event.turnId);
  if (event.type === 'turn-end') open.delete(event.turnId);
}
