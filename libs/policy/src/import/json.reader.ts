import type { ImportedPolicy } from '../policy.importing.js';
import { FactList } from './fact.list.js';
import type { ImportOptions, TextFile } from './import.content.js';
import { ImportError } from './import.errors.js';

const SHAPES =
  'Expected is [{ "entity": …, "relation": …, "value": … }] or { "entity": { "relation": "value" or ["value", …] } }.';

/** Facts as a list of triples, or as entities with their relations. Places in errors are paths: `["桌"].颜色[1]`. */
export function readJson(file: TextFile, options: ImportOptions): ImportedPolicy {
  const data = parseJson(file);
  const facts = new FactList(file);
  if (Array.isArray(data)) data.forEach((item, place) => addTriple(facts, item, `[${place}]`, file));
  else if (isObject(data))
    for (const [entity, relations] of Object.entries(data)) addEntity(facts, entity, relations, file);
  else throw invalid(file, 'The file holds a single value.', SHAPES);
  return facts.toCatalogue(options);
}

function addTriple(facts: FactList, item: unknown, path: string, file: TextFile): void {
  if (!isObject(item)) throw invalid(file, `${path} is not an object.`, SHAPES);
  const [entity = '', relation = '', value = ''] = ['entity', 'relation', 'value'].map((name) =>
    textAt(item[name], `${path}.${name}`, file),
  );
  accept(facts.add(entity, relation, value), path, file);
}

function addEntity(facts: FactList, entity: string, relations: unknown, file: TextFile): void {
  const path = `[${JSON.stringify(entity)}]`;
  if (!isObject(relations)) throw invalid(file, `${path} is not an object.`, SHAPES);
  for (const [relation, values] of Object.entries(relations)) {
    const at = `${path}[${JSON.stringify(relation)}]`;
    if (!Array.isArray(values)) accept(facts.add(entity, relation, textAt(values, at, file)), at, file);
    else
      values.forEach((value, place) =>
        accept(facts.add(entity, relation, textAt(value, `${at}[${place}]`, file)), `${at}[${place}]`, file),
      );
  }
}

function textAt(value: unknown, path: string, file: TextFile): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw invalid(file, `${path} is ${value === undefined ? 'missing' : 'neither text nor a number'}.`, SHAPES);
}

function accept(flaw: string | undefined, path: string, file: TextFile): void {
  if (flaw) throw invalid(file, `${path}: ${flaw}`);
}

function parseJson(file: TextFile): unknown {
  try {
    return JSON.parse(file.text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const [, position] = /at position (\d+)/u.exec(reason) ?? [];
    const line = position ? file.text.slice(0, Number(position)).split('\n').length : undefined;
    throw new ImportError('json-invalid', { file: file.name, line }, `This is not valid JSON: ${reason}`, { cause });
  }
}

function invalid({ name }: TextFile, reason: string, hint = ''): ImportError {
  return new ImportError('json-invalid', { file: name }, `${reason}${hint && ` ${hint}`}`);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
