import type { ImportFinding } from '@zhike/contracts';
import { DocumentMarkdown } from './document.markdown.js';
import { warnOfComment, warnOfHidden } from './hidden.warnings.js';
import type { MarkupToken } from './markup.tokens.js';
import type { Styled, StyleSheet } from './style.sheet.js';
import { colourOf, hidingReason, type Looks, looksUnder, PAPER, unreadable } from './style.visibility.js';
import { TableCells } from './table.cells.js';

type Open = Extract<MarkupToken, { type: 'open' }>;

interface Hidden {
  readonly how: string;
  readonly kind: 'hidden-element' | 'hidden-style';
  readonly at: number;
}

interface Element extends Styled {
  readonly looks: Looks;
  /** Why nothing in it can be seen. */
  readonly hidden: Hidden | undefined;
}

const HEADING = /^h[1-6]$/u;

/** What a page does not show as text, whatever its style. */
const UNSHOWN = new Set(
  'head script style template noscript iframe object embed svg canvas audio video select textarea datalist title'.split(
    ' ',
  ),
);
/** Machinery of the page: nobody expects text in it. */
const MACHINERY = new Set('head script style svg canvas title'.split(' '));
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
const BLOCKS = new Set(
  'address article aside blockquote body caption dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);
/** An element that a new one of its kind ends, up to the element that may hold several. */
const ENDS: Readonly<Record<string, readonly [ends: RegExp, within: RegExp]>> = {
  p: [/^p$/u, /^(?:div|td|th|li|body|section|article)$/u],
  li: [/^(?:li|p)$/u, /^(?:ul|ol)$/u],
  tr: [/^(?:tr|td|th|p)$/u, /^(?:table|tbody|thead|tfoot)$/u],
  td: [/^(?:td|th|p)$/u, /^tr$/u],
  th: [/^(?:td|th|p)$/u, /^tr$/u],
  dt: [/^(?:dt|dd|p)$/u, /^dl$/u],
  dd: [/^(?:dt|dd|p)$/u, /^dl$/u],
};

/** Walks through a page as a reader's eye does, and keeps apart what the eye cannot see. */
export class HtmlDocument {
  private readonly markdown = new DocumentMarkdown();
  private readonly stack: Element[] = [];
  private readonly tables: TableCells[] = [];
  private inline = '';
  private title = '';
  private unseen: (Hidden & { readonly text: string }) | undefined;

  constructor(
    private readonly styles: StyleSheet,
    private readonly warn: (message: string, at: number, finding?: ImportFinding) => void,
  ) {}

  /** How many elements are open. */
  get depth(): number {
    return this.stack.length;
  }

  take(token: MarkupToken): void {
    switch (token.type) {
      case 'open':
        return this.open(token);
      case 'close':
        return this.close(token.name);
      case 'text':
        return this.text(token.text, token.at);
      case 'comment':
        return this.comment(token.text, token.at);
    }
  }

  end(): { readonly markdown: DocumentMarkdown; readonly title: string | undefined } {
    while (this.stack.length) this.pop();
    this.flush();
    return { markdown: this.markdown, title: this.title.replaceAll(/\s+/gu, ' ').trim() || undefined };
  }

  /** In the order of the page; what a comment is for, nobody can tell from outside. */
  private comment(text: string, at: number): void {
    this.tellUnseen();
    if (text.trim()) warnOfComment(text, (message, _line, finding) => this.warn(message, at, finding));
  }

  private open(token: Open): void {
    const { name } = token;
    this.endOthers(name);
    if (BLOCKS.has(name)) this.flush();
    if (name === 'br') this.inline += '\n';
    if (VOID.has(name) || (token.isEmpty && !BLOCKS.has(name))) return;
    this.stack.push(this.elementOf(token));
    this.openInTable(name);
  }

  private openInTable(name: string): void {
    if (name === 'table' && !this.stack.at(-1)?.hidden) this.tables.push(new TableCells());
    this.tables.at(-1)?.open(name);
    if (HEADING.test(name)) this.tables.at(-1)?.layOut(this.markdown);
  }

  private isIn(name: string): boolean {
    return this.stack.some((element) => element.name === name);
  }

  private elementOf({ name, attributes, at }: Open): Element {
    const around = this.stack.at(-1)?.looks ?? PAPER;
    const element = { name, attributes };
    const style = this.styles.declarationsFor(element, this.stack);
    const looks = this.withAttributes(looksUnder(style, around), element);
    const reason = attributes.has('hidden') ? 'hidden' : hidingReason(style, looks);
    if (UNSHOWN.has(name)) return { ...element, looks, hidden: { how: `<${name}>`, kind: 'hidden-element', at } };
    return { ...element, looks, hidden: reason === undefined ? undefined : { how: reason, kind: 'hidden-style', at } };
  }

  /** `<font color>` and `bgcolor` are still written by editors of mail. */
  private withAttributes(looks: Looks, { attributes }: Styled): Looks {
    const colour = colourOf(attributes.get('color')?.toLowerCase());
    const background = colourOf(attributes.get('bgcolor')?.toLowerCase());
    return { ...looks, ...(colour ? { colour } : {}), ...(background ? { background } : {}) };
  }

  private endOthers(name: string): void {
    const [ends, within] = ENDS[name] ?? [];
    if (!ends || !within) return;
    const from = this.stack.findLastIndex((element) => within.test(element.name));
    const first = this.stack.findIndex((element, at) => at > from && ends.test(element.name));
    if (first >= 0) while (this.stack.length > first) this.pop();
  }

  private close(name: string): void {
    if (!this.stack.some((element) => element.name === name)) return;
    while (this.stack.at(-1)?.name !== name) this.pop();
    this.pop();
  }

  private pop(): void {
    const { name = '', hidden } = this.stack.at(-1) ?? {};
    if (BLOCKS.has(name)) this.flush();
    this.stack.pop();
    if (hidden && !this.hiddenAround()) this.tellUnseen();
    if (name === 'table' && !hidden) this.tables.pop()?.write(this.markdown, this.tables.at(-1));
  }

  private text(text: string, at: number): void {
    if (this.stack.at(-1)?.name === 'title') this.title ||= text;
    const unseen = this.unseenAt(at);
    if (unseen) return this.hide(text, unseen);
    if (text.trim()) this.tellUnseen();
    this.inline += this.isIn('pre') ? text : text.replaceAll(/\s+/gu, ' ');
  }

  /** Why what stands here is not seen: for what it stands in, or for its own looks. */
  private unseenAt(at: number): Hidden | undefined {
    const inside = this.hiddenAround()?.hidden;
    if (inside) return inside;
    const how = unreadable(this.stack.at(-1)?.looks ?? PAPER);
    return how === undefined ? undefined : { how, kind: 'hidden-style', at };
  }

  private hide(text: string, { how, kind, at }: Hidden): void {
    if (this.stack.some(({ name }) => MACHINERY.has(name))) return;
    if (this.unseen?.how !== how) this.tellUnseen();
    this.unseen = { how, kind, at: this.unseen?.at ?? at, text: `${this.unseen?.text ?? ''}${text}` };
  }

  private tellUnseen(): void {
    const { unseen } = this;
    this.unseen = undefined;
    if (unseen) warnOfHidden(unseen, (message, _line, finding) => this.warn(message, unseen.at, finding));
  }

  private hiddenAround(): Element | undefined {
    return this.stack.find(({ hidden }) => hidden);
  }

  /** What stood in a line so far becomes the block it stands in. */
  private flush(): void {
    const text = this.inline.trim();
    this.inline = '';
    if (!text) return;
    const names = this.stack.map(({ name }) => name);
    const heading = names.find((name) => HEADING.test(name));
    if (heading) return this.markdown.heading(Number(heading[1]), text);
    const table = this.tables.at(-1);
    if (table?.add(text)) return;
    const lists = names.filter((name) => name === 'ul' || name === 'ol');
    if (names.includes('li') && lists.length) return this.markdown.item(lists.length - 1, lists.at(-1) === 'ol', text);
    this.markdown.paragraph(text);
  }
}
