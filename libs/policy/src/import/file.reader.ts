import { readCsv } from './csv.reader.js';
import type { ImportContent, ImportFile, ImportOptions, ImportWarning, TextFile, Warn } from './import.content.js';
import { ImportError } from './import.errors.js';
import { readHtml } from './html.reader.js';
import { readJson } from './json.reader.js';
import { readMarkdown } from './markdown.reader.js';
import { readPack } from './pack.reader.js';
import { decodeText } from './text.decoder.js';
import { readWord } from './word.reader.js';

const MAX_BYTES = 50 * 1024 * 1024;

const WORD = 'docx';

type Reader = (file: TextFile, options: ImportOptions) => ImportContent['policies'];

const READERS: Readonly<Record<string, Reader>> = {
  md: (file, options) => [readMarkdown(file, options)],
  markdown: (file, options) => [readMarkdown(file, options)],
  html: (file, options) => [readHtml(file, options)],
  htm: (file, options) => [readHtml(file, options)],
  csv: (file, options) => [readCsv(file, options)],
  json: (file, options) => [readJson(file, options)],
  jsonl: (file, options) => readPack([file], options),
};

/** Reads a file by its ending. Stores nothing. */
export function readFile(file: ImportFile, options: ImportOptions): ImportContent {
  const name = file.name.split(/[/\\]/u).at(-1) ?? file.name;
  const ending = /\.([^.]+)$/u.exec(name)?.[1]?.toLowerCase() ?? '';
  const reader = READERS[ending];
  if (!reader && ending !== WORD)
    throw new ImportError(
      'file-type-unknown',
      { file: name },
      'This type of file is not read. Policies are imported from Markdown (.md), web pages (.html) and Word (.docx), facts from .csv or .json, packs from .jsonl.',
    );
  if (file.bytes.length > MAX_BYTES)
    throw new ImportError('file-too-large', { file: name }, 'The file is larger than 50 MB. Divide it.');
  if (!reader) return readDocument({ name, bytes: file.bytes }, options);
  const { text, warning } = decodeText({ name, bytes: file.bytes });
  return readTexts([{ name, text }], ([only]) => (only ? reader(only, options) : []), warning);
}

/** What is no text. */
function readDocument(file: ImportFile, options: ImportOptions): ImportContent {
  const warnings = new WarningList();
  const policies = [readWord(file, warnInto(warnings, file.name), options)];
  return { policies, warnings: warnings.end() };
}

/** A pack's two files, as texts. */
export function readPackFiles(pack: { clauses: string; facts: string }, options: ImportOptions): ImportContent {
  const files = [
    { name: 'clauses.jsonl', text: pack.clauses },
    { name: 'facts.jsonl', text: pack.facts },
  ];
  return readTexts(files, (texts) => readPack(texts, options));
}

function readTexts(
  files: readonly { name: string; text: string }[],
  read: (files: readonly TextFile[]) => ImportContent['policies'],
  ...known: readonly (string | undefined)[]
): ImportContent {
  const warnings = new WarningList();
  const texts = files.map(({ name, text }) => ({
    name,
    text: withPlainLineEnds(text),
    warn: warnInto(warnings, name),
  }));
  for (const message of known) if (message) texts[0]?.warn(message);
  const [first] = texts;
  if (first && texts.every(({ text }) => !text.trim()))
    throw new ImportError('file-empty', { file: files.map(({ name }) => name).join(', ') }, 'There is nothing in it.');
  return { policies: read(texts), warnings: warnings.end() };
}

const warnInto =
  (warnings: WarningList, file: string): Warn =>
  (message, line, finding) =>
    warnings.add({ file, ...(line === undefined ? {} : { line }), message, ...(finding ? { finding } : {}) });

/** A file that is wrong throughout is not described a thousand times. */
class WarningList {
  private readonly kept: ImportWarning[] = [];
  private more = 0;

  add(warning: ImportWarning): void {
    if (this.kept.length < MOST_WARNINGS) this.kept.push(warning);
    else this.more++;
  }

  end(): readonly ImportWarning[] {
    const [first] = this.kept;
    return this.more && first
      ? [...this.kept, { file: first.file, message: `${this.more} more remarks are not listed.` }]
      : this.kept;
  }
}

const MOST_WARNINGS = 100;

const withPlainLineEnds = (text: string) => text.replace(/^\uFEFF/u, '').replaceAll(/\r\n?/gu, '\n');
