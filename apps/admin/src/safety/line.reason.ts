import { useText } from '../text/text.context.js';

/** What the server says of a line that is no word, by what it is about; what stands in brackets goes into our sentence. */
const REASONS = {
  'no-word': /^there is no word$/u,
  'word-too-long': /^the word has (\d+) characters/u,
  'control-character': /^“(.*)” holds a tab or another control character$/u,
  'no-letter': /^“(.*)” holds neither letter nor digit$/u,
  'severity-unknown': /^“(.*)” is no severity/u,
  'category-wrong': /^a category has (\d+) characters at most/u,
  'date-wrong': /^“(.*)” is no date/u,
  'file-kind': /^“(.*)” does not end with/u,
  'file-not-text': /^the file is not readable text/u,
  'file-without-words': /^the file holds no words$/u,
  'list-too-long': /^the list has (\d+) words/u,
} as const;

const KINDS = Object.keys(REASONS) as (keyof typeof REASONS)[];

/** Why a line was refused, in the reader's language; what is not known here stays as the server said it. */
export function useLineReason(): (reason: string) => string {
  const { safety: text } = useText();
  return (reason) => {
    const kind = KINDS.find((known) => REASONS[known].test(reason));
    return kind ? text.lineReasons[kind](REASONS[kind].exec(reason)?.[1] ?? '') : reason;
  };
}
