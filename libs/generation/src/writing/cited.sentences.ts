import { splitSentences } from '@zhike/platform';

/** A sentence as a model wrote it, without its source numbers. */
export interface CitedSentence {
  readonly text: string;
  /** Each once, in order. Empty where none was named. */
  readonly numbers: readonly number[];
}

/** `[1]`, `[1, 2]` and the brackets of Chinese text, several in a row. */
const MARKS = String.raw`(?:[\[【［]\s*\d{1,3}(?:\s*[,，、]\s*\d{1,3})*\s*[\]】］]\s*)+`;
const MARK = new RegExp(MARKS, 'gu');
/** Marks behind the sign that ends a sentence belong to it. */
const BEHIND_THE_END = new RegExp(String.raw`([。！？!?；;.]["'”’」』）)]*)\s*(${MARKS})`, 'gu');
/** What may still become a mark, or marks of the sentence before. */
const MAYBE_A_MARK = /^\s*(?:[[【［][\d\s,，、]*[\]】］]?\s*)*$/u;
/** A list's sign at the beginning of a line. */
const BULLET = /^(?:[-*•·–]\s+|\d{1,2}[.)、]\s+)/u;
const BOLD = /\*\*|__/gu;
/** Models that think aloud in their answer do it before they answer. */
const THOUGHT = /^\s*<think>[\s\S]*?<\/think>/u;
const MAYBE_A_THOUGHT = /^\s*(?:<think>[\s\S]*|<(?:t(?:h(?:i(?:n(?:k)?)?)?)?)?)?$/u;

/**
 * Makes sentences with their source numbers of a text that comes piece by piece. A sentence is given when the next one has
 * begun, because its numbers may stand behind its full stop.
 */
export class CitedSentences {
  private waiting = '';
  private isThinking = true;

  /** The sentences that are whole now. */
  push(piece: string): readonly CitedSentence[] {
    this.waiting += piece;
    if (!this.passThought()) return [];
    const sentences = piecesOf(this.waiting);
    const last = sentences.at(-1) ?? '';
    if (sentences.length < 2 || MAYBE_A_MARK.test(last)) return [];
    // It may go on, and white space at its end may stand between two words.
    this.waiting = last + (/\s*$/u.exec(this.waiting)?.[0] ?? '');
    return sentences.slice(0, -1).flatMap(read);
  }

  /** What is left when the text has ended. A text that was cut ends in the middle of a sentence, which is lost. */
  end(isCut = false): readonly CitedSentence[] {
    const sentences = this.passThought() ? piecesOf(this.waiting) : [];
    this.waiting = '';
    return (isCut ? sentences.slice(0, -1) : sentences).flatMap(read);
  }

  private passThought(): boolean {
    if (!this.isThinking) return true;
    this.waiting = this.waiting.replace(THOUGHT, '');
    if (MAYBE_A_THOUGHT.test(this.waiting)) return false;
    this.isThinking = false;
    return true;
  }
}

/** Sentences, each with its marks before the sign that ends it. What a semicolon joins is one sentence with one set of marks. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let joined = '';
  for (const piece of splitSentences(text.replace(BEHIND_THE_END, marksFirst))) {
    joined += joined.endsWith(';') ? ` ${piece}` : piece;
    if (/[;；]$/u.test(piece) && !/[\]】］]\s*[;；]$/u.test(piece)) continue;
    pieces.push(joined);
    joined = '';
  }
  return joined ? [...pieces, joined] : pieces;
}

const marksFirst = (_whole: string, end: string, marks: string) => ` ${marks.trim()}${end} `;

function read(sentence: string): CitedSentence[] {
  const numbers = [...sentence.matchAll(MARK)].flatMap(([marks]) => marks.match(/\d+/gu)?.map(Number) ?? []);
  const text = sentence
    .replace(MARK, ' ')
    .replace(BULLET, '')
    .replace(BOLD, '')
    .replace(/\s+/gu, ' ')
    // The space that stood before a mark must not stand before the full stop.
    .replace(/ (?=[。！？!?；;.,，、])/gu, '')
    .replace(/(?<=\p{Script=Han}) $/u, '')
    .trim();
  return /[\p{L}\p{N}]/u.test(text) ? [{ text, numbers: [...new Set(numbers)] }] : [];
}
