import { shownText, type Warn } from './import.content.js';
import type { InvisibleRun } from './invisible.characters.js';

const RUNS: Readonly<Record<InvisibleRun['kind'], string>> = {
  'tag-characters': 'Text in characters that no screen shows was removed',
  'direction-override': 'Signs that change the order in which text is shown were removed',
  'invisible-characters': 'A row of characters that no screen shows was removed',
};

export function warnOfRun(
  { kind, text, line }: Omit<InvisibleRun, 'line'> & { readonly line: number | undefined },
  warn: Warn,
): void {
  const shown = shownText(text);
  warn(`${RUNS[kind]}: “${shown}”`, line, { kind, text: shown });
}

export function warnOfComment(text: string, warn: Warn, line?: number): void {
  const shown = shownText(text);
  const message = `A comment, which readers do not see, was left out${shown ? `: “${shown}”` : '.'}`;
  warn(message, line, shown ? { kind: 'comment', text: shown } : undefined);
}

/** `how` names the style or the element that hides it. */
export function warnOfHidden(
  { text, how, kind }: { text: string; how: string; kind: 'hidden-element' | 'hidden-style' | 'deleted-text' },
  warn: Warn,
  line?: number,
): void {
  const shown = shownText(text);
  if (shown) warn(`Hidden text was left out (${how}): “${shown}”`, line, { kind, text: shown, how });
}
