import type { Locale } from '@zhike/contracts';
import { splitSentences } from '@zhike/platform';
import { readRules } from './rule.reader.js';
import type { Rule } from './rule.js';
import type { Told, ToldFact } from './told.facts.js';
import { conceptsOf, deniesOnce } from './words.js';

/** One of several cases that a clause treats differently: 「会员」 30 days, 「非会员」 7 days. */
export interface Branch {
  /** What the case is called; offered as a choice. */
  readonly label: string;
  /** What the clause says of it, as written. */
  readonly sentence: string;
}

const LABELLED = /^[\s*•·-]*([^：:，,。[\]()（）]{1,24})[：:]\s*([^/\s].*)$/u;
/** Conclusions are of one kind from this share of common words. */
const SAME_KIND = 0.5;
/** Two conditions are the same case, once denied, from this share of common words; longer ones (words, Chinese signs) are none. */
const SAME_CASE = 0.5;
const LONGEST_CASE = 16;
const MOST_BRANCHES = 5;

/** The cases that a clause tells apart, where it does so plainly: labelled lines, or conditions of which one denies the other. */
export function branchesOf(text: string, locale: Locale): readonly Branch[] {
  const labelled = splitSentences(text).flatMap((sentence): Branch[] => {
    const [, label, rest] = LABELLED.exec(sentence) ?? [];
    return label && rest ? [{ label: label.trim(), sentence }] : [];
  });
  const branches = isOneKind(labelled, locale) ? labelled : opposites(readRules(text, locale), locale);
  return branches.length <= MOST_BRANCHES ? branches : [];
}

/** Labels of one kind share a word: 金卡会员、银卡会员; "Gold members", "Silver members". */
function isOneKind(branches: readonly Branch[], locale: Locale): boolean {
  const [first, ...others] = branches.map(({ label }) => conceptsOf(label, locale));
  // „Step 1“, „Step 2“ are an order, not a choice.
  const areDistinct = new Set(branches.map(({ label }) => label.replace(/\d+/gu, ''))).size === branches.length;
  return (
    areDistinct &&
    first !== undefined &&
    others.length > 0 &&
    others.every((other) => [...other].some((word) => first.has(word)))
  );
}

function opposites(rules: readonly Rule[], locale: Locale): Branch[] {
  const single = rules.filter(({ conditions, isList }) => !isList && conditions.length === 1);
  for (const [place, rule] of single.entries()) {
    const other = single.slice(place + 1).find((later) => isOpposite(rule, later, locale));
    if (other) return [rule, other].map(branchOf);
  }
  return [];
}

function isOpposite(a: Rule, b: Rule, locale: Locale): boolean {
  const [one = '', two = ''] = [a, b].map(({ conditions }) => conditions[0]?.text);
  return (
    deniesOnce(one, locale) !== deniesOnce(two, locale) &&
    isShort(one) &&
    isShort(two) &&
    common(conceptsOf(lastOf(one), locale), conceptsOf(lastOf(two), locale)) >= SAME_CASE
  );
}

/** 「会员购物，订单满 199 元」: the case itself stands last. */
const lastOf = (text: string) => text.split(/[，,]/u).at(-1)?.trim() ?? text;
const isShort = (text: string) => (text.match(/\p{Script=Han}|[\p{Script=Latin}\d]+/gu)?.length ?? 0) <= LONGEST_CASE;

/** Share of common words in the richer of two. */
function common(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const larger = Math.max(a.size, b.size);
  return larger ? [...a].filter((word) => b.has(word)).length / larger : 0;
}

const branchOf = ({ conditions, sentences }: Rule): Branch => ({
  label: lastOf(conditions[0]?.text ?? ''),
  sentence: sentences.join('\n'),
});

function share(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const smaller = Math.min(a.size, b.size);
  return smaller ? [...a].filter((word) => b.has(word)).length / smaller : 0;
}

/** The branch the customer is known to be in: a choice that was picked, or the one whose words were said most and not denied. */
export function branchTaken(branches: readonly Branch[], told: Told, locale: Locale): Branch | undefined {
  const said = [...told.replies, ...told.statements, ...told.inQuestion];
  const picked = branches.find(({ label }) => said.some(({ text }) => text.trim() === label));
  if (picked) return picked;
  const rated = branches
    .map((branch) => ({ branch, degree: degreeOf(branch, said, locale) }))
    .sort((a, b) => b.degree - a.degree);
  const [best, next] = rated;
  return best && best.degree >= SAME_KIND && best.degree > (next?.degree ?? 0) ? best.branch : undefined;
}

/** How far it was said that this is the case; what denies it does not count. */
function degreeOf({ label }: Branch, said: readonly ToldFact[], locale: Locale): number {
  const own = conceptsOf(label, locale);
  const isDenied = deniesOnce(label, locale);
  return Math.max(0, ...said.filter((fact) => fact.isDenied === isDenied).map(({ concepts }) => share(own, concepts)));
}
