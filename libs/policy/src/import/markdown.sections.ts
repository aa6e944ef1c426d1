import type { Token, Tokens } from 'marked';
import type { TextFile } from './import.content.js';
import { ImportError } from './import.errors.js';
import { type MarkdownText, separatorBefore, shorten } from './markdown.text.js';

/** A heading and what stands below it up to the next one. */
export interface Section {
  readonly heading: string;
  /** Headings above, outermost first. */
  readonly path: readonly string[];
  readonly line: number;
  readonly depth: number;
  text: string;
}

export interface Outline {
  /** The first heading of the first level. */
  readonly title: string | undefined;
  /** What stands under the title itself, or above every heading. */
  readonly lead: string;
  readonly sections: readonly Section[];
}

/** Cuts a document at its headings, in reading order. */
export function outlineOf(tokens: readonly Token[], file: TextFile, text: MarkdownText): Outline {
  const cutter = new SectionCutter(file, text);
  let line = 1;
  for (const token of tokens) {
    cutter.take(token, line);
    line += token.raw.match(/\n/gu)?.length ?? 0;
  }
  return cutter.end();
}

class SectionCutter {
  private title: string | undefined;
  private lead = '';
  private current: Section | undefined;
  private readonly sections: Section[] = [];
  /** The current section and those it stands in, outermost first. */
  private readonly open: Section[] = [];
  private hasJumped = false;

  constructor(
    private readonly file: TextFile,
    private readonly text: MarkdownText,
  ) {}

  take(token: Token, line: number): void {
    if (token.type === 'html' && /^\s*<!--(?![\s\S]*-->)/u.test(token.raw))
      throw this.invalid(line, 'A comment (<!--) has no end (-->), so nothing below it would be imported.');
    const isHidden = Boolean(this.text.hidingTag);
    const text = this.text.block(token, line);
    if (token.type === 'heading' && !isHidden) this.begin(text, (token as Tokens.Heading).depth, line);
    else if (text) this.append(text, separatorBefore(token));
  }

  end(): Outline {
    const open = this.text.hidingTag;
    if (open)
      throw this.invalid(
        open.line,
        `${open.tag} is never closed, so everything below it may be hidden from readers. Close it, or take it out.`,
      );
    return { title: this.title, lead: this.lead, sections: this.sections };
  }

  private begin(heading: string, depth: number, line: number): void {
    if (!heading) return this.file.warn('A heading without text was left out.', line);
    while ((this.open.at(-1)?.depth ?? 0) >= depth) this.open.pop();
    if (depth === 1 && this.title === undefined) {
      this.title = heading;
      this.current = undefined;
      return;
    }
    this.noteJump(heading, depth, line);
    this.current = { heading, path: this.open.map((section) => section.heading), line, depth, text: '' };
    this.open.push(this.current);
    this.sections.push(this.current);
  }

  /** Said once: who skips a level at one place does so at all of them. */
  private noteJump(heading: string, depth: number, line: number): void {
    if (this.hasJumped || depth - (this.open.at(-1)?.depth ?? 1) <= 1) return;
    this.hasJumped = true;
    this.file.warn(`“${shorten(heading)}” skips a level of headings; it was put under the nearest one above.`, line);
  }

  private append(text: string, separator: string): void {
    if (!this.current) this.lead += `${this.lead && separator}${text}`;
    else this.current.text += `${this.current.text && separator}${text}`;
  }

  private invalid(line: number, reason: string): ImportError {
    return new ImportError('markdown-invalid', { file: this.file.name, line }, reason);
  }
}
