import type { Sentence } from './conversation.model.js';

/** Sentences come without the white space that stood between them; these begin or end a line of their own. */
const LIST_LINE = /^(?:[-*•·●|]|\d{1,2}[.、)）]|[（(][\d一二三四五六七八九十]{1,3}[)）])/u;
const SENTENCE_END = /[。！？!?；;.…]["'”’」』）)]*$/u;

/** Joins sentences to the paragraphs in which they stood: list lines and headings stay on their own. */
export function paragraphsOf(sentences: readonly Sentence[]): Sentence[][] {
  const paragraphs: Sentence[][] = [];
  for (const sentence of sentences) {
    const paragraph = paragraphs.at(-1);
    const previous = paragraph?.at(-1);
    if (paragraph && previous && runsOn(previous, sentence)) paragraph.push(sentence);
    else paragraphs.push([sentence]);
  }
  return paragraphs;
}

function runsOn(previous: Sentence, next: Sentence): boolean {
  if (LIST_LINE.test(next.text) || LIST_LINE.test(previous.text) || !SENTENCE_END.test(previous.text)) return false;
  return sourcesOf(previous) === sourcesOf(next);
}

const sourcesOf = ({ citations }: Sentence) => citations.map(({ kind, sourceId }) => `${kind}:${sourceId}`).join(' ');

/** Latin sentences want a space between them, Chinese ones none. */
export const gapBetween = (left: string, right: string): string =>
  /[\u3000-\u303f\uff00-\uffef”’]$/u.test(left) || /^\p{Script=Han}/u.test(right) ? '' : ' ';
