export interface TextPart {
  readonly text: string;
  readonly isQuoted: boolean;
}

/** White space differs between a clause and what is quoted of it; nothing else may. */
const IGNORED = /\s/u;

/** Cuts a text where it is quoted. What is quoted nowhere in it leaves it whole. */
export function highlightQuotes(text: string, quotes: readonly string[]): TextPart[] {
  const isQuoted = new Uint8Array(text.length);
  const squeezed = squeeze(text);
  for (const quote of quotes) {
    const wanted = squeeze(quote).text;
    const from = wanted ? squeezed.text.indexOf(wanted) : -1;
    if (from >= 0) isQuoted.fill(1, squeezed.places[from], (squeezed.places[from + wanted.length - 1] ?? 0) + 1);
    // A stated fact names its value among other words.
    else if (squeezed.text && wanted.includes(squeezed.text)) isQuoted.fill(1);
  }
  return partsOf(text, isQuoted);
}

function squeeze(text: string): { text: string; places: number[] } {
  const places: number[] = [];
  let squeezed = '';
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (IGNORED.test(character)) continue;
    places.push(index);
    squeezed += character;
  }
  return { text: squeezed, places };
}

function partsOf(text: string, isQuoted: Uint8Array): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (let index = 1; index <= text.length; index++) {
    if (index < text.length && isQuoted[index] === isQuoted[from]) continue;
    parts.push({ text: text.slice(from, index), isQuoted: isQuoted[from] === 1 });
    from = index;
  }
  return parts;
}
