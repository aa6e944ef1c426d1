/** A small choice of the person at this browser. A browser that stores nothing simply forgets it. */
export function readChoice<Choice extends string>(name: string, among: readonly Choice[]): Choice | undefined {
  try {
    const stored = window.localStorage.getItem(`zhike:${name}`);
    return among.find((choice) => choice === stored);
  } catch {
    return undefined;
  }
}

export function keepChoice(name: string, choice: string): void {
  try {
    window.localStorage.setItem(`zhike:${name}`, choice);
  } catch {
    // Storage is forbidden here; the choice lasts as long as the page.
  }
}
