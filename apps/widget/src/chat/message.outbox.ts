import type { SendMessage } from '@zhike/contracts';
import type { ChatConnection } from './chat.connection.js';
import type { ConversationAction, Outgoing } from './conversation.model.js';

export interface OutboxPorts {
  readonly connection: Pick<ChatConnection, 'ask' | 'ensureOpen' | 'isConnected'>;
  /** The oldest message that waits. */
  next(): Outgoing | undefined;
  dispatch(action: ConversationAction): void;
}

/** A connected server that leaves a message unanswered this often has lost it for good. */
const MOST_TRIES = 3;

/** Sends what waits, one after the other, so that it arrives in the order in which it was written. */
export class MessageOutbox {
  private isFlushing = false;

  constructor(private readonly ports: OutboxPorts) {}

  /** Stops where the connection does; called again when the conversation is open again. */
  async flush(): Promise<void> {
    if (this.isFlushing) return;
    this.isFlushing = true;
    try {
      for (let next = this.ports.next(); next; next = this.ports.next()) {
        if (!(await this.ports.connection.ensureOpen())) break;
        if (!(await this.send(next))) break;
      }
    } finally {
      this.isFlushing = false;
    }
  }

  private async send({ messageId, text }: Outgoing): Promise<boolean> {
    const message: SendMessage = { messageId, text };
    for (let tries = 1; tries <= MOST_TRIES; tries++) {
      this.move(messageId, 'sending');
      const answer = await this.ports.connection.ask('message-send', message);
      if (answer?.ok) return this.move(messageId, 'sent');
      if (answer?.ok === false && answer.code !== 'conversation-not-open')
        return this.move(messageId, 'failed', answer.code);
      if (this.ports.connection.isConnected && (await this.ports.connection.ensureOpen())) continue;
      this.move(messageId, 'waiting');
      return false;
    }
    return this.move(messageId, 'failed', 'no-answer');
  }

  private move(messageId: string, status: Outgoing['status'], code?: string): true {
    this.ports.dispatch({ type: 'message-moved', messageId, status, ...(code === undefined ? {} : { code }) });
    return true;
  }
}
