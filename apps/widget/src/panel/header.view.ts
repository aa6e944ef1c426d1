import { html, nothing, type TemplateResult } from 'lit';
import type { ConversationState } from '../chat/conversation.model.js';
import type { ViewContext } from './panel.actions.js';
import { ICONS } from './panel.icons.js';

export interface HeaderModel {
  readonly shopName: string | undefined;
  readonly person: ConversationState['person'];
  readonly mayRestart: boolean;
  readonly asksRestart: boolean;
}

export function headerView({ shopName, person, mayRestart, asksRestart }: HeaderModel, context: ViewContext) {
  const { strings, actions } = context;
  return html`
    <div class="header">
      <span class="seal" lang="zh" aria-hidden="true">知</span>
      <div class="title">
        <h2>${shopName ?? strings.nameless}</h2>
        <p>${strings.assistant}</p>
      </div>
      ${personButton(person, context)}
      ${
        mayRestart
          ? html`<button
              type="button"
              class="tool"
              title=${strings.restart}
              aria-label=${strings.restart}
              @click=${actions.askRestart}
            >
              ${ICONS.restart}
            </button>`
          : nothing
      }
      <button
        type="button"
        class="tool language"
        lang=${strings.otherLanguage === 'EN' ? 'en' : 'zh'}
        title=${strings.otherLanguageLabel}
        aria-label=${strings.otherLanguageLabel}
        @click=${actions.switchLocale}
      >
        ${strings.otherLanguage}
      </button>
      <button type="button" class="tool" title=${strings.close} aria-label=${strings.close} @click=${actions.close}>
        ${ICONS.close}
      </button>
    </div>
    ${asksRestart ? restartView(context) : nothing}
  `;
}

function personButton(person: ConversationState['person'], { strings, actions }: ViewContext): TemplateResult {
  const label = person === 'asked' ? strings.personAsked : strings.person;
  return html`<button
    type="button"
    class="tool person"
    title=${label}
    aria-label=${label}
    aria-disabled=${person === 'asked' || person === 'asking' ? 'true' : 'false'}
    @click=${actions.requestPerson}
  >
    ${ICONS.person}
  </button>`;
}

function restartView({ strings, actions }: ViewContext): TemplateResult {
  return html`<div class="strip" role="group" aria-label=${strings.restart}>
    <p>${strings.restartQuestion}</p>
    <button type="button" class="plain" @click=${actions.cancelRestart}>${strings.cancel}</button>
    <button type="button" class="firm" data-restart @click=${actions.restart}>${strings.restartConfirm}</button>
  </div>`;
}

/** One line under the header while something about the connection must be known. */
export function bannerView({ connection, person, wasLost }: ConversationState, { strings }: ViewContext) {
  const text =
    connection === 'offline'
      ? strings.offline
      : connection === 'reconnecting'
        ? strings.reconnecting
        : person === 'failed'
          ? strings.personFailed
          : wasLost
            ? strings.conversationLost
            : undefined;
  return text === undefined ? nothing : html`<p class="banner" data-connection=${connection}>${text}</p>`;
}
