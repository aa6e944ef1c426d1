import type { ImportedPolicy } from '../policy.importing.js';
import { HtmlDocument } from './html.document.js';
import type { ImportOptions, TextFile } from './import.content.js';
import { ImportError } from './import.errors.js';
import { readMarkdown } from './markdown.reader.js';
import { tokensOf } from './markup.tokens.js';
import { StyleSheet } from './style.sheet.js';

const LONGEST_PAGE = 3_000_000;
/** As deep as browsers go. */
const DEEPEST = 512;

/** A page becomes one policy, of what a reader sees on it. */
export function readHtml(file: TextFile, options: ImportOptions): ImportedPolicy {
  if (file.text.length > LONGEST_PAGE)
    throw new ImportError(
      'file-too-large',
      { file: file.name },
      'The page has more than 3 million characters. Divide it.',
    );
  const tokens = [...tokensOf(file.text, 'html')];
  const sheets = tokens.map((token, at) => {
    const before = tokens[at - 1];
    return token.type === 'text' && before?.type === 'open' && before.name === 'style' ? token.text : '';
  });
  const page = new HtmlDocument(new StyleSheet(sheets.join('\n')), (message, at, finding) =>
    file.warn(message, file.text.slice(0, at).split('\n').length, finding),
  );
  for (const token of tokens) {
    page.take(token);
    if (page.depth > DEEPEST)
      throw new ImportError(
        'html-invalid',
        { file: file.name },
        'Its elements stand too deep in one another; save the page as Markdown.',
      );
  }
  const { markdown, title } = page.end();
  const named = markdown.hasTitle ? undefined : title;
  // Lines of what is read from here on are not those of the page.
  const warn: TextFile['warn'] = (message, _line, finding) => file.warn(message, undefined, finding);
  return readMarkdown(
    { name: file.name, text: markdown.source, warn },
    named === undefined ? options : { ...options, title: options.title ?? named },
  );
}
