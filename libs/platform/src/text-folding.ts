/** A text as rules see it, with the way back to the original. */
export interface FoldedText {
  readonly text: string;
  /** For each unit of `text`, where it began in the original; one entry more, for the end. */
  readonly offsets: readonly number[];
}

const INVISIBLE = /[\p{Cf}\p{Mn}]/u;

/**
 * Undoes what hides a word: width and compatibility forms (NFKC), case, invisible characters, and what `isGap` says stands
 * between the signs of one word, asked of each place of the text without the rest.
 */
export function foldText(original: string, isGap: (text: string, place: number) => boolean): FoldedText {
  let text = '';
  const offsets: number[] = [];
  let at = 0;
  for (const character of original) {
    const folded = INVISIBLE.test(character) ? '' : character.normalize('NFKC').toLowerCase();
    text += folded;
    for (let unit = 0; unit < folded.length; unit++) offsets.push(at);
    at += character.length;
  }
  const kept = offsets.map((_, place) => place).filter((place) => !isGap(text, place));
  return {
    text: kept.map((place) => text[place]).join(''),
    offsets: [...kept.map((place) => offsets[place] ?? 0), at],
  };
}
