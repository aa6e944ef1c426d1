import type { ConversationEvent } from '@zhike/contracts';

type Listener = (conversationId: string, event: ConversationEvent) => void;

/** Tells this process's sockets that a log has grown. The log itself is in SQL; whoever misses a call reads it there. */
export class ConversationLog {
  private readonly listeners = new Set<Listener>();

  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell(conversationId: string, event: ConversationEvent): void {
    for (const listener of this.listeners) listener(conversationId, event);
  }
}
