import { splitSentences } from '@zhike/platform';

/**
 * What a sentence is in its clause: a heading says what follows is about; a lead-in opens a list; an item stands in one, a row
 * in a table; everything else is plain.
 */
export type PartKind = 'heading' | 'lead-in' | 'item' | 'row' | 'plain';

/** One sentence of a clause with its place in the clause's structure. */
export interface ClausePart {
  /** Exactly as written; halves that a semicolon joins stand together. */
  readonly text: string;
  readonly kind: PartKind;
  /** Items and rows only: the place of the first of their list, and of the part that opens it. */
  readonly list?: number;
  readonly leadIn?: number;
  /** The place of the heading above it. */
  readonly heading?: number;
}

const BULLET = /^[-*•·●○▪◦–—]\s*\S/u;
const NUMBERED =
  /^(?:[(（]?\d{1,2}[.)、）．](?!\d)|[(（][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|[①-⑳]|第[一二三四五六七八九十]{1,3}步|step\s+\d+\b|[(（][a-z][)）])/iu;
const OPENS_LIST = /[:：]$/u;
const ENDS_SENTENCE = /[.。！!;；,，:：…]["'”’)）」』]*$/u;
const ASKS = /[?？]["'”’)）」』]*$/u;
const HALF = /[;；]["'”’)）」』]*$/u;
const COLUMN = /^([^:：。.!！?？;；]{1,40})[:：] ?\S/u;
/** A line longer than this is no heading. */
const LONGEST_HEADING = { words: 14, characters: 26 };
/** Halves of one sentence are kept together up to so many characters; beyond it they are read as an enumeration. */
const LONGEST_JOINED = { han: 160, other: 400 };

/** The sentences of a clause in order, with what each is. */
export function partsOf(text: string): ClausePart[] {
  const lines = joinHalves(text, linesOf(text));
  const rows = rowsAmong(lines);
  let above: Above = {};
  return lines.map((line, place) => {
    const kind = rows.has(place) ? 'row' : kindOf(line, lines[place + 1]);
    const within = standingIn(above, kind, line, place);
    above = { ...within, ...(kind === 'heading' ? { heading: place } : kind === 'lead-in' ? { leadIn: place } : {}) };
    const { heading, ...listing } = within;
    return {
      text: line.text,
      kind,
      ...(isListed(kind) ? listing : {}),
      ...(kind !== 'heading' && heading !== undefined ? { heading } : {}),
    };
  });
}

/** Places of what a line stands below. */
type Above = Pick<ClausePart, 'list' | 'leadIn' | 'heading'>;

const isListed = (kind: PartKind) => kind === 'item' || kind === 'row';

function standingIn(above: Above, kind: PartKind, { startsLine }: Line, place: number): Above {
  if (isListed(kind)) return { ...above, list: above.list ?? place };
  // A second sentence on an item's line goes on with the item.
  if (!startsLine) return above;
  return above.heading === undefined ? {} : { heading: above.heading };
}

/** Lines one after the other that begin with the same column: 「地区：新疆 · 送达时间：5 至 8 天」, as tables are imported. */
function rowsAmong(lines: readonly Line[]): ReadonlySet<number> {
  const columns = lines.map(({ text, startsLine, endsLine }) =>
    startsLine && endsLine ? COLUMN.exec(text)?.[1] : undefined,
  );
  return new Set(
    columns.flatMap((column, place) =>
      column !== undefined && (columns[place - 1] === column || columns[place + 1] === column) ? [place] : [],
    ),
  );
}

interface Line {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly startsLine: boolean;
  readonly endsLine: boolean;
}

function linesOf(text: string): Line[] {
  let at = 0;
  return splitSentences(text).map((sentence) => {
    const from = text.indexOf(sentence, at);
    const to = from + sentence.length;
    at = to;
    return {
      text: sentence,
      from,
      to,
      startsLine: /(?:^|\n)[^\S\n]*$/u.test(text.slice(0, from)),
      endsLine: /^[^\S\n]*(?:\n|$)/u.test(text.slice(to)),
    };
  });
}

/** 「应当在期间内行使；未行使的，不予保护。」 is one statement: its halves condition each other. */
function joinHalves(text: string, lines: readonly Line[]): Line[] {
  const joined: Line[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    if (last && HALF.test(last.text) && !last.endsLine && isShort(text.slice(last.from, line.to)))
      joined[joined.length - 1] = {
        ...last,
        text: text.slice(last.from, line.to),
        to: line.to,
        endsLine: line.endsLine,
      };
    else joined.push(line);
  }
  return joined;
}

const isShort = (text: string) =>
  text.length <= (/\p{Script=Han}/u.test(text) ? LONGEST_JOINED.han : LONGEST_JOINED.other);

function kindOf(line: Line, next: Line | undefined): PartKind {
  if (line.startsLine && isItem(line.text)) return 'item';
  if (OPENS_LIST.test(line.text) && next) return 'lead-in';
  return next && isHeading(line) ? 'heading' : 'plain';
}

const isItem = (text: string) => BULLET.test(text) || NUMBERED.test(text);

function isHeading({ text, startsLine, endsLine }: Line): boolean {
  if (!startsLine || !endsLine || (ENDS_SENTENCE.test(text) && !ASKS.test(text))) return false;
  const characters = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = text.match(/[\p{Script=Latin}\d'’]+/gu)?.length ?? 0;
  return characters <= LONGEST_HEADING.characters && words <= LONGEST_HEADING.words;
}
