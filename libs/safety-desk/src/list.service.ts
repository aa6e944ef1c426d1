import { type ListPreview, SAFETY_LIMITS, type SafetyRule, type SafetySeverity } from '@zhike/contracts';
import { DomainError } from '@zhike/platform';
import type { ListedWord, ReadWordList, WordListReading } from '@zhike/ports';
import type { RuleList, RuleService, RuleSetting } from './rule.service.js';
import type { StoredWord } from './safety.rows.js';
import type { SafetyMember } from './safety.scope.js';

export interface ListFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const SHOWN_PROBLEMS = 200;
const SHOWN_WORDS = 20;

/** A file is refused as a whole; `details` tells its bad lines. */
export class ListRefused extends DomainError<'lexicon-list-refused'> {
  constructor(readonly details: WordListReading['problems']) {
    const shown = details.slice(0, 5).map(({ line, reason }) => `line ${line}: ${reason}`);
    const more = details.length > 5 ? `; and ${details.length - 5} more` : '';
    super('lexicon-list-refused', `The list was not imported. ${shown.join('; ')}${more}.`);
  }
}

/** Lists of words that the operator brings as files. */
export class ListService {
  constructor(
    private readonly read: ReadWordList,
    private readonly rules: RuleService,
  ) {}

  preview(file: ListFile, defaults: { category: string; severity: SafetySeverity }): ListPreview {
    const { words, repeated, problems } = this.reading(file);
    return {
      ...{ fileName: file.name, words: words.length, repeated, problemCount: problems.length },
      categories: counted(words.map(({ category }) => category ?? defaults.category)).map(([category, count]) => ({
        category,
        words: count,
      })),
      severities: counted(words.map(({ severity }) => severity ?? defaults.severity)).map(([severity, count]) => ({
        severity,
        words: count,
      })),
      sample: words.slice(0, SHOWN_WORDS).map((word) => ({ ...defaults, ...stored(word) })),
      problems: problems.slice(0, SHOWN_PROBLEMS),
    };
  }

  async importList(file: ListFile, setting: RuleSetting, member: SafetyMember): Promise<SafetyRule> {
    return this.rules.importList(setting, this.listOf(file), member);
  }

  async replaceList(id: string, file: ListFile, revision: number, member: SafetyMember): Promise<SafetyRule> {
    return this.rules.replaceList(id, this.listOf(file), revision, member);
  }

  private listOf(file: ListFile): RuleList {
    const { words, problems } = this.reading(file);
    if (problems.length) throw new ListRefused(problems.slice(0, SHOWN_PROBLEMS));
    return { fileName: file.name, words: words.map(stored) };
  }

  private reading(file: ListFile): WordListReading {
    const reading = this.read(file);
    const most = SAFETY_LIMITS.wordsOfList;
    if (reading.words.length <= most) return reading;
    const reason = `the list has ${reading.words.length} words; ${most} are allowed, so divide it into several`;
    return { ...reading, problems: [{ line: 1, reason }, ...reading.problems] };
  }
}

const stored = ({ expiresAt, ...word }: ListedWord): StoredWord => ({
  ...word,
  ...(expiresAt ? { expiresAt: expiresAt.toISOString() } : {}),
});

/** Most frequent first. */
function counted<Value extends string>(values: readonly Value[]): [Value, number][] {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}
