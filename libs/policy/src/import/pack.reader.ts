import { detectLocale, type ClauseDraft, type FactDraft, type Locale } from '@zhike/contracts';
import { groupBy } from '../group-by.js';
import type { ImportedPolicy } from '../policy.importing.js';
import { freeName, toSlug } from '../policy.slug.js';
import { assertNotTooMany, localeOfFacts } from './fact.list.js';
import { titleOfFile, type ImportContent, type ImportOptions, type TextFile } from './import.content.js';
import { ImportError } from './import.errors.js';
import { LONGEST, MOST } from './import.limits.js';
import { headingOf } from './pack.heading.js';
import { readPackLines, type PackClause, type PackFact } from './pack.lines.js';

/**
 * Line files as evaluation packs have them: every document of `{ id, documentId, title, text, locale }` lines becomes a
 * policy, every domain of `{ head, relation, tail, domain }` lines a catalogue. Texts and names are kept to the letter, the
 * empty ones too: what is measured must be what was given.
 */
export function readPack(files: readonly TextFile[], options: ImportOptions): ImportContent['policies'] {
  const lines = files.map((file) => ({ file, ...readPackLines(file) }));
  const clauses = lines.flatMap(({ file, clauses }) => clauses.map((clause) => ({ ...clause, file })));
  const facts = lines.flatMap(({ file, facts }) => facts.map((fact) => ({ ...fact, file })));
  assertEachOnce(clauses);
  const policies = [...policiesOf(clauses, options), ...cataloguesOf(facts, options)];
  const [only] = policies;
  if (!only)
    throw new ImportError('file-empty', { file: files.map(({ name }) => name).join(', ') }, 'There are no lines.');
  if (options.title === undefined) return policies;
  if (policies.length === 1) return [{ ...only, slug: undefined, title: options.title }];
  files[0]?.warn(`The title was not used, because ${policies.length} policies came of the file.`);
  return policies;
}

type Placed<Line> = Line & { readonly file: TextFile };

function assertEachOnce(clauses: readonly Placed<PackClause>[]): void {
  const lines = new Map<string, number>();
  for (const { id, line, file } of clauses) {
    const first = lines.get(id);
    if (first !== undefined)
      throw invalid(file, line, `The id "${id}" stands in line ${first} already; give one another.`);
    lines.set(id, line);
  }
}

function policiesOf(clauses: readonly Placed<PackClause>[], options: ImportOptions): ImportedPolicy[] {
  const slugs = new Slugs();
  return [...groupBy(clauses, ({ documentId }) => documentId)].flatMap(([documentId, own]) => {
    const [first] = own;
    if (!first) return [];
    if (own.length > MOST.clauses)
      throw new ImportError(
        'file-too-large',
        { file: first.file.name },
        `The document "${documentId}" has ${own.length} clauses; a policy holds ${MOST.clauses}. Divide it.`,
      );
    const title = titleOf(documentId, own);
    return {
      title,
      slug: slugs.next(documentId),
      kind: 'policy' as const,
      locale: options.locale ?? localeOf(own),
      effectiveFrom: options.effectiveFrom,
      clauses: own.map((clause) => toClause(clause, title)),
      facts: [],
    };
  });
}

/** Articles are titled 民法典第五条 in the document 民法典: then the id is the name they share. Otherwise the first title speaks for all. */
function titleOf(documentId: string, clauses: readonly Placed<PackClause>[]): string {
  const titles = new Set(clauses.map(({ title }) => title?.trim() ?? ''));
  const areParts = titles.size > 1 && [...titles].every((title) => title.startsWith(documentId));
  const [first = ''] = titles;
  return ((areParts ? '' : first) || documentId).slice(0, LONGEST.title);
}

function localeOf([first, ...others]: readonly Placed<PackClause>[]): Locale {
  const locale = first?.locale ?? detectLocale(first?.text ?? '');
  const other = others.find((clause) => clause.locale && clause.locale !== locale);
  if (other)
    other.file.warn(`The document "${other.documentId}" mixes locales; all of it was taken as ${locale}.`, other.line);
  return locale;
}

function toClause({ id, title, text }: PackClause, policyTitle: string): ClauseDraft {
  return { key: id, heading: headingOf(text, title?.trim() ?? '', policyTitle), path: [], text };
}

function cataloguesOf(facts: readonly Placed<PackFact>[], options: ImportOptions): ImportedPolicy[] {
  const slugs = new Slugs();
  const domains = groupBy(facts, ({ domain, file }) => domain?.trim() || titleOfFile(file.name));
  return [...domains].map(([domain, own]) => {
    assertNotTooMany(own.length, own[0]?.file.name ?? domain);
    warnOfEmpty(own);
    const drafts: FactDraft[] = own.map(({ head, relation, tail }) => ({ entity: head, relation, value: tail }));
    return {
      title: domain.slice(0, LONGEST.title),
      slug: slugs.next(domain),
      kind: 'catalogue',
      locale: options.locale ?? localeOfFacts(drafts),
      effectiveFrom: options.effectiveFrom,
      clauses: [],
      facts: drafts,
    };
  });
}

function warnOfEmpty(facts: readonly Placed<PackFact>[]): void {
  const empty = facts.filter(({ relation, tail }) => !relation.trim() || !tail.trim());
  const [first] = empty;
  if (first)
    first.file.warn(`${empty.length} facts have an empty relation or tail; they were kept as they are.`, first.line);
}

/** Ids are told apart in the order of the pack, so that importing it again finds the same policies. */
class Slugs {
  private readonly taken = new Set<string>();

  next(name: string): string {
    const slug = freeName(toSlug(name), this.taken);
    this.taken.add(slug);
    return slug;
  }
}

function invalid({ name }: TextFile, line: number, reason: string): ImportError {
  return new ImportError('pack-line-invalid', { file: name, line }, reason);
}
