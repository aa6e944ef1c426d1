import { detectLocale, type Source } from '@zhike/contracts';
import { html, LitElement, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { type CitationChip, chipName, dayOf } from '../chat/citation.chips.js';
import { highlightQuotes } from '../chat/quote.highlight.js';
import { ReadingError, type ShopReading } from '../chat/shop.reading.js';
import type { WidgetStrings } from '../strings/widget.strings.js';
import { ICONS } from './panel.icons.js';

type Reading = 'loading' | 'failed' | 'missing' | Source;

/** The clause or fact behind a chip, over the conversation. Holds the focus until it is closed. */
export class SourceSheetElement extends LitElement {
  @property({ attribute: false }) declare strings: WidgetStrings;
  @property({ attribute: false }) declare chip: CitationChip;
  @state() declare private source: Reading;

  reading: Pick<ShopReading, 'source'> | undefined;
  onClose: () => void = () => undefined;

  constructor() {
    super();
    this.source = 'loading';
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override firstUpdated(): void {
    this.querySelector<HTMLElement>('.sheet-close')?.focus();
    void this.load();
  }

  protected override render() {
    const { strings } = this;
    return html`<div class="shade" @click=${() => this.onClose()}></div>
      <div class="sheet" role="dialog" aria-modal="true" aria-labelledby="zhike-sheet-title" @keydown=${this.press}>
        <div class="sheet-head">
          <p class="sheet-kind">${strings.sheetLabel}</p>
          <button
            type="button"
            class="tool sheet-close"
            title=${strings.sheetClose}
            aria-label=${strings.sheetClose}
            @click=${() => this.onClose()}
          >
            ${ICONS.dismiss}
          </button>
        </div>
        <div class="sheet-body" tabindex="0" role="region" aria-labelledby="zhike-sheet-title">
          <h3 id="zhike-sheet-title">${chipName(this.chip.citation)}</h3>
          <div aria-live="polite">${this.body()}</div>
        </div>
      </div>`;
  }

  private body(): TemplateResult {
    const { source, strings } = this;
    if (source === 'loading') return html`<p class="soft">${strings.sheetLoading}</p>`;
    if (source === 'missing') return html`<p class="trouble-text">${strings.sheetGone}</p>`;
    if (source !== 'failed') return sourceView(source, this.chip, strings);
    return html`<p class="trouble-text">${strings.sheetFailed}</p>
      <button type="button" class="choice" @click=${() => void this.load()}>${strings.retry}</button>`;
  }

  private async load(): Promise<void> {
    const hadFocus = this.contains((this.getRootNode() as ShadowRoot).activeElement);
    this.source = 'loading';
    try {
      this.source = (await this.reading?.source(this.chip.citation)) ?? 'failed';
    } catch (error) {
      this.source = error instanceof ReadingError && error.isMissing ? 'missing' : 'failed';
    }
    await this.updateComplete;
    // The retry button is gone; the focus must not fall out of the sheet with it.
    const isInside = this.contains((this.getRootNode() as ShadowRoot).activeElement);
    if (hadFocus && !isInside && this.isConnected) this.querySelector<HTMLElement>('.sheet-body')?.focus();
  }

  private readonly press = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.onClose();
    } else if (event.key === 'Tab') this.keepFocus(event);
  };

  private keepFocus(event: KeyboardEvent): void {
    const stops = [...this.querySelectorAll<HTMLElement>('button, [tabindex="0"]')];
    const first = stops[0];
    const last = stops.at(-1);
    const active = (this.getRootNode() as ShadowRoot).activeElement;
    const isLeaving = active === (event.shiftKey ? first : last);
    if (!isLeaving) return;
    event.preventDefault();
    (event.shiftKey ? last : first)?.focus();
  }
}

function sourceView(source: Source, { quotes }: CitationChip, strings: WidgetStrings): TemplateResult {
  const { citation, path, text, state } = source;
  const from = dayOf(citation.effectiveFrom);
  const to = citation.effectiveTo && dayOf(citation.effectiveTo);
  const above = new Set([citation.policyTitle, ...path]);
  return html`
    <ol class="sheet-path">
      ${[...above].filter((step) => step && step !== citation.label).map((step) => html`<li>${step}</li>`)}
    </ol>
    <p class="sheet-facts">
      <span class="state" data-state=${state}>${strings.states[state]}</span>
      <span>${strings.versionOf(citation.version)}</span>
      <span>${strings.inForce(from, to || undefined)}</span>
    </p>
    <div class="sheet-text" lang=${detectLocale(text)}>
      ${highlightQuotes(text, quotes).map((part) =>
        part.isQuoted
          ? html`<mark class="part" title=${strings.quoted}>${part.text}</mark>`
          : html`<span class="part">${part.text}</span>`,
      )}
    </div>
  `;
}
