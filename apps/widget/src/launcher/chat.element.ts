import type { Locale } from '@zhike/contracts';
import { WidgetMemory } from '../chat/widget.memory.js';
import { stringsOf } from '../strings/widget.strings.js';
import { launcherSheet } from './launcher.styles.js';
import { localeOf, pageLocale } from './page.locale.js';
import type { Panel, PanelModule } from './panel.contract.js';

/** How the panel is fetched; the entry knows where its file lies. */
export interface PanelSource {
  load(): Promise<PanelModule>;
}

/** Long enough for the page to move the element; a widget taken away for good lets go of its connection. */
const GONE_MS = 2_000;

/**
 * `<zhike-chat workspace locale endpoint position identity-token>`: the launcher. It stores nothing and contacts nobody; the panel
 * comes when the customer opens it, or when this browser has a conversation to go on with.
 */
export class ChatElement extends HTMLElement {
  static readonly observedAttributes = ['locale', 'identity-token'];
  /** Set by the entry before the element is defined. */
  static panelSource: PanelSource;

  private readonly root = this.attachShadow({ mode: 'open' });
  private readonly launcher = document.createElement('button');
  private readonly badge = document.createElement('span');
  private readonly trouble = document.createElement('p');
  private readonly place = document.createElement('div');
  private readonly pageLanguage = new MutationObserver(() => this.applyLocale());
  private widgetMemory: WidgetMemory | undefined;
  private panel: Panel | undefined;
  private loading: Promise<Panel | undefined> | undefined;
  private isOpen = false;
  private unread = 0;
  private connections = 0;

  connectedCallback(): void {
    this.connections++;
    if (!this.launcher.isConnected) this.build();
    this.pageLanguage.observe(document.documentElement, { attributeFilter: ['lang'] });
    this.applyLocale();
    if (!this.hasBegun || this.panel) return;
    if (this.memory.page().isOpen) void this.open({ takesFocus: false });
    else whenIdle(() => void this.loadPanel()); // answers that come while it is closed are counted on the launcher
  }

  disconnectedCallback(): void {
    this.pageLanguage.disconnect();
    const { connections } = this;
    setTimeout(() => {
      if (this.isConnected || connections !== this.connections) return;
      this.panel?.close();
      this.panel = undefined;
      this.loading = undefined;
      this.showOpen(false);
    }, GONE_MS);
  }

  attributeChangedCallback(name: string): void {
    if (name === 'identity-token') this.panel?.identityChanged();
    else this.applyLocale();
  }

  /** The customer's own choice, else what the shop set, else the language of the page. */
  get locale(): Locale {
    return this.memory.locale() ?? localeOf(this.getAttribute('locale')) ?? pageLocale();
  }

  /** The shop's page was switched to another language: that is newer than what the customer chose here. */
  setLocale(locale: Locale): void {
    this.memory.forgetLocale();
    this.setAttribute('locale', locale);
  }

  async open({ takesFocus = true } = {}): Promise<void> {
    if (this.isOpen) return;
    this.showOpen(true);
    const panel = await this.loadPanel();
    if (!panel) this.showOpen(false);
    else if (this.isOpen) panel.show(takesFocus);
  }

  close(): void {
    if (!this.isOpen) return;
    const hadFocus = this.root.activeElement !== null;
    this.showOpen(false);
    this.panel?.hide();
    if (hadFocus) this.launcher.focus();
  }

  async ask(text: string): Promise<void> {
    await this.open();
    (await this.loadPanel())?.ask(text);
  }

  private get memory(): WidgetMemory {
    this.widgetMemory ??= new WidgetMemory(this.workspace);
    return this.widgetMemory;
  }

  /** Before the customer has said something there is nothing to go on with, and nothing is remembered. */
  private get hasBegun(): boolean {
    return this.memory.conversation() !== undefined || this.memory.page().unsent.length > 0;
  }

  private get workspace(): string {
    return this.getAttribute('workspace') || 'demo';
  }

  private build(): void {
    this.root.adoptedStyleSheets = [launcherSheet()];
    this.launcher.type = 'button';
    this.launcher.className = 'launcher';
    this.launcher.addEventListener('click', () => (this.isOpen ? this.close() : void this.open()));
    const mark = document.createElement('span');
    mark.className = 'mark';
    mark.lang = 'zh';
    mark.textContent = '知';
    mark.ariaHidden = 'true';
    this.badge.className = 'badge';
    this.badge.hidden = true;
    this.badge.ariaHidden = 'true';
    this.launcher.append(mark, this.badge);
    this.trouble.className = 'trouble';
    this.trouble.setAttribute('role', 'alert');
    this.trouble.hidden = true;
    this.place.className = 'panel-place';
    this.place.hidden = true;
    this.root.append(this.place, this.trouble, this.launcher);
    this.fitView();
  }

  private loadPanel(): Promise<Panel | undefined> {
    this.loading ??= this.fetchPanel();
    return this.loading;
  }

  private async fetchPanel(): Promise<Panel | undefined> {
    this.launcher.ariaBusy = String(this.isOpen);
    this.trouble.hidden = true;
    try {
      const { mountPanel } = await ChatElement.panelSource.load();
      this.panel = mountPanel({
        place: this.place,
        root: this.root,
        endpoint: this.getAttribute('endpoint') || `${location.origin}/`,
        workspace: this.workspace,
        locale: this.locale,
        identityToken: () => this.getAttribute('identity-token') || undefined,
        onIdentityRefused: (code) => this.tellIdentityRefused(code),
        memory: this.memory,
        onUnread: (count) => this.showUnread(count),
        onClose: () => this.close(),
        onLocale: (locale) => {
          this.memory.keepLocale(locale);
          this.applyLocale();
        },
      });
      return this.panel;
    } catch {
      this.loading = undefined;
      this.trouble.textContent = stringsOf(this.locale).loadFailed;
      this.trouble.hidden = !this.isOpen; // nobody asked for what is fetched in the background
      return undefined;
    } finally {
      this.launcher.ariaBusy = 'false';
    }
  }

  /** For the shop's page, which alone can get a new proof. Until then the customer is one like any other. */
  private tellIdentityRefused(code: string): void {
    console.warn(`zhike: the identity token was refused (${code}); set a new identity-token on <zhike-chat>.`);
    this.dispatchEvent(new CustomEvent('zhike:identity-refused', { bubbles: true, composed: true, detail: { code } }));
  }

  private showOpen(isOpen: boolean): void {
    this.isOpen = isOpen;
    this.toggleAttribute('is-open', isOpen);
    this.place.hidden = !isOpen;
    if (this.hasBegun) this.memory.keepPage({ isOpen });
    this.applyLabel();
  }

  private showUnread(count: number): void {
    this.unread = count;
    this.badge.hidden = count === 0;
    this.badge.textContent = count > 9 ? '9+' : String(count);
    this.applyLabel();
  }

  private applyLocale(): void {
    if (!this.launcher.isConnected) return;
    this.panel?.setLocale(this.locale);
    this.applyLabel();
  }

  private applyLabel(): void {
    const strings = stringsOf(this.locale);
    const label = this.isOpen ? strings.launcherClose : strings.launcherOpen;
    this.launcher.ariaLabel = this.unread ? `${label}, ${strings.unread(this.unread)}` : label;
    this.launcher.ariaExpanded = String(this.isOpen);
    this.launcher.title = label;
  }

  /** On a phone the keyboard covers the page without resizing it: the panel takes the part that is left. */
  private fitView(): void {
    const view = window.visualViewport;
    if (!view) return;
    const fit = () => {
      this.style.setProperty('--view-height', `${view.height}px`);
      this.style.setProperty('--view-top', `${view.offsetTop}px`);
    };
    fit();
    view.addEventListener('resize', fit);
    view.addEventListener('scroll', fit);
  }
}

/** Fetching what nobody waits for must not slow the shop's page down. */
function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(work, { timeout: 5_000 });
  else setTimeout(work, 1_000);
}
