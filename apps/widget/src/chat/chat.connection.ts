import type { ConversationEvent, ConversationOpened, Locale, OpenConversation, Refused } from '@zhike/contracts';
import { io, type Socket } from 'socket.io-client';
import type { Connection } from './conversation.model.js';
import type { CustomerProof } from './customer.proof.js';

/** Where the product is served: https://shop.example/ or a path below it. */
export interface ChatPlace {
  readonly endpoint: string;
  readonly workspace: string;
  readonly proof: CustomerProof;
}

export interface ChatPorts {
  /** The conversation that this browser holds, as far as it was seen. */
  known(): { readonly conversationId: string; readonly token: string; readonly afterSequence: number } | undefined;
  /** Something waits to be said, so a conversation may be begun. Before that nothing is. */
  mayBegin(): boolean;
  locale(): Locale;
  onConnection(connection: Connection): void;
  onOpened(opened: ConversationOpened): void;
  onEvent(event: ConversationEvent): void;
  /** The server does not know the conversation: begin anew. */
  onLost(conversationId: string): void;
  onRefused(code: string): void;
}

export type Answered = { readonly ok: true } & Readonly<Record<string, unknown>>;
type ClientEvent = 'conversation-open' | 'message-send' | 'turn-stop' | 'answer-rate' | 'person-request';

/** An acknowledgement that takes longer is taken for lost; what it asked is asked again. */
const ACK_MS = 10_000;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 10_000;
const REOPEN_MS = 3_000;

/**
 * One socket to the chat of a shop. It reconnects by itself with growing pauses, and on each connection opens the
 * conversation again after the last event seen, so that nothing said meanwhile is missed.
 */
export class ChatConnection {
  private socket: Socket | undefined;
  private isOpen = false;
  private opening: Promise<boolean> | undefined;
  private wasOnline = false;

  constructor(
    private readonly place: ChatPlace,
    private readonly ports: ChatPorts,
  ) {}

  /** Connects if it is not connected. Opens the conversation as soon as it can. */
  wake(): void {
    if (this.socket) {
      if (!this.socket.active) this.socket.connect();
      return;
    }
    this.ports.onConnection('connecting');
    this.socket = this.connect();
  }

  /** Leaves the conversation. Nothing of it is heard any more. */
  rest(): void {
    const { socket } = this;
    this.socket = undefined;
    this.isOpen = false;
    this.opening = undefined;
    this.wasOnline = false;
    socket?.removeAllListeners();
    socket?.disconnect();
    this.ports.onConnection('idle');
  }

  get isConnected(): boolean {
    return this.socket?.connected ?? false;
  }

  /** True when the conversation is open on this connection. False: it will be told by `onOpened` when it is. */
  ensureOpen(): Promise<boolean> {
    if (this.isOpen) return Promise.resolve(true);
    if (!this.socket?.connected) {
      this.wake();
      return Promise.resolve(false);
    }
    return this.reopen();
  }

  /** Asks for everything after the last event seen, on the same connection. */
  reopen(): Promise<boolean> {
    this.opening ??= this.open().finally(() => (this.opening = undefined));
    return this.opening;
  }

  /** The server's answer; undefined when none came. */
  async ask(event: ClientEvent, input: object = {}): Promise<Answered | Refused | undefined> {
    if (!this.socket?.connected) return undefined;
    try {
      const answer: unknown = await this.socket.timeout(ACK_MS).emitWithAck(event, input);
      if (!isAcknowledgement(answer)) return undefined;
      if (answer.ok === false && answer.code === 'conversation-not-open') this.isOpen = false;
      return answer;
    } catch {
      return undefined; // no acknowledgement within its time, or the connection went away
    }
  }

  private connect(): Socket {
    const { origin, pathname } = new URL(this.place.endpoint);
    const socket = io(`${origin}/chat`, {
      path: `${pathname.replace(/\/$/, '')}/socket.io`,
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      forceNew: true,
      reconnectionDelay: FIRST_RETRY_MS,
      reconnectionDelayMax: LONGEST_RETRY_MS,
      timeout: ACK_MS,
    });
    const ifCurrent =
      <Input extends unknown[]>(work: (...input: Input) => void) =>
      (...input: Input) => {
        if (this.socket === socket) work(...input);
      };
    socket.on(
      'connect',
      ifCurrent(() => this.onConnect()),
    );
    socket.on(
      'disconnect',
      ifCurrent((reason: string) => this.onDisconnect(reason)),
    );
    socket.on(
      'connect_error',
      ifCurrent(() => this.tellAway()),
    );
    socket.on('conversation-event', ifCurrent(this.ports.onEvent));
    return socket;
  }

  private onConnect(): void {
    this.wasOnline = true;
    this.ports.onConnection('online');
    if (this.ports.known() || this.ports.mayBegin()) void this.reopen();
  }

  private onDisconnect(reason: string): void {
    this.isOpen = false;
    this.tellAway();
    // The one case in which the client does not try again by itself: the server ended it, for instance while closing.
    if (reason === 'io server disconnect') setTimeout(() => this.socket?.connect(), FIRST_RETRY_MS);
  }

  private tellAway(): void {
    if (!navigator.onLine) this.ports.onConnection('offline');
    else this.ports.onConnection(this.wasOnline ? 'reconnecting' : 'connecting');
  }

  private open(): Promise<boolean> {
    if (this.ports.known()) return this.askToOpen();
    if (!this.ports.mayBegin()) return Promise.resolve(false);
    // Two tabs that begin at the same moment begin one conversation: the second finds the first one's.
    return withLock(`zhike:${this.place.workspace}`, () => this.askToOpen());
  }

  private async askToOpen(): Promise<boolean> {
    const { socket } = this;
    const known = this.ports.known();
    const request = this.requestFor(known);
    const answer = await this.ask('conversation-open', request);
    if (!socket || this.socket !== socket) return false;
    if (isOpened(answer)) {
      this.isOpen = true;
      this.ports.onOpened(answer);
      return true;
    }
    const code = answer?.ok === false ? answer.code : undefined;
    if (this.place.proof.isRefusedBy(code, request.identityToken)) return this.askToOpen();
    if (code === 'conversation-not-found' && known) this.ports.onLost(known.conversationId);
    else this.tryAgainLater(answer);
    return false;
  }

  private requestFor(known: ReturnType<ChatPorts['known']>): OpenConversation {
    const { workspace, proof } = this.place;
    const { token } = proof;
    const shown = token === undefined ? {} : { identityToken: token };
    return { workspace, locale: this.ports.locale(), ...known, ...shown };
  }

  /** Nothing waits to be sent: the history is asked for again quietly. What waits is marked, and its writer decides. */
  private tryAgainLater(answer: Refused | Answered | undefined): void {
    this.ports.onRefused(answer?.ok === false ? answer.code : 'no-answer');
    setTimeout(() => {
      if (this.socket?.connected && !this.isOpen && this.ports.known()) void this.reopen();
    }, REOPEN_MS);
  }
}

async function withLock(name: string, work: () => Promise<boolean>): Promise<boolean> {
  // Missing on pages that are not served securely.
  const locks = (navigator as Partial<Navigator>).locks;
  return locks ? locks.request(name, work) : work();
}

const isAcknowledgement = (answer: unknown): answer is Answered | Refused =>
  typeof answer === 'object' && answer !== null && 'ok' in answer && typeof answer.ok === 'boolean';

const isOpened = (answer: Answered | Refused | undefined): answer is ConversationOpened =>
  answer?.ok === true &&
  'conversationId' in answer &&
  typeof answer['conversationId'] === 'string' &&
  typeof answer['token'] === 'string' &&
  Array.isArray(answer['events']);
