import type { Locale } from '@zhike/contracts';

/** What proves to the server that this browser began the conversation, and how far the customer has read it. */
export interface KnownConversation {
  readonly conversationId: string;
  readonly token: string;
  readonly seen: number;
}

/** What belongs to this tab alone and outlives a reload. */
export interface PageMemory {
  readonly isOpen: boolean;
  readonly draft: string;
  readonly unsent: readonly { readonly messageId: string; readonly text: string }[];
}

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>;

const EMPTY_PAGE: PageMemory = { isOpen: false, draft: '', unsent: [] };

/**
 * What the browser keeps for one shop. Nothing is written before the customer does something. A browser that refuses
 * storage costs the history after a reload and nothing else.
 */
export class WidgetMemory {
  readonly key: string;

  constructor(
    workspace: string,
    private readonly lasting: Storage = storageOr(() => window.localStorage),
    private readonly ofPage: Storage = storageOr(() => window.sessionStorage),
  ) {
    this.key = `zhike:${workspace}`;
  }

  conversation(): KnownConversation | undefined {
    const { conversationId, token, seen } = this.read(this.lasting, this.key);
    if (typeof conversationId !== 'string' || typeof token !== 'string') return undefined;
    return { conversationId, token, seen: typeof seen === 'number' ? seen : 0 };
  }

  keepConversation(conversation: KnownConversation): void {
    this.write(this.lasting, this.key, conversation);
  }

  /** Another tab may have begun anew meanwhile: what was read here says nothing of that one. */
  keepSeen(conversationId: string, seen: number): void {
    const known = this.conversation();
    if (known?.conversationId === conversationId && seen > known.seen) this.keepConversation({ ...known, seen });
  }

  /** Only if it is still this one: another tab may have begun a new one already. */
  forgetConversation(conversationId: string): void {
    if (this.conversation()?.conversationId === conversationId) this.lasting.removeItem(this.key);
  }

  locale(): Locale | undefined {
    const { locale } = this.read(this.lasting, `${this.key}:locale`);
    return locale === 'zh' || locale === 'en' ? locale : undefined;
  }

  keepLocale(locale: Locale): void {
    this.write(this.lasting, `${this.key}:locale`, { locale });
  }

  forgetLocale(): void {
    this.lasting.removeItem(`${this.key}:locale`);
  }

  page(): PageMemory {
    const { isOpen, draft, unsent } = this.read(this.ofPage, this.key);
    return {
      isOpen: isOpen === true,
      draft: typeof draft === 'string' ? draft : EMPTY_PAGE.draft,
      unsent: Array.isArray(unsent) ? unsent.filter(isUnsent) : EMPTY_PAGE.unsent,
    };
  }

  keepPage(change: Partial<PageMemory>): void {
    this.write(this.ofPage, this.key, { ...this.page(), ...change });
  }

  private read(storage: Storage, key: string): Readonly<Record<string, unknown>> {
    try {
      const value: unknown = JSON.parse(storage.getItem(key) ?? '{}');
      return typeof value === 'object' && value !== null ? { ...value } : {};
    } catch {
      return {}; // written by something else: as if it were not there
    }
  }

  private write(storage: Storage, key: string, value: object): void {
    try {
      storage.setItem(key, JSON.stringify(value));
    } catch {
      // The storage is full: the conversation goes on without being remembered.
    }
  }
}

/** Reading `localStorage` throws where the browser refuses it. */
function storageOr(find: () => Storage): Storage {
  try {
    return find();
  } catch {
    return new ShortMemory();
  }
}

class ShortMemory implements Storage {
  private readonly values = new Map<string, string>();

  getItem(key: string): string | null {
    return this.values.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.values.set(key, value);
  }

  removeItem(key: string): void {
    this.values.delete(key);
  }
}

const isUnsent = (value: unknown): value is PageMemory['unsent'][number] =>
  typeof value === 'object' &&
  value !== null &&
  'messageId' in value &&
  typeof value.messageId === 'string' &&
  'text' in value &&
  typeof value.text === 'string';
