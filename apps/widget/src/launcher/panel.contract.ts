import type { Locale } from '@zhike/contracts';
import type { WidgetMemory } from '../chat/widget.memory.js';

export interface PanelOptions {
  /** Where the panel draws itself, inside the widget's shadow root. */
  readonly place: HTMLElement;
  readonly root: ShadowRoot;
  readonly endpoint: string;
  readonly workspace: string;
  readonly locale: Locale;
  readonly memory: WidgetMemory;
  /** What the shop's page says of who the customer is, signed by the shop; it may change at any time. */
  identityToken(): string | undefined;
  /** The proof is bad or has expired: the page is told. */
  onIdentityRefused(code: string): void;
  onUnread(count: number): void;
  /** The customer wants the panel out of the way. */
  onClose(): void;
  /** The customer chose a language. */
  onLocale(locale: Locale): void;
}

/** What the launcher can ask of the panel, which comes in a file of its own when it is first needed. */
export interface Panel {
  show(takesFocus: boolean): void;
  hide(): void;
  ask(text: string): void;
  setLocale(locale: Locale): void;
  /** The customer logged in or out, or the page has a new proof. */
  identityChanged(): void;
  close(): void;
}

export interface PanelModule {
  mountPanel(options: PanelOptions): Panel;
}
