import { ChatSession } from '../chat/chat.session.js';
import { CustomerProof } from '../chat/customer.proof.js';
import { ShopReading } from '../chat/shop.reading.js';
import type { Panel, PanelOptions } from '../launcher/panel.contract.js';
import { MessageInputElement } from './message-input.element.js';
import { PanelElement } from './panel.element.js';
import { panelSheets } from './panel.styles.js';
import { SourceSheetElement } from './source-sheet.element.js';

const ELEMENTS = {
  'zhike-panel': PanelElement,
  'zhike-message-input': MessageInputElement,
  'zhike-source-sheet': SourceSheetElement,
};

/** Puts the chat into the widget. Until something is asked it reads the shop's greeting and contacts nothing else. */
export function mountPanel(options: PanelOptions): Panel {
  for (const [name, element] of Object.entries(ELEMENTS))
    if (!customElements.get(name)) customElements.define(name, element);
  const { root, place, memory, endpoint, workspace } = options;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...panelSheets()];

  const panel = new PanelElement();
  const proof = new CustomerProof(options.identityToken, options.onIdentityRefused);
  const shop = { endpoint, workspace, proof };
  const session = new ChatSession(shop, memory, () => panel.locale);
  panel.session = session;
  panel.reading = new ShopReading(shop);
  panel.locale = options.locale;
  panel.draft = memory.page().draft;
  panel.onDraft = (draft) => memory.keepPage({ draft });
  panel.onClose = options.onClose;
  panel.onLocale = options.onLocale;
  session.subscribe(() => {
    panel.requestUpdate();
    options.onUnread(session.unread);
  });

  let isShown = false;
  const read = () => session.setRead(isShown && document.visibilityState === 'visible');
  document.addEventListener('visibilitychange', read);
  session.resume();
  return {
    show: (takesFocus) => {
      isShown = true;
      if (!panel.isConnected) place.append(panel);
      read();
      panel.follow();
      if (takesFocus) panel.takeFocus();
    },
    hide: () => {
      isShown = false;
      read();
    },
    ask: (text) => session.send(text),
    setLocale: (locale) => (panel.locale = locale),
    identityChanged: () => {
      session.identityChanged();
      void panel.loadWelcome();
    },
    close: () => {
      document.removeEventListener('visibilitychange', read);
      session.close();
      panel.remove();
    },
  };
}
