/**
 * Characters that take no place on a screen: a reviewer approves what can be seen, and must not publish instructions that
 * only a machine reads. Line ends and tabs stay, a joiner between the parts of an emoji too.
 */
const INVISIBLE =
  /(?<!\p{Extended_Pictographic}\uFE0F?)\u200D|\u200D(?!\p{Extended_Pictographic})|[\0-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\u{1D173}-\u{1D17A}\u{E0000}-\u{E0FFF}]/gu;

export function withoutInvisible(text: string): string {
  return text.replaceAll(INVISIBLE, '');
}

export interface InvisibleRun {
  readonly kind: 'tag-characters' | 'direction-override' | 'invisible-characters';
  /** What it says, or, where it says nothing by itself, what stands around it with a name for each character. */
  readonly text: string;
  readonly line: number;
}

/** Copies of ASCII that no font draws: whole sentences can be written in them. */
const TAGS = /[\u{E0020}-\u{E007E}]{2,}/gu;
/** What is shown in another order than it is written. */
const OVERRIDDEN = /[\u202A-\u202E\u2066-\u2069]+[^\n\u202C\u2069]*[\u202C\u2069]*/gu;
/** One is an accident of copying, several in a row are a message in two signs. */
const RUN =
  /[\u00AD\u034F\u061C\u180B-\u180F\u200B-\u200F\u2060-\u2064\u206A-\u206F\uFEFF\uFE00-\uFE0F\u{E0100}-\u{E01EF}]{3,}/gu;
const WORD = /[\p{L}\p{N}]{2}/u;
const AROUND = 12;

/** Invisible characters that look like a message, each with the line it stands in. */
export function findInvisibleRuns(text: string): InvisibleRun[] {
  const runs = [
    ...[...text.matchAll(TAGS)].map((match) => runOf('tag-characters', text, match, asciiOf(match[0]))),
    ...[...text.matchAll(OVERRIDDEN)]
      .filter(([turned]) => WORD.test(turned))
      .map((match) => runOf('direction-override', text, match, withoutInvisible(match[0]).trim())),
    ...[...text.matchAll(RUN)].map((match) => runOf('invisible-characters', text, match, around(text, match))),
  ];
  return runs.sort((one, other) => one.line - other.line);
}

const runOf = (kind: InvisibleRun['kind'], text: string, { index }: RegExpExecArray, shown: string): InvisibleRun => ({
  kind,
  text: shown,
  line: text.slice(0, index).split('\n').length,
});

const asciiOf = (tags: string) =>
  [...tags].map((sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) - 0xe0000)).join('');

function around(text: string, { 0: run, index }: RegExpExecArray): string {
  const before =
    withoutInvisible(text.slice(Math.max(0, index - AROUND), index))
      .split('\n')
      .at(-1) ?? '';
  const behind = withoutInvisible(text.slice(index + run.length, index + run.length + AROUND)).split('\n')[0] ?? '';
  const names = [...new Set([...run].map(nameOf))];
  return `${before}〔${[...run].length} × ${names.slice(0, 3).join(' ')}〕${behind}`;
}

const nameOf = (sign: string) => `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
