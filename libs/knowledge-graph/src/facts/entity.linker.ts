import { termsOf } from '@zhike/platform';
import type { KnowledgeQuery } from '@zhike/ports';
import type { CatalogueRelation, EntityMention, GraphScope, GraphStore } from '../graph.store.js';
import { aliasesOf, foldName } from '../mentions.js';

/** An entity the question is about, or may be about. */
export interface LinkedEntity {
  readonly entity: string;
  /** Where the text that names it does so last. */
  readonly mention: EntityMention;
  /** 1 when the question names it itself; less the further back it was named. */
  readonly weight: number;
  readonly isNamed: boolean;
  /** The part of its name by which the question calls it. */
  readonly called?: string;
  /** 0: the question; 1: the utterance before it; … */
  readonly stepsBack: number;
  /** Clauses of that text which name it, folded. */
  readonly said: readonly string[];
}

/** What the conversation spoke of, against what the question names itself. */
const UNNAMED = 0.7;
/** Each step back in the conversation is worth this much of the step before it. */
const FADING = 0.88;
/** Within one utterance, a name said earlier than another is a little less likely to be meant. */
const SAID_BEFORE = 0.98;
/** A name that other entities share but for a bracketed part of theirs is rather meant than they are. */
const SHARED = 0.95;
/** What is called by a part of its name, where the conversation spoke of something else. */
const CALLED = 0.6;
const MOST = 12;
const CLAUSE_BORDER = /[，,。?？!！；;\n]|[：:.](?!\d)/u;

/** How likely an entity is meant that was last named so many steps back. */
export function recency(stepsBack: number): number {
  return stepsBack === 0 ? 1 : UNNAMED * FADING ** (stepsBack - 1);
}

/** Entities named in the question, and behind them those the conversation spoke of, nearest first. */
export async function linkEntities(
  graph: GraphStore,
  scope: GraphScope,
  { question, earlier }: KnowledgeQuery,
  known: readonly CatalogueRelation[],
): Promise<readonly LinkedEntity[]> {
  const linked = new Map<string, LinkedEntity>();
  const called: LinkedEntity[] = [];
  for (const [stepsBack, { text, isQuotation }] of [{ text: question, isQuotation: false }, ...earlier].entries()) {
    if (linked.size >= MOST) break;
    // 「例如露营灯不亮」 in a clause that was quoted makes no lantern what the conversation is about.
    if (isQuotation) continue;
    const found = linksIn(text, await graph.findMentions(scope, text), stepsBack);
    for (const one of found.filter(({ mention }) => isName(mention)))
      if (!linked.has(one.entity)) linked.set(one.entity, one);
    if (stepsBack === 0) called.push(...found.filter(({ mention }) => !isName(mention)));
  }
  const named = [...linked.values()].slice(0, MOST);
  return named.some(({ isNamed }) => isNamed) ? named : [...calledByPart(called, question, named, known), ...named];
}

/** The newest first. */
function linksIn(text: string, mentions: readonly EntityMention[], stepsBack: number): readonly LinkedEntity[] {
  const folded = foldName(text);
  const clauses = text.split(CLAUSE_BORDER).map(foldName);
  const found = mentions.filter((mention) => isWord(mention, folded));
  return [...found].reverse().map((mention, place) => ({
    entity: mention.entity,
    mention,
    weight: recency(stepsBack) * SAID_BEFORE ** place * (isShared(mention, found) ? SHARED : 1),
    isNamed: stepsBack === 0,
    stepsBack,
    said: clauses.filter((clause) => clause.includes(nameIn(mention, folded))),
  }));
}

/**
 * Things that the question calls by a part of their name (「帐篷」 of 「四人帐篷」): if the part is not a word of the catalogues'
 * own (a title, a relation), and nothing the conversation spoke of is such a thing. Where it spoke of others, one of them may be meant.
 */
function calledByPart(
  called: readonly LinkedEntity[],
  question: string,
  named: readonly LinkedEntity[],
  known: readonly CatalogueRelation[],
): readonly LinkedEntity[] {
  const folded = foldName(question);
  const own = new Set(known.flatMap(({ policyTitle, relation }) => [...termsOf(policyTitle), ...termsOf(relation)]));
  const meant = called.filter(({ mention }) => {
    const part = nameIn(mention, folded);
    const terms = termsOf(part);
    const isOwn = !terms.length || terms.some((term) => own.has(term));
    return !isOwn && !named.some(({ entity }) => foldName(entity).includes(part));
  });
  if (!named.length) return meant;
  return meant.map((one) => ({
    ...one,
    ...{ isNamed: false, weight: one.weight * CALLED, called: nameIn(one.mention, folded) },
  }));
}

const isName = ({ entity, length }: EntityMention) => aliasesOf(entity).some((alias) => alias.length === length);
const nameIn = ({ start, length }: EntityMention, folded: string) => folded.slice(start, start + length);
const isWhole = ({ entity, length }: EntityMention) => foldName(entity).length === length;

/** Another entity bears these very words as its whole name. */
function isShared(mention: EntityMention, mentions: readonly EntityMention[]): boolean {
  return !isWhole(mention) && mentions.some((other) => other.start === mention.start && isWhole(other));
}

const words = new Intl.Segmenter('zh', { granularity: 'word' });
const SHORT_HAN = /^\p{Script=Han}{2}$/u;

/** 「米粉」 is not named in 「玉米粉丝」: a name of two signs begins and ends where words do. */
function isWord(mention: EntityMention, folded: string): boolean {
  if (!SHORT_HAN.test(nameIn(mention, folded))) return true;
  const borders = new Set([...words.segment(folded)].map(({ index }) => index).concat(folded.length));
  return borders.has(mention.start) && borders.has(mention.start + mention.length);
}
