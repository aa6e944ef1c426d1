/** What Markdown would take for its own; the text of another format means none of it. */
const MARKS = /[\\`*_{}[\]<>#|~&]/gu;
const OPENING = /^[-+=]/u;

/**
 * Writes a document of another format as Markdown, block by block, so that one reader cuts all documents into clauses. Texts are
 * plain: line ends in them are breaks that the author set.
 */
export class DocumentMarkdown {
  private readonly blocks: string[] = [];

  get source(): string {
    return `${this.blocks.join('\n\n')}\n`;
  }

  get hasTitle(): boolean {
    return this.blocks.some((block) => block.startsWith('# '));
  }

  heading(depth: number, text: string): void {
    const line = inOneLine(text);
    if (line) this.blocks.push(`${'#'.repeat(Math.min(Math.max(depth, 1), 6))} ${plainMarkdown(line)}`);
  }

  paragraph(text: string, isBold = false): void {
    const plain = plainMarkdown(text);
    if (plain) this.blocks.push(isBold && !plain.includes('\n') ? `**${plain}**` : plain);
  }

  /** Items in a row are one list. */
  item(depth: number, isOrdered: boolean, text: string): void {
    const line = inOneLine(text);
    if (!line) return;
    const item = `${'   '.repeat(Math.min(depth, 6))}${isOrdered ? '1.' : '-'} ${plainMarkdown(line)}`;
    const last = this.blocks.at(-1);
    if (last !== undefined && ITEM.test(last)) this.blocks[this.blocks.length - 1] = `${last}\n${item}`;
    else this.blocks.push(item.trimStart());
  }

  /** The first row names the columns. */
  table(rows: readonly (readonly string[])[]): void {
    const filled = rows.filter((row) => row.some((cell) => cell.trim()));
    const width = Math.max(0, ...filled.map((row) => row.length));
    if (width < 2) return filled.forEach(([cell = '']) => this.paragraph(cell));
    const lines = filled.map((row) => {
      const cells = Array.from({ length: width }, (_, at) => plainMarkdown(inOneLine(row[at] ?? '')));
      return `| ${cells.join(' | ')} |`;
    });
    this.blocks.push([lines[0], `|${' --- |'.repeat(width)}`, ...lines.slice(1)].join('\n'));
  }
}

const ITEM = /^(?:-|1\.) /u;

const inOneLine = (text: string) => text.replaceAll(/\s+/gu, ' ').trim();

function plainMarkdown(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      line
        .replaceAll(/\s+/gu, ' ')
        .trim()
        .replaceAll(MARKS, (mark) => `\\${mark}`)
        .replace(OPENING, (mark) => `\\${mark}`),
    )
    .filter(Boolean)
    .join('\\\n');
}
