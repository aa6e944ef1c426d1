import { CsvError, parse } from 'csv-parse/sync';
import type { ImportedPolicy } from '../policy.importing.js';
import { FactList } from './fact.list.js';
import type { ImportOptions, TextFile } from './import.content.js';
import { ImportError } from './import.errors.js';
import { withoutInvisible } from './invisible.characters.js';

interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

/** What the three columns of a list of facts may be called. */
const NAMES = {
  entity: ['entity', '实体'],
  relation: ['relation', '属性', '关系'],
  value: ['value', '值'],
} as const;
/** Names an entity column too, but also the first column of any product table. */
const PRODUCT = '商品';

/**
 * A table becomes a catalogue: either three columns entity, relation, value with one fact a row, or a product table whose
 * first column names the product and whose other columns are its attributes.
 */
export function readCsv(file: TextFile, options: ImportOptions): ImportedPolicy {
  const [header, ...rows] = rowsOf(file);
  if (!header) throw new ImportError('file-empty', { file: file.name }, 'The table is empty.');
  const columns = header.cells.map((cell) => withoutInvisible(cell).trim());
  const readRow = readerFor(columns, file);
  const facts = new FactList(file);
  for (const row of rows) {
    assertWidth(row, columns, file);
    const flaw = readRow(row.cells, facts);
    if (flaw) throw rowInvalid(file, row.line, flaw);
  }
  return facts.toCatalogue(options);
}

type RowReader = (cells: readonly string[], facts: FactList) => string | undefined;

function readerFor(columns: readonly string[], file: TextFile): RowReader {
  const [entity, relation, value] = placesOf(columns);
  if (entity >= 0 && relation >= 0 && value >= 0)
    return (cells, facts) => facts.add(cells[entity] ?? '', cells[relation] ?? '', cells[value] ?? '');
  const isHalfNamed = [...NAMES.entity, ...NAMES.relation, ...NAMES.value].some((name) => holds(columns, name));
  const isTable = columns.length >= 2 && columns.every(Boolean) && new Set(columns).size === columns.length;
  if (isHalfNamed || !isTable) throw columnsWrong(columns, file);
  return readProduct(columns);
}

const holds = (columns: readonly string[], name: string) => columns.some((column) => column.toLowerCase() === name);

function placesOf(columns: readonly string[]): [number, number, number] {
  const place = (names: readonly string[]) => columns.findIndex((column) => names.includes(column.toLowerCase()));
  return [place([...NAMES.entity, PRODUCT]), place(NAMES.relation), place(NAMES.value)];
}

/** An empty cell says nothing about the product; a row without a product is a mistake. */
function readProduct([, ...relations]: readonly string[]): RowReader {
  return ([entity = '', ...values], facts) => {
    if (!entity.trim()) return 'The first column, which names the product, is empty.';
    for (const [place, relation] of relations.entries()) {
      const value = values[place]?.trim();
      const flaw = value ? facts.add(entity, relation, value) : undefined;
      if (flaw) return `${relation}: ${flaw}`;
    }
    return undefined;
  };
}

function rowsOf(file: TextFile): Row[] {
  try {
    const records: unknown = parse(file.text, {
      bom: true,
      delimiter: delimiterOf(file.text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    });
    return (records as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
      cells: record,
      line: info.lines - linesWithin(record),
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : undefined;
    throw rowInvalid(file, line, `The quotes of this row do not match (${error.code}).`, error);
  }
}

/** The parser names the line where a row ends; people look for it where it begins. */
const linesWithin = (record: readonly string[]) => record.join('').match(/\r\n|\r|\n/gu)?.length ?? 0;

/** Spreadsheets write what their country writes: comma, semicolon or tab. */
function delimiterOf(text: string): string {
  const [header = ''] = text.replace(/^\uFEFF/u, '').split(/\r?\n/u, 1);
  const count = (delimiter: string) => header.split(delimiter).length;
  return [';', '\t'].reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best), ',');
}

function assertWidth({ cells, line }: Row, columns: readonly string[], file: TextFile): void {
  if (cells.length === columns.length) return;
  throw rowInvalid(
    file,
    line,
    `The row has ${cells.length} cells and the header ${columns.length}. A value that contains the separator stands in quotes ("…").`,
  );
}

function rowInvalid({ name }: TextFile, line: number | undefined, reason: string, cause?: unknown): ImportError {
  return new ImportError('csv-row-invalid', { file: name, line }, reason, { cause });
}

function columnsWrong(columns: readonly string[], { name }: TextFile): ImportError {
  const found = columns.map((column) => `“${column}”`).join(', ');
  return new ImportError(
    'csv-columns-wrong',
    { file: name, line: 1 },
    `The columns are ${found}. Expected are entity, relation, value (实体, 属性, 值), or a product table: ` +
      'the product in the first column, one attribute in each other, all named and each once.',
  );
}
