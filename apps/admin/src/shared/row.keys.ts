import type { KeyboardEvent } from 'react';

/** Rows are reached through the link in each of them: arrows move between the links, Enter is the link's own. */
const LINK = '[data-row-link]';

const links = () => [...document.querySelectorAll<HTMLElement>(LINK)];

export function focusRow(place: number): void {
  const all = links();
  all[Math.min(Math.max(place, 0), all.length - 1)]?.focus();
}

const MOVES: Readonly<Record<string, (place: number) => number>> = {
  ArrowDown: (place) => place + 1,
  ArrowUp: (place) => place - 1,
  Home: () => 0,
  End: () => Number.MAX_SAFE_INTEGER,
};

export function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const move = MOVES[event.key];
  if (!move || !(event.target instanceof HTMLElement) || !event.target.matches(LINK)) return;
  event.preventDefault();
  focusRow(move(links().indexOf(event.target)));
}
