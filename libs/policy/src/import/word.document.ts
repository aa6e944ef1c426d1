import { DocumentMarkdown } from './document.markdown.js';
import { warnOfHidden } from './hidden.warnings.js';
import type { Warn } from './import.content.js';
import type { MarkupToken } from './markup.tokens.js';
import { type Colour, PAPER, unreadable } from './style.visibility.js';
import { TableCells } from './table.cells.js';
import { looksFrom, mergeLooks, PLAIN_RUN, resolveStyle, type RunLooks, type WordStyle } from './word.styles.js';

type Open = Extract<MarkupToken, { type: 'open' }>;

interface Paragraph {
  depth: number | undefined;
  list: number | undefined;
  isBold: boolean;
  text: string;
}

/** Letters of Word are so large where nothing is said, in half points. */
const USUAL_SIZE = 21;
const PX_OF_HALF_POINT = 96 / 144;
const ANY_GROUND: Colour = [NaN, NaN, NaN];

/** Walks through a Word document as a reader's eye does. What Word would not show or print becomes no text. */
export class WordDocument {
  readonly markdown = new DocumentMarkdown();
  private readonly open: string[] = [];
  private readonly tables: { cells: TableCells; ground: Colour | undefined; cell: Colour | undefined }[] = [];
  private paragraph: Paragraph | undefined;
  private paragraphLooks = PLAIN_RUN;
  private run = PLAIN_RUN;
  private unseen: { text: string; how: string; kind: 'hidden-style' | 'deleted-text' } | undefined;

  constructor(
    private readonly styles: ReadonlyMap<string, WordStyle>,
    private readonly warn: Warn,
  ) {}

  take(token: MarkupToken): void {
    if (token.type === 'text') this.text(token.text);
    if (token.type === 'close') this.close(token.name);
    if (token.type !== 'open') return;
    this.begin(token);
    if (token.isEmpty) this.end(token.name);
    else this.open.push(token.name);
  }

  finish(): DocumentMarkdown {
    this.tellUnseen();
    return this.markdown;
  }

  private close(name: string): void {
    const at = this.open.lastIndexOf(name);
    if (at < 0) return;
    this.open.length = at;
    this.end(name);
  }

  private begin(token: Open): void {
    const { name } = token;
    if (name === 'w:p') this.beginParagraph();
    else if (name === 'w:r') this.run = PLAIN_RUN;
    else if (name === 'w:tbl') this.tables.push({ cells: new TableCells(), ground: undefined, cell: undefined });
    else if (name === 'w:tr' || name === 'w:tc') this.beginCell(name);
    else if (name === 'w:tab' && this.isIn('w:r')) this.text(' ', true);
    else if (name === 'w:br' || name === 'w:cr') this.text('\n', true);
    else this.property(token);
  }

  private property(token: Open): void {
    if (this.isIn('w:rPr')) this.runProperty(token);
    else if (this.isIn('w:pPr')) this.paragraphProperty(token);
    else if (token.name === 'w:tblStyle') this.tableStyle(token.attributes.get('w:val'));
    else if (this.isIn('w:tcPr')) {
      const table = this.tables.at(-1);
      if (table) table.cell = looksFrom(token).background ?? table.cell;
    }
  }

  private runProperty(token: Open): void {
    const style = token.name === 'w:rStyle' ? resolveStyle(this.styles, token.attributes.get('w:val')) : undefined;
    // Properties of the mark at a paragraph's end say nothing of its text.
    if (this.isIn('w:pPr')) return;
    this.run = style ? mergeLooks(style, this.run) : { ...this.run, ...looksFrom(token) };
  }

  private paragraphProperty({ name, attributes, ...token }: Open): void {
    const { paragraph } = this;
    if (!paragraph) return;
    const value = attributes.get('w:val');
    if (name === 'w:pStyle') {
      const style = resolveStyle(this.styles, value);
      this.paragraphLooks = mergeLooks(style, this.paragraphLooks);
      paragraph.depth ??= style.depth;
    } else if (name === 'w:outlineLvl' && Number(value) < 9) paragraph.depth = Number(value) + 1;
    else if (name === 'w:ilvl') paragraph.list = Number(value);
    else if (name === 'w:shd')
      this.paragraphLooks = { ...this.paragraphLooks, ...looksFrom({ name, attributes, ...token }) };
  }

  /** White on a ground that a table's style gives is seen; which cells get it depends on their place. */
  private tableStyle(id: string | undefined): void {
    const table = this.tables.at(-1);
    if (table && resolveStyle(this.styles, id).hasGround) table.ground = ANY_GROUND;
  }

  private beginParagraph(): void {
    this.paragraph = { depth: undefined, list: undefined, isBold: true, text: '' };
    this.paragraphLooks = resolveStyle(this.styles, undefined);
  }

  private beginCell(name: string): void {
    const table = this.tables.at(-1);
    if (!table) return;
    table.cell = undefined;
    table.cells.open(name === 'w:tr' ? 'tr' : 'td');
  }

  private end(name: string): void {
    if (name === 'w:p') this.endParagraph();
    if (name === 'w:tbl') this.tables.pop()?.cells.write(this.markdown, this.tables.at(-1)?.cells);
  }

  private endParagraph(): void {
    const { depth, list, isBold, text = '' } = this.paragraph ?? {};
    this.paragraph = undefined;
    if (!text.trim()) return;
    const table = this.tables.at(-1)?.cells;
    if (depth !== undefined) {
      table?.layOut(this.markdown);
      this.markdown.heading(depth, text);
    } else if (table?.add(text.trim())) return;
    else if (list !== undefined) this.markdown.item(list, false, text);
    else this.markdown.paragraph(text, isBold);
  }

  private text(text: string, isMark = false): void {
    const { paragraph } = this;
    if (!paragraph || !(isMark || this.isText())) return;
    if (this.isDeleted()) return this.hide(text, 'a deletion that was tracked', 'deleted-text');
    const how = this.unseenFor();
    if (how !== undefined) return this.hide(text, how, 'hidden-style');
    paragraph.text += text;
    if (!text.trim()) return;
    this.tellUnseen();
    paragraph.isBold &&= mergeLooks(this.paragraphLooks, this.run).isBold ?? false;
  }

  /** What Word keeps for older readers says the same once more. */
  private isText(): boolean {
    return /^w:(?:t|delText)$/u.test(this.open.at(-1) ?? '') && !this.isIn('mc:Fallback');
  }

  private isDeleted(): boolean {
    return this.isIn('w:delText') || this.isIn('w:del') || this.isIn('w:moveFrom');
  }

  private unseenFor(): string | undefined {
    const looks: RunLooks = mergeLooks(this.paragraphLooks, this.run);
    if (looks.isVanished) return 'hidden text';
    const table = this.tables.at(-1);
    return unreadable({
      colour: looks.colour ?? PAPER.colour,
      background: looks.background ?? table?.cell ?? table?.ground ?? PAPER.background,
      fontPx: (looks.size ?? USUAL_SIZE) * PX_OF_HALF_POINT,
    });
  }

  private hide(text: string, how: string, kind: 'hidden-style' | 'deleted-text'): void {
    if (this.unseen && this.unseen.how !== how) this.tellUnseen();
    this.unseen = { how, kind, text: `${this.unseen?.text ?? ''}${text}` };
  }

  private tellUnseen(): void {
    if (this.unseen) warnOfHidden(this.unseen, this.warn);
    this.unseen = undefined;
  }

  private isIn(name: string): boolean {
    return this.open.includes(name);
  }
}
