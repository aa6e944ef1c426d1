import { detectLocale, type FactDraft } from '@zhike/contracts';
import type { ImportedPolicy } from '../policy.importing.js';
import { isStorable } from '../policy.content.js';
import { warnOfRun } from './hidden.warnings.js';
import { titleOfFile, type ImportOptions, type TextFile } from './import.content.js';
import { ImportError } from './import.errors.js';
import { LONGEST, MOST } from './import.limits.js';
import { findInvisibleRuns, withoutInvisible } from './invisible.characters.js';

/** Facts of one catalogue as a file names them: trimmed, readable, each once. */
export class FactList {
  private readonly facts = new Map<string, FactDraft>();
  private repeated = 0;
  private cleaned = 0;

  constructor(private readonly file: TextFile) {}

  /** Takes a fact, or says what is wrong with it. */
  add(entity: string, relation: string, value: string): string | undefined {
    const fact = { entity: this.clean(entity), relation: this.clean(relation), value: this.clean(value) };
    const flaw = flawIn('entity', fact.entity) ?? flawIn('relation', fact.relation) ?? flawIn('value', fact.value);
    if (flaw) return flaw;
    const key = JSON.stringify(Object.values(fact));
    if (this.facts.has(key)) this.repeated++;
    this.facts.set(key, fact);
    return undefined;
  }

  toCatalogue({ title, locale, effectiveFrom }: ImportOptions): ImportedPolicy {
    const { name, warn } = this.file;
    const facts = [...this.facts.values()];
    if (!facts.length) throw new ImportError('file-empty', { file: name }, 'The file names no fact.');
    assertNotTooMany(facts.length, name);
    if (this.repeated) warn(`${this.repeated} facts stood there more than once and were taken once.`);
    if (this.cleaned) warn(`Invisible characters were removed from ${this.cleaned} values.`);
    return {
      title: title ?? titleOfFile(name).slice(0, LONGEST.title),
      kind: 'catalogue',
      locale: locale ?? localeOfFacts(facts),
      effectiveFrom,
      clauses: [],
      facts,
    };
  }

  private clean(text: string): string {
    const visible = withoutInvisible(text);
    if (visible !== text) {
      this.cleaned++;
      // A line within a cell says nothing to whoever looks for it in the file.
      for (const run of findInvisibleRuns(text)) warnOfRun({ ...run, line: undefined }, this.file.warn);
    }
    return visible.trim();
  }
}

export function assertNotTooMany(count: number, file: string): void {
  if (count <= MOST.facts) return;
  throw new ImportError(
    'file-too-large',
    { file },
    `A catalogue holds up to ${MOST.facts} facts; this would be ${count}. Divide it.`,
  );
}

export function localeOfFacts(facts: readonly FactDraft[]) {
  return detectLocale(facts.map(({ entity, relation, value }) => `${entity} ${relation} ${value}`).join('\n'));
}

function flawIn(name: 'entity' | 'relation' | 'value', text: string): string | undefined {
  if (!text) return `The ${name} is empty.`;
  if (text.length > LONGEST[name]) return `The ${name} has ${text.length} characters; up to ${LONGEST[name]} are kept.`;
  return isStorable(text) ? undefined : `The ${name} contains a character that is no text.`;
}
