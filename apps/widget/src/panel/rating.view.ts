import { html, nothing, type TemplateResult } from 'lit';
import type { Answer } from '../chat/conversation.model.js';
import type { RatingReason } from '../strings/widget.strings.js';
import type { ViewContext } from './panel.actions.js';
import { ICONS } from './panel.icons.js';

const REASONS: readonly RatingReason[] = ['wrong', 'outdated', 'incomplete', 'inappropriate', 'other'];

/** Thumbs under an answer; a thumb down asks why. Either can be changed later. */
export function ratingView({ turnId, rating }: Answer, context: ViewContext): TemplateResult {
  const { strings, actions } = context;
  const thumb = (value: 'up' | 'down', label: string) =>
    html`<button
      type="button"
      class="thumb"
      title=${label}
      aria-label=${label}
      aria-pressed=${rating?.value === value ? 'true' : 'false'}
      @click=${() => actions.rate(turnId, value)}
    >
      ${ICONS[value]}
    </button>`;
  return html`<div class="rating" role="group" aria-label=${strings.ratingLabel}>
      ${thumb('up', strings.rateUp)}${thumb('down', strings.rateDown)}
      ${rating?.state === 'noted' ? html`<span class="soft">${strings.ratingNoted}</span>` : nothing}
      ${rating?.state === 'failed' ? html`<span class="trouble-text">${strings.ratingFailed}</span>` : nothing}
    </div>
    ${rating?.value === 'down' && !rating.reason ? reasonsView(turnId, context) : nothing}`;
}

function reasonsView(turnId: string, { strings, actions }: ViewContext): TemplateResult {
  return html`<div class="reasons" role="group" aria-label=${strings.reasonLabel}>
    <span class="soft" aria-hidden="true">${strings.reasonLabel}</span>
    ${REASONS.map(
      (reason) =>
        html`<button type="button" class="choice small" @click=${() => actions.rate(turnId, 'down', reason)}>
          ${strings.reasons[reason]}
        </button>`,
    )}
  </div>`;
}
