import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { PackError } from './pack.errors.js';
import { PackClause, PackFact, PackQuestion, SafetyPrompt } from './pack.schema.js';

export interface Pack {
  /** The two files that hold content, as they are: the importer is given them to the letter. */
  readonly texts: { readonly clauses: string; readonly facts: string };
  readonly clauses: readonly PackClause[];
  readonly facts: readonly PackFact[];
  readonly questions: readonly PackQuestion[];
}

/** Reads a pack whole and holds every line against its shape before anything is asked. Throws `PackError`. */
export async function readPack(folder: string): Promise<Pack> {
  const [clauses, facts, questions] = await Promise.all([
    readLines(join(folder, 'clauses.jsonl'), PackClause),
    readLines(join(folder, 'facts.jsonl'), PackFact),
    readLines(join(folder, 'questions.jsonl'), PackQuestion),
  ]);
  assertNamedOnce(questions);
  return {
    texts: { clauses: clauses.text, facts: facts.text },
    clauses: clauses.lines.map(valueOf),
    facts: facts.lines.map(valueOf),
    questions: questions.lines.map(valueOf),
  };
}

export async function readSafetyPrompts(file: string): Promise<SafetyPrompt[]> {
  const prompts = await readLines(file, SafetyPrompt);
  assertNamedOnce(prompts);
  return prompts.lines.map(valueOf);
}

interface Line<Value> {
  readonly number: number;
  readonly value: Value;
}

interface Lines<Value> {
  readonly file: string;
  readonly text: string;
  readonly lines: readonly Line<Value>[];
}

const valueOf = <Value>({ value }: Line<Value>): Value => value;

async function readLines<Schema extends z.ZodType>(file: string, schema: Schema): Promise<Lines<z.output<Schema>>> {
  const text = await readText(file);
  const lines = text
    .split('\n')
    .flatMap((line, index) =>
      line.trim() ? [{ number: index + 1, value: parseLine(file, index + 1, line, schema) }] : [],
    );
  return { file, text, lines };
}

async function readText(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new PackError(file, 1, isAbsent ? 'there is no such file' : `it cannot be read (${String(error)})`);
  }
}

function parseLine<Schema extends z.ZodType>(
  file: string,
  number: number,
  line: string,
  schema: Schema,
): z.output<Schema> {
  const parsed = schema.safeParse(parseJson(file, number, line));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.') ?? '';
  throw new PackError(file, number, `${place ? `${place}: ` : ''}${issue?.message ?? 'not as it must be'}`);
}

function parseJson(file: string, number: number, line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new PackError(file, number, `not JSON (${error instanceof Error ? error.message : String(error)})`);
  }
}

/** Ids name lines in answers and citations, so each stands once; and what holds none measures nothing. */
function assertNamedOnce({ file, lines }: Lines<{ readonly id: string }>): void {
  if (!lines.length) throw new PackError(file, 1, 'there is nothing in it');
  const seen = new Map<string, number>();
  for (const { number, value } of lines) {
    const first = seen.get(value.id);
    if (first !== undefined) throw new PackError(file, number, `the id "${value.id}" stands already on line ${first}`);
    seen.set(value.id, number);
  }
}
