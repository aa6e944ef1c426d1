import type { ScreeningRule, ScreeningWord } from '@zhike/ports';
import { Lexicon } from '../lexicon/lexicon.js';
import { buildLexicon } from '../lexicon/lexicon.builder.js';
import type { LexiconEntry } from '../lexicon/lexicon.entry.js';
import { LexiconBuildError } from '../lexicon/lexicon.errors.js';
import { readGapPhrase } from './gap.phrase.js';
import { type BuiltPhrase, type BuiltWords, RuleSet } from './rule-set.js';

/** Rules share a lexicon up to so many words: each text is read few times, and a change builds only the lexicon that it is in. */
const SHARED_WORDS = 60;
/** So many are built in some milliseconds, phrases in parts; starting a thread would take longer. */
const BUILT_HERE = 150;

export type BuildLexicon = (entries: readonly LexiconEntry[]) => Promise<Lexicon>;

const buildSomewhere: BuildLexicon = async (entries) =>
  entries.length <= BUILT_HERE ? buildHere(entries) : buildLexicon(entries);

function buildHere(entries: readonly LexiconEntry[]): Lexicon {
  try {
    return Lexicon.of(entries);
  } catch (error) {
    throw new LexiconBuildError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** Builds what the former set does not have yet. Rejects with `LexiconBuildError` when words cannot be built. */
export async function buildRuleSet(
  rules: readonly ScreeningRule[],
  former: RuleSet,
  build: BuildLexicon = buildSomewhere,
): Promise<RuleSet> {
  const built = new Map<string, BuiltWords>();
  for (const group of sharing(rules)) {
    const stamp = group.map((rule) => rule.stamp).join(' ');
    built.set(stamp, former.built.get(stamp) ?? (await buildWords(group, build)));
  }
  return new RuleSet(
    rules,
    built,
    rules.reduce((sum, { wordCount }) => sum + wordCount, 0),
  );
}

/** In the order of their ids, which is that of their making: a new rule joins the last ones. */
function sharing(rules: readonly ScreeningRule[]): ScreeningRule[][] {
  const groups: ScreeningRule[][] = [];
  let words = SHARED_WORDS;
  for (const rule of rules.toSorted((one, other) => (one.id < other.id ? -1 : 1))) {
    words += rule.wordCount;
    if (words > SHARED_WORDS) {
      groups.push([]);
      words = rule.wordCount;
    }
    groups.at(-1)?.push(rule);
  }
  return groups;
}

async function buildWords(rules: readonly ScreeningRule[], build: BuildLexicon): Promise<BuiltWords> {
  const entries: LexiconEntry[] = [];
  const phrases: BuiltPhrase[] = [];
  for (const rule of rules)
    for (const word of await rule.words()) {
      const built = rule.hasGaps ? phraseOf(word, rule.id) : undefined;
      if (built) phrases.push(built);
      entries.push(...(built?.parts ?? [entryOf(word, rule.id)]));
    }
  return { lexicon: await build(entries), phrases };
}

const entryOf = ({ word, category, severity, expiresAt }: ScreeningWord, owner: string): LexiconEntry => ({
  ...{ word, category, severity, owner },
  ...(expiresAt ? { expiresAt } : {}),
});

/** Undefined for a phrase without gaps: that is a word. */
function phraseOf(word: ScreeningWord, owner: string): BuiltPhrase | undefined {
  const phrase = readGapPhrase(word.word);
  if (!phrase?.gaps.length) return undefined;
  return {
    phrase,
    parts: phrase.parts.map((part) => entryOf({ ...word, word: part }, owner)),
    entry: entryOf(word, owner),
  };
}
