import { Locale } from '@zhike/contracts';
import { z } from 'zod';
import { isStorable } from '../policy.content.js';
import { ImportError } from './import.errors.js';
import type { TextFile } from './import.content.js';
import { LONGEST } from './import.limits.js';

const text = (max: number) => z.string().max(max).refine(isStorable, { error: 'contains a character that is no text' });
const filled = (max: number) => text(max).refine((value) => value.trim() !== '', { error: 'is empty' });

const ClauseLine = z.object({
  id: filled(LONGEST.key),
  documentId: filled(LONGEST.heading),
  title: text(LONGEST.heading).optional(),
  text: filled(LONGEST.text),
  locale: Locale.optional(),
});
const FactLine = z.object({
  head: filled(LONGEST.entity),
  relation: text(LONGEST.relation),
  tail: text(LONGEST.value),
  domain: text(LONGEST.title).optional(),
});

interface Line {
  readonly line: number;
}
export type PackClause = z.infer<typeof ClauseLine> & Line;
export type PackFact = z.infer<typeof FactLine> & Line;

const EXPECTED =
  'Expected is { "id", "documentId", "title", "text", "locale" } for a clause, or { "head", "relation", "tail", "domain" } for a fact.';

/** Every line says by its fields what it is; the first that is neither clause nor fact ends the import. */
export function readPackLines(file: TextFile): { clauses: PackClause[]; facts: PackFact[] } {
  const clauses: PackClause[] = [];
  const facts: PackFact[] = [];
  for (const [place, source] of file.text.split('\n').entries()) {
    if (!source.trim()) continue;
    const line = place + 1;
    const data = parseLine(source, line, file);
    if ('documentId' in data) clauses.push({ ...checked(ClauseLine, data, line, file), line });
    else if ('head' in data) facts.push({ ...checked(FactLine, data, line, file), line });
    else throw invalid(file, line, `This is neither a clause nor a fact. ${EXPECTED}`);
  }
  return { clauses, facts };
}

function parseLine(source: string, line: number, file: TextFile): object {
  let data: unknown;
  try {
    data = JSON.parse(source);
  } catch (cause) {
    throw invalid(file, line, `This is not valid JSON: ${cause instanceof Error ? cause.message : ''}`);
  }
  if (typeof data === 'object' && data !== null) return data;
  throw invalid(file, line, `This is not an object. ${EXPECTED}`);
}

function checked<Data>(schema: z.ZodType<Data>, data: object, line: number, file: TextFile): Data {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const flaws = result.error.issues.map(({ path, message }) => `"${path.join('.')}" ${message}`);
  throw invalid(file, line, `${flaws.join('; ')}.`);
}

function invalid({ name }: TextFile, line: number, reason: string): ImportError {
  return new ImportError('pack-line-invalid', { file: name, line }, reason);
}
