import { svg, type SVGTemplateResult } from 'lit';

const icon = (paths: SVGTemplateResult): SVGTemplateResult => svg`<svg
  class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8"
  stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${paths}</svg>`;

export const ICONS = {
  person: icon(svg`<circle cx="12" cy="8" r="3.6"/><path d="M4.5 20c.8-4 3.7-6 7.5-6s6.7 2 7.5 6"/>`),
  restart: icon(svg`<path d="M12 5v14M5 12h14"/>`),
  close: icon(svg`<path d="M6 9.5l6 6 6-6"/>`),
  dismiss: icon(svg`<path d="M6.5 6.5l11 11M17.5 6.5l-11 11"/>`),
  send: icon(svg`<path d="M12 19V5.5M6 11l6-6 6 6"/>`),
  stop: svg`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><rect x="5.5" y="5.5" width="13" height="13" rx="2.5" fill="currentColor"/></svg>`,
  up: icon(
    svg`<path d="M7 11l4-7c1.6 0 2.5 1.2 2.2 2.7L12.6 10H18a2 2 0 0 1 2 2.4l-1.2 6A2 2 0 0 1 16.8 20H7M7 11v9H4v-9z"/>`,
  ),
  down: icon(
    svg`<path d="M17 13l-4 7c-1.6 0-2.5-1.2-2.2-2.7l.6-3.3H6a2 2 0 0 1-2-2.4l1.2-6A2 2 0 0 1 7.2 4H17M17 13V4h3v9z"/>`,
  ),
  newest: icon(svg`<path d="M12 5v13M6 13l6 6 6-6"/>`),
  source: icon(svg`<path d="M6 4h9l4 4v12H6zM9 12h7M9 16h5M14.5 4v4.5H19"/>`),
} as const;
