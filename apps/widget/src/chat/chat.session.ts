import type { ConversationOpened, Locale, RateAnswer } from '@zhike/contracts';
import { ChatConnection, type ChatPlace } from './chat.connection.js';
import { type ConversationAction, type ConversationState, emptyConversation } from './conversation.model.js';
import { hasGap, reduceConversation, unreadAfter } from './conversation.state.js';
import { MessageOutbox } from './message.outbox.js';
import type { WidgetMemory } from './widget.memory.js';

type Listener = () => void;

/**
 * One customer's conversation as this tab has it: the state, the connection that feeds it and the memory that outlives
 * it. Everything the customer can do is a method here; what is to be shown is `state`.
 */
export class ChatSession {
  state: ConversationState = emptyConversation;
  private conversationId: string | undefined;
  private isPersonWanted = false;
  private isRead = false;
  private kept = '[]';
  private readonly listeners = new Set<Listener>();
  private readonly connection: ChatConnection;
  private readonly outbox: MessageOutbox;

  constructor(
    place: ChatPlace,
    private readonly memory: WidgetMemory,
    locale: () => Locale,
  ) {
    this.conversationId = memory.conversation()?.conversationId;
    this.connection = new ChatConnection(place, {
      known: () => this.known(),
      mayBegin: () => this.isPersonWanted || this.state.outbox.length > 0,
      locale,
      onConnection: (connection) => this.dispatch({ type: 'connection-changed', connection }),
      onOpened: (opened) => {
        this.adopt(opened);
        this.dispatch({ type: 'events-arrived', events: opened.events });
        void this.outbox.flush();
        if (this.isPersonWanted) void this.askForPerson();
      },
      onEvent: (event) => {
        this.dispatch({ type: 'events-arrived', events: [event] });
        if (hasGap(this.state)) void this.connection.reopen();
      },
      onLost: (conversationId) => this.lose(conversationId),
      onRefused: (code) => this.refuse(code),
    });
    this.outbox = new MessageOutbox({
      connection: this.connection,
      next: () => this.state.outbox.find(({ status }) => status === 'waiting'),
      dispatch: (action) => this.dispatch(action),
    });
    for (const { messageId, text } of memory.page().unsent) this.dispatch({ type: 'message-written', messageId, text });
    this.unlisten = this.followOtherTabs();
  }

  /** Ends with the widget. */
  private readonly unlisten: Listener;

  get isBegun(): boolean {
    return this.conversationId !== undefined;
  }

  get unread(): number {
    return this.isRead ? 0 : unreadAfter(this.state, this.memory.conversation()?.seen ?? 0);
  }

  /** Takes up what this browser knows of; without any, nothing is contacted. */
  resume(): void {
    if (this.memory.conversation() || this.state.outbox.length) this.connection.wake();
  }

  /** The customer logged in or out: the conversation belongs to the groups of whoever the page shows now. */
  identityChanged(): void {
    if (this.connection.isConnected && this.isBegun) void this.connection.reopen();
  }

  close(): void {
    this.unlisten();
    this.connection.rest();
  }

  subscribe(listener: Listener): Listener {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** While the thread is in view, everything that arrives counts as read. */
  setRead(isRead: boolean): void {
    this.isRead = isRead;
    this.changed();
  }

  send(text: string): void {
    const trimmed = text.trim();
    if (!trimmed) return;
    this.dispatch({ type: 'message-written', messageId: newMessageId(), text: trimmed });
    void this.outbox.flush();
  }

  /** The same message again, under the same id: the server accepts it once, even if the first try had arrived. */
  retry(messageId: string): void {
    this.dispatch({ type: 'message-moved', messageId, status: 'waiting' });
    void this.outbox.flush();
  }

  async stop(): Promise<void> {
    this.dispatch({ type: 'stop-asked', isStopping: true });
    const answer = await this.connection.ask('turn-stop');
    if (!answer?.ok) this.dispatch({ type: 'stop-asked', isStopping: false });
  }

  async rate(turnId: string, value: RateAnswer['rating'], reason?: RateAnswer['reason']): Promise<void> {
    const rating = { value, ...(reason ? { reason } : {}) };
    this.dispatch({ type: 'rating-changed', turnId, rating: { ...rating, state: 'sending' } });
    const asked: RateAnswer = { turnId, rating: value, ...(reason ? { reason } : {}) };
    const answer = await this.connection.ask('answer-rate', asked);
    this.dispatch({ type: 'rating-changed', turnId, rating: { ...rating, state: answer?.ok ? 'noted' : 'failed' } });
  }

  /** Also without a conversation: then one is begun. */
  async requestPerson(): Promise<void> {
    this.isPersonWanted = true;
    this.dispatch({ type: 'person-changed', person: 'asking' });
    if (await this.connection.ensureOpen()) await this.askForPerson();
  }

  /** A new conversation begins with the next message; the old one is not shown here any more. */
  restart(): void {
    if (this.conversationId) this.memory.forgetConversation(this.conversationId);
    this.leave({ keepsUnsent: false, wasLost: false });
  }

  private known() {
    const known = this.memory.conversation();
    if (!known) return undefined;
    const { conversationId, token } = known;
    const isThis = conversationId === this.conversationId;
    return { conversationId, token, afterSequence: isThis ? this.state.sequence : 0 };
  }

  private adopt({ conversationId, token }: ConversationOpened): void {
    const isOther = this.conversationId !== undefined && this.conversationId !== conversationId;
    if (isOther) this.dispatch({ type: 'conversation-left', keepsUnsent: true, wasLost: false });
    if (this.memory.conversation()?.conversationId !== conversationId)
      this.memory.keepConversation({ conversationId, token, seen: 0 });
    if (this.isRead) this.memory.keepPage({ isOpen: true });
    this.conversationId = conversationId;
  }

  private async askForPerson(): Promise<void> {
    if (!this.isPersonWanted) return;
    this.isPersonWanted = false;
    const answer = await this.connection.ask('person-request');
    if (answer) this.dispatch({ type: 'person-changed', person: answer.ok ? 'asked' : 'failed' });
    else if (this.connection.isConnected) this.dispatch({ type: 'person-changed', person: 'failed' });
    else this.isPersonWanted = true; // asked again when the connection is back
  }

  private refuse(code: string): void {
    for (const { messageId, status } of this.state.outbox)
      if (status === 'waiting') this.dispatch({ type: 'message-moved', messageId, status: 'failed', code });
    if (!this.isPersonWanted) return;
    this.isPersonWanted = false;
    this.dispatch({ type: 'person-changed', person: 'failed' });
  }

  /** The server has no such conversation. What was not accepted there is sent into the new one. */
  private lose(conversationId: string): void {
    this.memory.forgetConversation(conversationId);
    this.leave({ keepsUnsent: true, wasLost: true });
    if (this.state.outbox.length) this.connection.wake();
  }

  private leave(how: { readonly keepsUnsent: boolean; readonly wasLost: boolean }): void {
    this.conversationId = undefined;
    this.isPersonWanted = false;
    this.connection.rest();
    this.dispatch({ type: 'conversation-left', ...how });
  }

  /** Another tab began a conversation, or left it: this one shows the same. */
  private followOtherTabs(): Listener {
    const follow = ({ key }: StorageEvent) => {
      if (key !== this.memory.key) return;
      const now = this.memory.conversation()?.conversationId;
      // While this tab begins one itself, its connection finds the other's.
      const isBeginning = this.conversationId === undefined && this.state.outbox.length > 0;
      if (now !== this.conversationId && !isBeginning) {
        this.leave({ keepsUnsent: true, wasLost: false });
        this.resume();
      }
      this.changed();
    };
    window.addEventListener('storage', follow);
    return () => window.removeEventListener('storage', follow);
  }

  private dispatch(action: ConversationAction): void {
    this.state = reduceConversation(this.state, action);
    this.changed();
  }

  private changed(): void {
    this.keep();
    for (const listener of this.listeners) listener();
  }

  /** What a reload must find again. Nothing is written where there is nothing to keep. */
  private keep(): void {
    const unsent = this.state.outbox.map(({ messageId, text }) => ({ messageId, text }));
    const asText = JSON.stringify(unsent);
    if (asText !== this.kept) this.memory.keepPage({ unsent });
    this.kept = asText;
    if (this.isRead && this.conversationId) this.memory.keepSeen(this.conversationId, this.state.sequence);
  }
}

/** `randomUUID` is missing on pages that are not served securely. */
function newMessageId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
