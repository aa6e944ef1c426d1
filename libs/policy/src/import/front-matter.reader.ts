import { Locale } from '@zhike/contracts';
import { ImportError } from './import.errors.js';
import type { TextFile } from './import.content.js';

export interface FrontMatter {
  readonly title?: string;
  readonly locale?: Locale;
  readonly effectiveFrom?: Date;
  readonly effectiveTo?: Date;
  /** Groups it is for, as written; empty: for everyone, said on purpose. */
  readonly audiences?: readonly string[];
  /** What stands below, with as many lines above it as the front matter took, so that places stay true. */
  readonly body: string;
}

const BLOCK = /^---[ \t]*\n([\s\S]*?)\n?^(?:---|\.\.\.)[ \t]*(?:\n|$)/mu;
const FIELD = /^([\p{L}][\p{L}\d _-]*?)\s*[:：]\s*(.*)$/u;
const NAMES: Readonly<Record<string, 'title' | 'locale' | 'effectiveFrom' | 'effectiveTo' | 'audiences'>> = {
  title: 'title',
  标题: 'title',
  locale: 'locale',
  语言: 'locale',
  effectivefrom: 'effectiveFrom',
  生效日期: 'effectiveFrom',
  effectiveto: 'effectiveTo',
  失效日期: 'effectiveTo',
  audiences: 'audiences',
  audience: 'audiences',
  适用人群: 'audiences',
};

/** Lines `key: value` between two lines of dashes at the very top. Not YAML: five keys, one line each. */
export function readFrontMatter(file: TextFile): FrontMatter {
  const block = file.text.startsWith('---') ? BLOCK.exec(file.text) : null;
  if (!block || block.index !== 0) return { body: file.text };
  const [whole, lines = ''] = block;
  const fields = readFields(lines, file);
  const dates = datesOf(fields, file);
  const title = fields.get('title')?.value;
  const locale = localeOf(fields.get('locale'), file);
  return {
    ...(title ? { title } : {}),
    ...(locale ? { locale } : {}),
    ...dates,
    ...audiencesIn(fields.get('audiences')),
    body: `${whole.replaceAll(/[^\n]/gu, '')}${file.text.slice(whole.length)}`,
  };
}

function datesOf(fields: Map<string, Field>, file: TextFile): Pick<FrontMatter, 'effectiveFrom' | 'effectiveTo'> {
  const effectiveFrom = dateOf(fields.get('effectiveFrom'), file);
  const effectiveTo = dateOf(fields.get('effectiveTo'), file);
  if (effectiveFrom && effectiveTo && effectiveTo <= effectiveFrom)
    throw invalidDate(file, fields.get('effectiveTo'), 'effectiveTo has to lie after effectiveFrom.');
  return { ...(effectiveFrom ? { effectiveFrom } : {}), ...(effectiveTo ? { effectiveTo } : {}) };
}

/** `members, staff`, `[members, staff]` or 「会员、员工」; `everyone` takes a restriction back. */
function audiencesIn(field: Field | undefined): Pick<FrontMatter, 'audiences'> {
  if (!field?.value) return {};
  const names = field.value
    .replace(/^\[(.*)\]$/u, '$1')
    .split(/[,，、;；]/u)
    .map((name) => withoutQuotes(name.trim()))
    .filter(Boolean);
  return { audiences: names.filter((name) => !EVERYONE.test(name)) };
}

const EVERYONE = /^(?:everyone|all|public|所有人|全部|公开)$/iu;

interface Field {
  readonly value: string;
  readonly line: number;
}

function readFields(lines: string, { warn }: TextFile): Map<string, Field> {
  const fields = new Map<string, Field>();
  for (const [place, text] of lines.split('\n').entries()) {
    const line = place + 2;
    const [, key = '', value = ''] = FIELD.exec(text.trim()) ?? [];
    const name = NAMES[key.toLowerCase().replaceAll(/[ _-]/gu, '')];
    if (name) fields.set(name, { value: withoutQuotes(value.trim()), line });
    else if (text.trim() && !text.trim().startsWith('#'))
      warn('This line of the front matter is not understood and was left out.', line);
  }
  return fields;
}

const withoutQuotes = (value: string) => value.replace(/^(["'])(.*)\1$/u, '$2');

function localeOf(field: Field | undefined, file: TextFile): Locale | undefined {
  if (!field?.value) return undefined;
  const [language = ''] = field.value.toLowerCase().split(/[-_]/u);
  const { success, data } = Locale.safeParse(language);
  if (success) return data;
  throw new ImportError(
    'markdown-invalid',
    { file: file.name, line: field.line },
    `The locale “${field.value}” is not known; write zh or en.`,
  );
}

const DATE = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u;

/** A day begins at midnight UTC; a time needs its zone. */
function dateOf(field: Field | undefined, file: TextFile): Date | undefined {
  if (!field?.value) return undefined;
  const [, year, month, day] = DATE.exec(field.value) ?? [];
  const iso =
    year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T00:00:00.000Z` : field.value;
  const isWhole = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/u.test(iso);
  const date = new Date(isWhole ? iso : NaN);
  if (!Number.isNaN(date.getTime()) && hasThatDay(iso)) return date;
  throw invalidDate(file, field, 'write it as 2026-10-01 or 2026-10-01T08:00:00+08:00.');
}

/** JavaScript reads 30 February as 2 March. */
function hasThatDay(iso: string): boolean {
  const day = iso.slice(0, 10);
  return new Date(`${day}T00:00:00.000Z`).toISOString().startsWith(day);
}

function invalidDate({ name }: TextFile, field: Field | undefined, hint: string): ImportError {
  return new ImportError(
    'dates-invalid',
    { file: name, line: field?.line },
    `“${field?.value ?? ''}” cannot be used as a date: ${hint}`,
  );
}
