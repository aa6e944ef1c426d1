import type { Locale } from '@zhike/contracts';
import { splitSentences } from '@zhike/platform';
import { readChineseSentence } from './chinese.rules.js';
import { readEnglishSentence } from './english.rules.js';
import { BULLET, isDenial, readList } from './list.rules.js';
import type { Rule } from './rule.js';

const HEADING = /^\s*#+\s*/u;
/** Reads a clause's rules: each sentence that is none of a list, each list with what leads it. Headings make no rule. */
export function readRules(text: string, locale: Locale): Rule[] {
  const rules: Rule[] = [];
  let lead: string | undefined;
  let lines: string[] = [];
  const close = () => {
    if (lines.length) rules.push(readList(lead ?? '', lines, locale));
    else if (lead) rules.push(sentenceRule(lead, locale));
    lead = undefined;
    lines = [];
  };
  for (const line of linesOf(text)) {
    if (BULLET.test(line) && !/[:：]$/u.test(line)) {
      lines.push(line);
      continue;
    }
    close();
    const sentences = splitSentences(line);
    lead = sentences.pop();
    rules.push(...sentences.map((sentence) => sentenceRule(sentence, locale)));
  }
  close();
  return rules.reduce<Rule[]>((kept, rule) => addTo(kept, rule, locale), []);
}

/** „It must be signed.“ after „Send the form.“: what a sentence wants of the one before it is a condition of that one. */
const WANTS_MORE: Record<Locale, RegExp> = {
  zh: /^(?:但|且|并)?(?:须|需|必须|应当?|仅限?|前提|条件)/u,
  en: /^(?:however,? |but |and )?(?:this|it|they|these|that|he|she|you)\b.*\b(?:must|only|required|needs? to|have to)\b/iu,
};

/** „This is called a Winter Voucher.“: another name for what the sentence before it concludes. */
const NAMES_IT: Record<Locale, RegExp> = {
  zh: /^(?:这|此|该|以上|上述).{0,6}(?:称为|即为|就是|简称|叫做?)/u,
  en: /^(?:this|it|they|these)\b.{0,20}\b(?:known as|called|named)\b/iu,
};

function addTo(kept: Rule[], rule: Rule, locale: Locale): Rule[] {
  const before = kept.at(-1);
  const [sentence = ''] = rule.sentences;
  if (before && NAMES_IT[locale].test(sentence)) return [...kept.slice(0, -1), withName(before, sentence)];
  if (!before || before.isList || rule.isList || !WANTS_MORE[locale].test(sentence)) return [...kept, rule];
  const more = rule.conditions.length ? rule.conditions : [{ text: sentence, isException: false, parts: [sentence] }];
  const joined: Rule = {
    ...before,
    joint: 'all',
    conditions: [...before.conditions, ...more],
    sentences: [...before.sentences, ...rule.sentences],
  };
  return [...kept.slice(0, -1), joined, rule];
}

const withName = (rule: Rule, sentence: string): Rule => ({
  ...rule,
  conclusion: `${rule.conclusion} ${sentence}`,
  sentences: [...rule.sentences, sentence],
});

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line && !HEADING.test(line));

function sentenceRule(sentence: string, locale: Locale): Rule {
  const read = locale === 'zh' ? readChineseSentence(sentence) : readEnglishSentence(sentence);
  return { ...read, isDenial: isDenial(read.conclusion, locale), sentences: [sentence], isList: false };
}
