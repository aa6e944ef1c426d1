import type { Welcome } from '@zhike/contracts';
import { html, nothing, type TemplateResult } from 'lit';
import type { ViewContext } from './panel.actions.js';

/** `missing`: the shop that the page names does not exist. */
export type WelcomeState = 'loading' | 'failed' | 'missing' | Welcome;

/** The empty thread: a greeting and what can surely be answered. */
export function welcomeView(welcome: WelcomeState, context: ViewContext): TemplateResult {
  const { strings } = context;
  if (welcome === 'missing')
    return html`<div class="welcome"><p class="bubble" role="alert">${strings.shopUnknown}</p></div>`;
  if (welcome === 'loading')
    return html`<div class="welcome" aria-busy="true">
      <div class="bubble skeleton"><i></i><i></i></div>
    </div>`;
  return html`<div class="welcome">
    <p class="bubble">${welcome === 'failed' ? strings.greeting : welcome.greeting}</p>
    ${welcome === 'failed' ? failedView(context) : startersView(welcome.starters, context)}
  </div>`;
}

function startersView(starters: readonly string[], { strings, actions }: ViewContext) {
  if (!starters.length) return nothing;
  return html`<h3>${strings.startersLabel}</h3>
    <ul class="starters">
      ${starters.map(
        (starter) =>
          html`<li><button type="button" class="choice" @click=${() => actions.send(starter)}>${starter}</button></li>`,
      )}
    </ul>`;
}

function failedView({ strings, actions }: ViewContext): TemplateResult {
  return html`<p class="soft">
    ${strings.welcomeFailed}
    <button type="button" class="link" @click=${actions.retryWelcome}>${strings.retry}</button>
  </p>`;
}
