import type { Locale } from '@zhike/contracts';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { ChatSession } from '../chat/chat.session.js';
import type { CitationChip } from '../chat/citation.chips.js';
import { isEmpty, runningAnswers } from '../chat/conversation.state.js';
import { ReadingError, type ShopReading } from '../chat/shop.reading.js';
import { stringsOf } from '../strings/widget.strings.js';
import { bannerView, headerView } from './header.view.js';
import type { MessageInputElement } from './message-input.element.js';
import type { PanelActions, ViewContext } from './panel.actions.js';
import { ICONS } from './panel.icons.js';
import { threadView } from './thread.view.js';
import { type WelcomeState, welcomeView } from './welcome.view.js';

/** Within so many pixels of its end the thread counts as read to the end, and follows what is added. */
const NEAR_END = 48;
const ABOVE_NEWEST = 12;

/** The chat itself. Draws into the widget's root, so that one set of style sheets serves all its parts. */
export class PanelElement extends LitElement {
  @property({ attribute: false }) declare locale: Locale;
  @state() declare private welcome: WelcomeState;
  @state() declare private sheet: { readonly chip: CitationChip; readonly opener: HTMLElement } | undefined;
  @state() declare private asksRestart: boolean;
  @state() declare private isAtEnd: boolean;
  @query('.thread') private readonly thread!: HTMLElement | null;
  @query('zhike-message-input') private readonly input!: MessageInputElement | null;

  session!: ChatSession;
  reading!: ShopReading;
  draft = '';
  onDraft: (text: string) => void = () => undefined;
  onClose: () => void = () => undefined;
  onLocale: (locale: Locale) => void = () => undefined;
  private welcomes = 0;
  private hadFocus = false;
  private returnsTo: HTMLElement | undefined;
  private readonly resized = new ResizeObserver(() => this.followEnd());

  constructor() {
    super();
    this.welcome = 'loading';
    this.asksRestart = false;
    this.isAtEnd = true;
  }

  /** On a touch screen focusing the input would raise the keyboard over what is to be read first. */
  takeFocus(): void {
    const isTouch = window.matchMedia('(pointer: coarse)').matches;
    void this.updateComplete.then(() => {
      if (isTouch) this.thread?.focus({ preventScroll: true });
      else this.input?.focus();
    });
  }

  /** The customer wants to see what comes now, wherever the thread was. */
  follow(): void {
    this.isAtEnd = true;
    this.followEnd();
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('locale')) void this.loadWelcome();
    if (isEmpty(this.session.state)) this.isAtEnd = true;
    this.hadFocus = this.contains(this.focused);
  }

  protected override firstUpdated(): void {
    if (this.input) this.input.draft = this.draft;
    if (this.thread) this.resized.observe(this.thread);
  }

  protected override updated(): void {
    this.followEnd();
    if (this.hadFocus && this.focused === null) this.putFocus();
    this.returnsTo = undefined;
  }

  protected override render() {
    const context: ViewContext = { strings: stringsOf(this.locale), actions: this.actions };
    const { strings } = context;
    const { state } = this.session;
    return html`<section
      class="panel"
      role="dialog"
      aria-label=${strings.panelLabel}
      lang=${this.locale}
      @keydown=${this.press}
    >
      <div class="under" ?inert=${this.sheet !== undefined}>
        ${headerView(this.header(), context)} ${bannerView(state, context)}
        <div class="middle">
          <div class="thread" role="log" tabindex="0" aria-label=${strings.threadLabel} @scroll=${this.scrolled}>
            ${isEmpty(state) ? welcomeView(this.welcome, context) : threadView(state, context)}
          </div>
          ${
            this.isAtEnd
              ? nothing
              : html`<button type="button" class="to-newest" @click=${this.toEnd}>
                  ${ICONS.newest}${strings.toNewest}
                </button>`
          }
        </div>
        <p class="unseen" role="status">${this.status(context)}</p>
        ${this.inputView(context)}
      </div>
      ${this.sheetView(context)}
    </section>`;
  }

  private get focused(): Element | null {
    return (this.getRootNode() as ShadowRoot).activeElement;
  }

  private inputView({ strings }: ViewContext) {
    const running = runningAnswers(this.session.state);
    return html`<zhike-message-input
        .strings=${strings}
        .isRunning=${running.length > 0}
        .isStopping=${running.some(({ isStopping }) => isStopping)}
        .onSend=${this.actions.send}
        .onStop=${() => void this.session.stop()}
        .onDraft=${this.onDraft}
      ></zhike-message-input>
      <p class="notice">${strings.notice}</p>`;
  }

  private sheetView({ strings }: ViewContext) {
    if (!this.sheet) return nothing;
    return html`<zhike-source-sheet
      .strings=${strings}
      .chip=${this.sheet.chip}
      .reading=${this.reading}
      .onClose=${this.closeSheet}
    ></zhike-source-sheet>`;
  }

  private header() {
    const { state } = this.session;
    return {
      shopName: typeof this.welcome === 'object' ? this.welcome.shopName : undefined,
      person: state.person,
      mayRestart: !isEmpty(state),
      asksRestart: this.asksRestart,
    };
  }

  /** What is going on, in words, for those who do not see it. */
  private status({ strings }: ViewContext): string {
    const { state } = this.session;
    if (state.connection === 'offline') return strings.offline;
    if (state.connection === 'reconnecting') return strings.reconnecting;
    if (state.person === 'failed') return strings.personFailed;
    const running = runningAnswers(state).at(-1);
    if (running) return running.isStopping ? strings.stopping : strings.stages[running.stage];
    return state.outbox.some(({ status }) => status === 'failed') ? strings.notSent : '';
  }

  private readonly actions: PanelActions = {
    send: (text) => {
      this.session.send(text);
      this.follow();
    },
    retry: (messageId) => this.session.retry(messageId),
    rate: (...rating) => void this.session.rate(...rating),
    openSource: (chip, opener) => (this.sheet = { chip, opener }),
    requestPerson: () => {
      const { person } = this.session.state;
      if (person !== 'asked' && person !== 'asking') void this.session.requestPerson();
      this.follow();
    },
    askDifferently: () => this.input?.focus(),
    retryWelcome: () => void this.loadWelcome(),
    switchLocale: () => this.onLocale(this.locale === 'zh' ? 'en' : 'zh'),
    askRestart: () => {
      this.asksRestart = true;
      void this.updateComplete.then(() => this.querySelector<HTMLElement>('[data-restart]')?.focus());
    },
    restart: () => {
      this.asksRestart = false;
      this.session.restart();
      this.input?.focus();
    },
    cancelRestart: () => {
      this.asksRestart = false;
      this.input?.focus();
    },
    close: () => this.onClose(),
  };

  private readonly press = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation();
    if (this.asksRestart) this.actions.cancelRestart();
    else this.onClose();
  };

  private readonly closeSheet = (): void => {
    this.returnsTo = this.sheet?.opener;
    this.sheet = undefined;
  };

  /** What had the focus is gone: a closed sheet gives it back, a choice once taken leaves it in the conversation. */
  private putFocus(): void {
    if (this.returnsTo?.isConnected) this.returnsTo.focus();
    else this.takeFocus();
  }

  private readonly scrolled = (): void => {
    const { thread } = this;
    if (thread) this.isAtEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < NEAR_END;
  };

  private readonly toEnd = (): void => {
    if (this.thread) this.thread.scrollTop = this.thread.scrollHeight;
  };

  /** To the end, but never past the beginning of the newest answer, which is read from its top; and never back. */
  private followEnd(): void {
    const { thread } = this;
    if (!thread || !this.isAtEnd || isEmpty(this.session.state)) return;
    const newest = [...thread.querySelectorAll<HTMLElement>('.exchange')].at(-1);
    const end = Math.min(thread.scrollHeight, (newest?.offsetTop ?? Infinity) - ABOVE_NEWEST);
    if (end > thread.scrollTop) thread.scrollTop = end;
  }

  /** Read again when the language changes, or who the customer is: starters are for them. */
  async loadWelcome(): Promise<void> {
    const { locale } = this;
    const reading = ++this.welcomes;
    if (typeof this.welcome === 'string') this.welcome = 'loading';
    const welcome = await this.reading
      .welcome(locale)
      .catch((error: unknown) => (error instanceof ReadingError && error.isMissing ? 'missing' : 'failed'));
    if (reading === this.welcomes) this.welcome = welcome;
  }
}
