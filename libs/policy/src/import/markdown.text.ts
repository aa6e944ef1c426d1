import type { Locale } from '@zhike/contracts';
import type { MarkedToken, Token, Tokens } from 'marked';
import { warnOfComment, warnOfHidden } from './hidden.warnings.js';
import { readEntities } from './html.entities.js';
import type { Warn } from './import.content.js';
import { withoutInvisible } from './invisible.characters.js';
import { isComment, RawHtmlWatch, textOfComment, textOfHtml } from './raw-html.watch.js';

type Of<Type extends MarkedToken['type']> = Extract<MarkedToken, { type: Type }>;
type Block = Of<'blockquote' | 'code' | 'heading' | 'html' | 'list' | 'paragraph' | 'table' | 'text'>;
type Literal = Of<'br' | 'codespan' | 'escape' | 'text'>;
type Markup = Of<'del' | 'em' | 'html' | 'image' | 'link' | 'strong'>;

/**
 * Markdown tokens as a reader sees them, in plain text: what is struck out, hidden or raw HTML is left out, and said so.
 * One instance reads one document from the top, because an HTML element may be open across paragraphs.
 */
export class MarkdownText {
  private readonly html = new RawHtmlWatch();
  private place = { line: 1, raw: '' };
  /** What stood in the element that hides this place, so far. */
  private hidden = '';

  constructor(
    private readonly locale: Locale,
    private readonly warn: Warn,
  ) {}

  /** The tag that still hides text at this place. */
  get hidingTag(): { readonly tag: string; readonly line: number } | undefined {
    return this.html.hidingTag;
  }

  /** One block of the document, which begins at `line`; empty when there is nothing to read. */
  block(token: Token, line: number): string {
    this.place = { line, raw: token.raw };
    return this.blockText(token as Block);
  }

  private blockText(token: Block): string {
    switch (token.type) {
      case 'heading':
      case 'paragraph':
        return tidy(this.inline(token.tokens));
      case 'text':
        return tidy(this.inline(token.tokens ?? [token]));
      case 'list':
        return this.list(token);
      case 'table':
        return this.table(token);
      case 'blockquote':
        return this.blocks(token.tokens);
      case 'code':
        return this.visible(token.text);
      case 'html':
        this.rawHtml(token);
        return '';
      default:
        return '';
    }
  }

  private blocks(tokens: readonly Token[]): string {
    let text = '';
    for (const token of tokens) {
      const block = this.blockText(token as Block);
      if (block) text += `${text && separatorBefore(token)}${block}`;
    }
    return text;
  }

  private list({ items, ordered, start }: Tokens.List): string {
    const first = typeof start === 'number' ? start : 1;
    const lines = items.map((item, place) => {
      const text = this.blocks(item.tokens).replaceAll(/\n+/gu, '\n  ');
      return text && `${ordered ? `${first + place}.` : '-'} ${text}`;
    });
    return lines.filter(Boolean).join('\n');
  }

  /**
   * Each row as a line of its own that can be quoted: every value says which column it stands in. Between them stands no mark
   * that ends a sentence, because half a row says something else.
   */
  private table({ header, rows }: Tokens.Table): string {
    const colon = this.locale === 'zh' ? '：' : ': ';
    const names = header.map(({ tokens }) => tidy(this.inline(tokens)));
    const lines = rows.map((row) =>
      row
        .map(({ tokens }, place) => {
          const value = tidy(this.inline(tokens)).replaceAll('\n', ' ');
          return value && names[place] ? `${names[place]}${colon}${value}` : value;
        })
        .filter(Boolean)
        .join(' · '),
    );
    return lines.filter(Boolean).join('\n');
  }

  private inline(tokens: readonly Token[]): string {
    let text = '';
    for (const token of tokens) text += isLiteral(token) ? this.literal(token) : this.markup(token as Markup, text);
    return text;
  }

  private literal(token: Literal): string {
    switch (token.type) {
      case 'text':
        return this.plain(token);
      case 'br':
        return this.visible(LINE_END);
      case 'codespan':
      case 'escape':
        return this.visible(token.text);
    }
  }

  private markup(token: Markup, before: string): string {
    switch (token.type) {
      case 'link':
      case 'strong':
        return this.inline(token.tokens);
      case 'em':
        return isProduct(token, before) ? token.raw : this.inline(token.tokens);
      case 'del':
        return this.struck(token);
      case 'html':
        return this.rawHtml(token);
      case 'image':
        return this.image(token);
      default:
        return '';
    }
  }

  private plain({ tokens, text }: Tokens.Text): string {
    return tokens ? this.inline(tokens) : this.visible(readEntities(text));
  }

  private visible(text: string): string {
    if (!this.html.hidingTag) return withoutInvisible(text);
    this.hidden += ` ${text}`;
    return '';
  }

  private rawHtml({ raw, text, block }: Tokens.HTML | Tokens.Tag): string {
    const line = this.lineOf(raw);
    const open = this.html.hidingTag;
    const hides = this.html.read(text, line);
    const hiding = this.html.hidingTag;
    if (open) {
      this.hidden += ` ${textOfHtml(raw)}`;
      if (!hiding) this.tellHidden(open);
      return '';
    }
    if (hiding) {
      this.warn(`${hiding.tag} may hide what stands in it, so it was left out up to its end.`, line);
      this.hidden = block ? textOfHtml(raw) : '';
      return '';
    }
    this.tellOfHtml({ raw, text, block, hides }, line);
    return /^<br\b/iu.test(text) ? LINE_END : '';
  }

  /** A piece of HTML that begins and ends in one, and is no text of the document. */
  private tellOfHtml(
    { raw, text, block, hides }: Pick<Tokens.HTML, 'raw' | 'text' | 'block'> & { hides: string | undefined },
    line: number,
  ): void {
    if (isComment(text)) return warnOfComment(textOfComment(text), this.warn, line);
    const said = textOfHtml(raw);
    if (!said) return;
    if (hides) warnOfHidden({ text: said, how: hides, kind: 'hidden-element' }, this.warn, line);
    else if (block) this.warn(`Raw HTML was left out; write it in Markdown: “${shorten(said)}”`, line);
  }

  /** What an element hid, when it ends: who reads the draft has to see what was meant not to be seen. */
  private tellHidden({ tag, line }: { readonly tag: string; readonly line: number }): void {
    warnOfHidden({ text: this.hidden, how: tag, kind: 'hidden-element' }, this.warn, line);
    this.hidden = '';
  }

  private image({ raw, text }: Tokens.Image): string {
    this.leaveOut(raw, `An image was left out (“${shorten(text)}”); write what it shows as text.`);
    return '';
  }

  /** Struck-out text no longer holds. One tilde strikes nothing out: in 「1~3 天，5~7 天」 it means “to”. */
  private struck({ raw, tokens }: Tokens.Del): string {
    if (!raw.startsWith('~~')) return `${this.visible('~')}${this.inline(tokens)}${this.visible('~')}`;
    this.leaveOut(raw, `Struck-out text was left out: “${shorten(raw)}”`);
    return '';
  }

  private leaveOut(raw: string, message: string): void {
    if (!this.html.hidingTag) this.warn(message, this.lineOf(raw));
  }

  /** Inside a block the tokenizer keeps no places, so what stands twice is said to stand where it stands first. */
  private lineOf(raw: string): number {
    const before = this.place.raw.slice(0, Math.max(0, this.place.raw.indexOf(raw)));
    return this.place.line + (before.match(/\n/gu)?.length ?? 0);
  }
}

const LITERAL = new Set(['br', 'codespan', 'escape', 'text']);
const isLiteral = (token: Token): token is Literal => LITERAL.has(token.type);

/** Lists follow their introduction line by line; other blocks stand apart. */
export function separatorBefore(token: Token): string {
  return token.type === 'list' ? '\n' : '\n\n';
}

/** 30*40*50 are measures, not an emphasised 40. */
function isProduct({ raw, text }: Tokens.Em, before: string): boolean {
  return raw.startsWith('*') && /\d$/u.test(before) && /^\d/u.test(text);
}

const CJK = '[\\p{Script=Han}\\u3000-\\u303F\\uFF00-\\uFFEF]';
const BREAK_IN_CJK = new RegExp(`(?<=${CJK})[ \\t]*\\n[ \\t]*(?=${CJK})`, 'gu');

/** A break that the author asked for; a mere end of line in the source is a space, and nothing between Chinese characters. */
const LINE_END = '\u2028';

/** Stars that Markdown leaves standing next to Chinese punctuation (`**“七天”**内`) were meant as emphasis too. */
function tidy(text: string): string {
  return text
    .replaceAll(BREAK_IN_CJK, '')
    .replaceAll(/\*\*([^*\n]+)\*\*/gu, '$1')
    .replaceAll(/[ \t\n\u00A0]+/gu, ' ')
    .replaceAll(/ ?\u2028 ?/gu, '\n')
    .trim();
}

const SHOWN = 40;
export function shorten(text: string): string {
  const signs = [...text.replaceAll(/\s+/gu, ' ')];
  return signs.length > SHOWN ? `${signs.slice(0, SHOWN).join('')}…` : signs.join('');
}
