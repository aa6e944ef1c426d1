import { readEntities } from './html.entities.js';

export type MarkupToken =
  | {
      readonly type: 'open';
      readonly name: string;
      readonly attributes: Attributes;
      readonly isEmpty: boolean;
      readonly at: number;
    }
  | { readonly type: 'close'; readonly name: string; readonly at: number }
  | { readonly type: 'text'; readonly text: string; readonly at: number }
  | { readonly type: 'comment'; readonly text: string; readonly at: number };

export type Attributes = ReadonlyMap<string, string>;

/** One piece of markup at a time, of a tag its beginning. Each alternative begins with what no other begins with. */
const PIECE =
  /<!--(?<comment>[\s\S]*?)(?:-->|$)|<!\[CDATA\[(?<data>[\s\S]*?)(?:\]\]>|$)|<[!?][^>]*(?:>|$)|<\/(?<closed>[a-z][^\s>/<]*)[^>]*(?:>|$)|<(?<opened>[a-z][^\s>/<"']*)|(?<text>[^<]+|<)/giu;
/** A quotation mark whose other half is further away was a slip. */
const LONGEST_VALUE = 8_000;
const ATTRIBUTE = /([^\s=/"'<>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?/gu;
/** What stands in these is no markup. */
const RAW = /^(?:script|style|textarea|title|xmp|iframe|noembed|noframes)$/u;

/** HTML or XML as a sequence of tags, texts and comments. Names of HTML are lower case; nothing is repaired. */
export function* tokensOf(markup: string, kind: 'html' | 'xml'): Generator<MarkupToken> {
  let at = 0;
  while (at < markup.length) {
    const { token, end } = pieceAt(markup, at, kind);
    at = end;
    if (token) yield token;
    if (kind === 'xml' || token?.type !== 'open' || !RAW.test(token.name)) continue;
    const rawEnd = endOfRaw(markup, token.name, at);
    if (rawEnd > at) yield { type: 'text', text: markup.slice(at, rawEnd), at };
    at = rawEnd;
  }
}

function pieceAt(
  markup: string,
  begin: number,
  kind: 'html' | 'xml',
): { readonly token: MarkupToken | undefined; readonly end: number } {
  PIECE.lastIndex = begin;
  const match = PIECE.exec(markup);
  if (!match) return { token: undefined, end: markup.length };
  const groups = match.groups ?? {};
  const end = begin + match[0].length;
  const { opened } = groups;
  if (opened === undefined) return { token: tokenOf(groups, begin, kind), end };
  const tag = tagEnd(markup, end);
  return { token: openToken({ markup, begin, kind }, opened, tag), end: tag.end };
}

interface Place {
  readonly markup: string;
  readonly begin: number;
  readonly kind: 'html' | 'xml';
}

interface TagEnd {
  readonly end: number;
  readonly isTag: boolean;
}

/** Where a tag ends whose attributes begin here. What is no tag after all ends where that was seen, so that nothing is read twice. */
function tagEnd(markup: string, from: number): TagEnd {
  let at = from;
  while (at < markup.length) {
    const sign = markup[at];
    if (sign === '>') return { end: at + 1, isTag: true };
    if (sign === '<') return { end: at, isTag: false };
    if (sign === '"' || sign === "'") {
      const length = markup.slice(at + 1, at + 1 + LONGEST_VALUE).indexOf(sign);
      if (length < 0) return { end: at + 1, isTag: false };
      at += length + 1;
    }
    at++;
  }
  return { end: at, isTag: false };
}

function openToken({ markup, begin, kind }: Place, opened: string, { end, isTag }: TagEnd): MarkupToken {
  if (!isTag) return { type: 'text', text: readEntities(markup.slice(begin, end)), at: begin };
  const attributes = markup.slice(begin + 1 + opened.length, end - 1);
  const isEmpty = attributes.trimEnd().endsWith('/');
  const name = kind === 'html' ? opened.toLowerCase() : opened;
  return { type: 'open', name, attributes: attributesIn(attributes, kind), isEmpty, at: begin };
}

function tokenOf(
  groups: Record<string, string | undefined>,
  at: number,
  kind: 'html' | 'xml',
): MarkupToken | undefined {
  const { comment, data, closed, text } = groups;
  if (text !== undefined) return { type: 'text', text: readEntities(text), at };
  if (data !== undefined) return { type: 'text', text: data, at };
  if (comment !== undefined) return { type: 'comment', text: comment, at };
  return closed === undefined
    ? undefined
    : { type: 'close', name: kind === 'html' ? closed.toLowerCase() : closed, at };
}

function attributesIn(text: string, kind: 'html' | 'xml'): Attributes {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single, bare] of text.matchAll(ATTRIBUTE)) {
    const known = kind === 'html' ? name.toLowerCase() : name;
    // The first of two counts, as browsers have it.
    if (!attributes.has(known)) attributes.set(known, readEntities(double ?? single ?? bare ?? ''));
  }
  return attributes;
}

function endOfRaw(markup: string, name: string, from: number): number {
  const end = new RegExp(`</${name}[\\s/>]`, 'iu').exec(markup.slice(from));
  return end ? from + end.index : markup.length;
}
