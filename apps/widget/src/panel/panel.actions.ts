import type { RateAnswer } from '@zhike/contracts';
import type { CitationChip } from '../chat/citation.chips.js';
import type { WidgetStrings } from '../strings/widget.strings.js';

/** What the customer can do in the panel. The views call; the panel acts. */
export interface PanelActions {
  send(text: string): void;
  retry(messageId: string): void;
  rate(turnId: string, value: RateAnswer['rating'], reason?: RateAnswer['reason']): void;
  openSource(chip: CitationChip, opener: HTMLElement): void;
  requestPerson(): void;
  askDifferently(): void;
  retryWelcome(): void;
  switchLocale(): void;
  askRestart(): void;
  restart(): void;
  cancelRestart(): void;
  close(): void;
}

/** What every view is drawn with. */
export interface ViewContext {
  readonly strings: WidgetStrings;
  readonly actions: PanelActions;
}
