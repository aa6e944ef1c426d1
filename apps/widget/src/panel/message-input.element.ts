import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { WidgetStrings } from '../strings/widget.strings.js';
import { MAX_MESSAGE_LENGTH } from './message.limits.js';
import { ICONS } from './panel.icons.js';

/** The counter appears when it begins to matter. */
const COUNTED_FROM = MAX_MESSAGE_LENGTH - 200;
/** What Safari says of the Enter that ends a composition, when `isComposing` is already false. */
const COMPOSING_KEY = 229;

/** Where the customer writes: grows to five lines, Enter sends, Shift+Enter makes a line. Draws into the panel's root. */
export class MessageInputElement extends LitElement {
  @property({ attribute: false }) declare strings: WidgetStrings;
  @property({ attribute: false }) declare isRunning: boolean;
  @property({ attribute: false }) declare isStopping: boolean;
  @state() declare private text: string;
  @query('textarea') private readonly area!: HTMLTextAreaElement | null;

  private isStopFocused = false;
  onSend: (text: string) => void = () => undefined;
  onStop: () => void = () => undefined;
  onDraft: (text: string) => void = () => undefined;

  constructor() {
    super();
    this.text = '';
  }

  set draft(text: string) {
    this.text = text;
  }

  override focus(): void {
    this.area?.focus();
  }

  protected override createRenderRoot(): this {
    return this;
  }

  /** The stop button goes with the turn; the focus must not go with it. */
  protected override willUpdate(): void {
    this.isStopFocused = (this.getRootNode() as ShadowRoot).activeElement?.matches('.stop') ?? false;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('text')) this.grow();
    if (this.isStopFocused && !this.isRunning) this.focus();
  }

  protected override render() {
    const { strings } = this;
    const length = this.text.trim().length;
    const over = length - MAX_MESSAGE_LENGTH;
    return html`<form class="input" @submit=${this.submit}>
      <textarea
        rows="1"
        aria-label=${strings.inputLabel}
        aria-invalid=${over > 0 ? 'true' : 'false'}
        aria-describedby="zhike-counter"
        placeholder=${strings.inputHint}
        enterkeyhint="send"
        .value=${live(this.text)}
        @input=${this.write}
        @keydown=${this.press}
      ></textarea>
      ${
        this.isRunning
          ? html`<button
              type="button"
              class="tool stop"
              title=${strings.stop}
              aria-label=${strings.stop}
              aria-disabled=${this.isStopping ? 'true' : 'false'}
              @click=${() => !this.isStopping && this.onStop()}
            >
              ${ICONS.stop}
            </button>`
          : nothing
      }
      <button
        type="submit"
        class="send"
        title=${strings.send}
        aria-label=${strings.send}
        ?disabled=${!length || over > 0}
      >
        ${ICONS.send}
      </button>
      <p class="counter ${over > 0 ? 'trouble-text' : 'soft'}" id="zhike-counter" role="status">
        ${over > 0 ? strings.tooLong(over) : length > COUNTED_FROM ? strings.counter(length, MAX_MESSAGE_LENGTH) : nothing}
      </p>
    </form>`;
  }

  private readonly write = (event: Event): void => {
    this.text = (event.target as HTMLTextAreaElement).value;
    this.onDraft(this.text);
  };

  private readonly press = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === COMPOSING_KEY) return;
    event.preventDefault();
    this.send();
  };

  private readonly submit = (event: Event): void => {
    event.preventDefault();
    this.send();
  };

  private send(): void {
    const text = this.text.trim();
    if (!text || text.length > MAX_MESSAGE_LENGTH) return;
    this.text = '';
    this.onDraft('');
    this.onSend(text);
    this.focus();
  }

  /** The style sheet holds the greatest height; beyond it the text scrolls. */
  private grow(): void {
    const { area } = this;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight + 2}px`;
  }
}
