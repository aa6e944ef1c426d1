import type { ScreeningRule, ScreeningWord } from '@zhike/ports';
import { Lexicon } from '../lexicon/lexicon.js';
import { buildLexicon } from '../lexicon/lexicon.builder.js';
import type { LexiconEntry } from '../lexicon/lexicon.entry.js';
import { LexiconBuildError } from '../lexicon/lexicon.errors.js';
import { readGapPhrase } from './gap.phrase.js';
import { type BuiltPhrase, type BuiltWords, RuleSet } from './rule-set.js';

/** So many words are built in a few milliseconds; starting a thread would take longer. */
const BUILT_HERE = 60;
/** Rules with more words get a lexicon of their own, so that it is built again only when they change. */
const OWN_LEXICON = 2_000;

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
  const [large, small] = [rules.filter(isLarge), rules.filter((rule) => !isLarge(rule))];
  const groups = [...(small.length ? [small] : []), ...large.map((rule) => [rule])];
  const built = new Map<string, BuiltWords>();
  for (const group of groups) {
    const stamp = group.map((rule) => rule.stamp).join(' ');
    built.set(stamp, former.built.get(stamp) ?? (await buildWords(group, build)));
  }
  return new RuleSet(
    rules,
    built,
    rules.reduce((sum, { wordCount }) => sum + wordCount, 0),
  );
}

const isLarge = ({ wordCount }: ScreeningRule) => wordCount > OWN_LEXICON;

async function buildWords(rules: readonly ScreeningRule[], build: BuildLexicon): Promise<BuiltWords> {
  const entries: LexiconEntry[] = [];
  const phrases: BuiltPhrase[] = [];
  for (const rule of rules)
    for (const word of await rule.words()) {
      const built = rule.hasGaps ? phraseOf(word, rule.key) : undefined;
      if (built) phrases.push(built);
      entries.push(...(built?.parts ?? [entryOf(word, rule.key)]));
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
