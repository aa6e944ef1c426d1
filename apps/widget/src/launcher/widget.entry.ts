import { ChatElement } from './chat.element.js';
import { type CommandQueue, commandFunction, type Commands, queuedCalls } from './command.queue.js';
import type { PanelModule } from './panel.contract.js';

declare global {
  interface Window {
    zhike?: CommandQueue;
  }
  interface HTMLElementTagNameMap {
    'zhike-chat': ChatElement;
  }
}

/** The hashed name of the panel's file, set by the build. */
declare const PANEL_FILE: string;

const TAG = 'zhike-chat';
/** Pages that swap their body without loading anew take the element with it. */
const BODY_SWAPS = ['turbo:load', 'turbolinks:load', 'astro:page-load'];

const script = document.currentScript as HTMLScriptElement | null;
const folder = new URL('.', script?.src ?? `${location.origin}/widget/zhike-widget.js`);

function start(): void {
  let tries = 0;
  ChatElement.panelSource = {
    load: async () => {
      const url = new URL(PANEL_FILE, folder);
      // A browser remembers that a module could not be fetched; another address is another try.
      if (tries++) url.searchParams.set('try', String(tries));
      return (await import(/* @vite-ignore */ url.href)) as PanelModule;
    },
  };
  customElements.define(TAG, ChatElement);
  if (document.body) place();
  else document.addEventListener('DOMContentLoaded', place);
}

function place(): void {
  const element = document.querySelector(TAG) ?? created();
  if (!element.hasAttribute('endpoint')) element.setAttribute('endpoint', new URL('..', folder).href);
  if (!element.isConnected) document.body.append(element);
  for (const name of BODY_SWAPS)
    document.addEventListener(name, () => {
      if (!document.querySelector(TAG)) document.body.append(element);
    });
  takeCommands(element);
}

function created(): ChatElement {
  const element = document.createElement(TAG);
  for (const name of ['workspace', 'locale', 'endpoint', 'position'] as const) {
    const value = script?.dataset[name];
    if (value) element.setAttribute(name, value);
  }
  const token = script?.dataset['identityToken'];
  if (token) element.setAttribute('identity-token', token);
  return element;
}

function takeCommands(element: ChatElement): void {
  const commands: Commands = {
    open: () => void element.open(),
    close: () => element.close(),
    toggle: () => (element.hasAttribute('is-open') ? element.close() : void element.open()),
    show: () => (element.hidden = false),
    hide: () => {
      element.close();
      element.hidden = true;
    },
    ask: (text) => void element.ask(text),
    locale: (locale) => element.setLocale(locale),
    ready: (callback) => callback(),
  };
  const queued = queuedCalls(window.zhike);
  const command = commandFunction(commands, (text) => console.warn(text));
  window.zhike = command;
  window.dispatchEvent(new CustomEvent('zhike:ready'));
  for (const call of queued) command(...call);
}

// Two script tags make one widget.
if (!customElements.get(TAG)) start();
