import { strFromU8, unzipSync } from 'fflate';
import type { ImportedPolicy } from '../policy.importing.js';
import { warnOfComment } from './hidden.warnings.js';
import type { ImportFile, ImportOptions, Warn } from './import.content.js';
import { ImportError } from './import.errors.js';
import { readMarkdown } from './markdown.reader.js';
import { tokensOf } from './markup.tokens.js';
import { WordDocument } from './word.document.js';
import { readWordStyles } from './word.styles.js';

/** The parts that say something, and how large one may be when it is unpacked. */
const PARTS = ['word/document.xml', 'word/styles.xml', 'word/comments.xml'] as const;
const LARGEST_PART = 30_000_000;

/** A Word document becomes one policy, of what Word shows and prints. Headers, footers and notes are left out. */
export function readWord({ name, bytes }: ImportFile, warn: Warn, options: ImportOptions): ImportedPolicy {
  const parts = unpack(name, bytes);
  const main = parts['word/document.xml'];
  if (main === undefined) throw invalid(name, 'It holds no document; save it again as .docx.');
  const document = new WordDocument(readWordStyles(parts['word/styles.xml'] ?? ''), warn);
  for (const token of tokensOf(main, 'xml')) document.take(token);
  for (const comment of commentsIn(parts['word/comments.xml'] ?? '')) warnOfComment(comment, warn);
  const text = document.finish().source;
  if (!text.trim()) throw new ImportError('file-empty', { file: name }, 'The document has no text.');
  // Lines of what is read from here on are not those of the document.
  return readMarkdown({ name, text, warn: (message, _line, finding) => warn(message, undefined, finding) }, options);
}

function unpack(name: string, bytes: Uint8Array): Partial<Record<string, string>> {
  try {
    const files = unzipSync(bytes, {
      filter: ({ name: part, originalSize }) => {
        if (!PARTS.some((known) => known === part)) return false;
        if (originalSize > LARGEST_PART)
          throw new ImportError(
            'file-too-large',
            { file: name },
            'Unpacked, the document is larger than 30 MB. Divide it.',
          );
        return true;
      },
    });
    return Object.fromEntries(Object.entries(files).map(([part, content]) => [part, strFromU8(content)]));
  } catch (cause) {
    if (cause instanceof ImportError) throw cause;
    throw invalid(name, 'It is no .docx file, or it is not whole; save it again in Word.', cause);
  }
}

function commentsIn(xml: string): string[] {
  const comments: string[] = [];
  let isText = false;
  for (const token of tokensOf(xml, 'xml')) {
    if (token.type === 'open' && token.name === 'w:comment') comments.push('');
    if (token.type === 'open' || token.type === 'close') isText = token.type === 'open' && token.name === 'w:t';
    if (token.type === 'text' && isText && comments.length) comments[comments.length - 1] += token.text;
  }
  return comments.filter((comment) => comment.trim());
}

const invalid = (file: string, reason: string, cause?: unknown) =>
  new ImportError('word-invalid', { file }, reason, { cause });
