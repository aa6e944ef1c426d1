import { detectLocale, type ClauseDraft } from '@zhike/contracts';
import { Marked, type Token } from 'marked';
import { ClauseKeys } from './clause.keys.js';
import { readFrontMatter } from './front-matter.reader.js';
import { titleOfFile, type ImportOptions, type TextFile } from './import.content.js';
import { withGuessedHeadings } from './heading.guess.js';
import { ImportError } from './import.errors.js';
import { LONGEST, MOST } from './import.limits.js';
import { findInvisibleRuns, withoutInvisible } from './invisible.characters.js';
import { warnOfRun } from './hidden.warnings.js';
import { outlineOf, type Outline, type Section } from './markdown.sections.js';
import { MarkdownText, shorten } from './markdown.text.js';
import type { ImportedPolicy } from '../policy.importing.js';

const LONGEST_DOCUMENT = 500_000;
/**
 * The tokenizer's time grows with the square of the marks (* _ `) in one block: 45,000 characters of `_a__b` took 3 s, and
 * nothing else runs meanwhile. Counted so, the worst document of the longest kind takes some seconds, and none that is meant.
 */
const HEAVIEST_BLOCK = 60_000;
const WEIGHT_OF_MARK = 12;
/** From here on a citation of the whole section says little. */
const LONG_SECTION = 8_000;

/** `## …`, or a line with a rule under it. */
const HEADING = /^ {0,3}#{1,6}(?:\s|$)|\S[^\n]*\n {0,3}(?:=+|-+)[ \t]*$/mu;
const NO_HEADINGS =
  'The document has no headings, so it became one clause. With headings (## …) answers can name the clause they stand on.';
const HEADINGS_GUESSED =
  'The document has no headings; lines that are bold or numbered were taken for headings. Look through the result.';

/** A document becomes one policy: its first heading is the title, every other heading a clause. */
export function readMarkdown(file: TextFile, options: ImportOptions): ImportedPolicy {
  const front = readFrontMatter(file);
  const source = visibleSource(front.body, file);
  if (!source.trim()) throw new ImportError('file-empty', { file: file.name }, 'The document has no text.');
  const locale = options.locale ?? front.locale ?? detectLocale(source);
  const tokens = headedTokensOf(source, file);
  const outline = outlineOf(tokens, file, new MarkdownText(locale, file.warn));
  const title = titleFor(options.title ?? front.title, outline, file);
  const clauses = clausesOf(title, outline, file);
  if (!clauses.length)
    throw new ImportError('file-empty', { file: file.name }, 'The document has headings, but no text under them.');
  if (clauses.length > MOST.clauses)
    throw new ImportError(
      'file-too-large',
      { file: file.name },
      `The document has ${clauses.length} clauses; a policy holds ${MOST.clauses}. Divide it.`,
    );
  return {
    title,
    kind: 'policy',
    locale,
    effectiveFrom: options.effectiveFrom ?? front.effectiveFrom,
    effectiveTo: front.effectiveTo,
    audiences: front.audiences,
    clauses,
    facts: [],
  };
}

function visibleSource(body: string, { name, warn }: TextFile): string {
  if (body.length > LONGEST_DOCUMENT)
    throw new ImportError(
      'file-too-large',
      { file: name },
      `The document has ${body.length} characters; up to ${LONGEST_DOCUMENT} are read. Divide it.`,
    );
  for (const run of findInvisibleRuns(body)) warnOfRun(run, warn);
  const visible = withoutInvisible(body);
  const line = visible === body ? 0 : body.split('\n').findIndex((text) => text !== withoutInvisible(text)) + 1;
  if (line)
    warn(
      `${[...body].length - [...visible].length} invisible characters were removed, the first of them in this line.`,
      line,
    );
  return visible;
}

function headedTokensOf(source: string, file: TextFile): readonly Token[] {
  const guessed = HEADING.test(source) ? undefined : withGuessedHeadings(source);
  const tokens = tokensOf(guessed ?? source, file);
  if (guessed !== undefined) file.warn(HEADINGS_GUESSED);
  else if (!tokens.some(({ type }) => type === 'heading')) file.warn(NO_HEADINGS);
  return tokens;
}

function tokensOf(source: string, { name }: TextFile): readonly Token[] {
  assertNoEndlessBlock(source, name);
  try {
    return new Marked().lexer(source);
  } catch (cause) {
    throw new ImportError(
      'markdown-invalid',
      { file: name },
      'The document cannot be read as Markdown; its quotes or lists may be nested too deeply.',
      { cause },
    );
  }
}

function assertNoEndlessBlock(source: string, file: string): void {
  let begin = 1;
  let weight = 0;
  for (const [place, text] of source.split('\n').entries()) {
    if (!text.trim() || text.startsWith('#')) {
      begin = place + 2;
      weight = 0;
    } else weight += text.length + WEIGHT_OF_MARK * (text.match(/[*_`~[\]]/gu)?.length ?? 0);
    if (weight > HEAVIEST_BLOCK)
      throw new ImportError(
        'markdown-invalid',
        { file, line: begin },
        'From here on the text has no empty line for too long; divide it into paragraphs, or put headings (## …).',
      );
  }
}

function titleFor(given: string | undefined, { title: heading }: Outline, { name, warn }: TextFile): string {
  const title = given ?? heading ?? titleOfFile(name);
  if (given === undefined && heading === undefined)
    warn('The document has no heading of the first level (# …), so the policy is named after the file.');
  if (title.length > LONGEST.title) warn('The title was too long and was cut.');
  return title.slice(0, LONGEST.title).trim();
}

function clausesOf(title: string, { lead, sections }: Outline, file: TextFile): ClauseDraft[] {
  const keys = new ClauseKeys();
  const opening: Section = { heading: title, path: [], line: 1, depth: 1, text: lead };
  return [...(lead ? [opening] : []), ...sections].flatMap((section, place, all) => {
    if (section.text) return partsOf(section, keys, file);
    const hasSubsections = (all[place + 1]?.depth ?? 0) > section.depth;
    if (!hasSubsections)
      file.warn(`“${shorten(section.heading)}” has no text below it and became no clause.`, section.line);
    return [];
  });
}

/** A section that is longer than a clause may be is divided between paragraphs, else between lines or anywhere. */
function partsOf({ heading, path, line, text }: Section, keys: ClauseKeys, { warn }: TextFile): ClauseDraft[] {
  const named = heading.slice(0, LONGEST.heading - 20);
  if (named !== heading) warn('A heading was too long and was cut.', line);
  const texts = [...piecesOf(text)];
  if (texts.length > 1)
    warn(`“${shorten(heading)}” is longer than a clause may be and was divided into ${texts.length}.`, line);
  else if (text.length > LONG_SECTION)
    warn(`“${shorten(heading)}” is very long; headings within it would make citations exact.`, line);
  return texts.map((part, place) => ({
    key: keys.next(heading, path.at(-1)),
    heading: texts.length > 1 ? `${named} (${place + 1}/${texts.length})` : named,
    path: [...path],
    text: part,
  }));
}

function* piecesOf(text: string): Generator<string> {
  let rest = text;
  while (rest.length > LONGEST.text) {
    const head = rest.slice(0, LONGEST.text);
    const at = [head.lastIndexOf('\n\n'), head.lastIndexOf('\n'), head.lastIndexOf('。') + 1].find(
      (end) => end > LONGEST.text / 2,
    );
    const to = at ?? endOfWholeSign(head);
    yield rest.slice(0, to).trim();
    rest = rest.slice(to).trim();
  }
  if (rest) yield rest;
}

/** Never between the halves of a character outside the basic plane. */
function endOfWholeSign(text: string): number {
  return /[\uD800-\uDBFF]$/.test(text) ? text.length - 1 : text.length;
}
