import { useEffect } from 'react';

const CARD = '[data-queue-card]';
const cards = () => [...document.querySelectorAll<HTMLElement>(CARD)];
const current = () => document.activeElement?.closest<HTMLElement>(CARD) ?? undefined;

export function focusCard(place: number): void {
  const all = cards();
  const card = all[Math.min(Math.max(place, 0), all.length - 1)];
  card?.focus();
  card?.scrollIntoView({ block: 'nearest' });
}

export const placeOfCard = (id: string): number => cards().findIndex((card) => card.dataset['queueCard'] === id);

const MOVES: Readonly<Record<string, number>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
const BUSY =
  'input, textarea, [contenteditable="true"], [role="dialog"], [role="menu"], [role="combobox"], [role="radiogroup"]';

/** J and K go through the queue; each other key presses the button of the card that names it. */
export function useQueueKeys(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (event.target instanceof HTMLElement && event.target.closest(BUSY)) return;
      if (document.querySelector('.ant-modal-wrap, .ant-drawer-open')) return;
      if (act(event)) event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

function act({ key, repeat }: KeyboardEvent): boolean {
  const card = current();
  const move = MOVES[key.length === 1 ? key.toLowerCase() : key];
  // Arrows belong to the page until a card has the focus.
  if (move !== undefined && (card || key.length === 1)) {
    focusCard(card ? cards().indexOf(card) + move : 0);
    return true;
  }
  const button = repeat
    ? undefined
    : card?.querySelector<HTMLButtonElement>(`[aria-keyshortcuts="${key.toLowerCase()}"]`);
  button?.click();
  return Boolean(button);
}
