import type { DocumentMarkdown } from './document.markdown.js';

/** The cells of one table while it is read. A table that holds headings only lays out a page, and its texts are paragraphs. */
export class TableCells {
  private readonly rows: string[][] = [];
  private isLayout = false;

  open(name: string): void {
    if (name === 'tr') this.rows.push([]);
    if (name === 'td' || name === 'th') this.rows.at(-1)?.push('');
  }

  /** Takes a text of a cell; false where it is to be written as any other text. */
  add(text: string): boolean {
    const row = this.rows.at(-1);
    if (this.isLayout || !row?.length) return false;
    const cell = row[row.length - 1] ?? '';
    row[row.length - 1] = cell ? `${cell} ${text}` : text;
    return true;
  }

  layOut(markdown: DocumentMarkdown): void {
    if (this.isLayout) return;
    this.isLayout = true;
    for (const cell of this.rows.flat()) markdown.paragraph(cell);
    this.rows.length = 0;
  }

  /** A table within a cell is told in that cell. */
  write(markdown: DocumentMarkdown, outer: TableCells | undefined): void {
    if (this.isLayout) return;
    const isTold = outer?.add(this.rows.map((row) => row.filter(Boolean).join(' · ')).join(' '));
    if (!isTold) markdown.table(this.rows);
  }
}
