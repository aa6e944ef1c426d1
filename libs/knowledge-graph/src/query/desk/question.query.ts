import type { Locale } from '@zhike/contracts';
import { termsOf } from '@zhike/platform';
import { type FactCandidate, searchFacts } from '../../facts/fact.search.js';
import { demandIn } from '../../facts/quantity.js';
import type { QuestionPart } from '../../facts/question.parts.js';
import { partsOf } from '../../facts/question.parts.js';
import type { RelationRanking } from '../../facts/relation.ranking.js';
import type { GraphClause, GraphFact, GraphScope, GraphStore } from '../../graph.store.js';
import { literalText } from '../query.text.js';

export interface QuestionSearch {
  readonly graph: GraphStore;
  readonly relations: RelationRanking;
  readonly scope: GraphScope & { readonly signal: AbortSignal };
}

export interface WrittenQuery {
  readonly cypher: string;
  /** What the question demands and the search cannot say: 「4.5 分以上」. */
  readonly leftOut?: string;
}

/** What is shown of facts elsewhere: nothing less sure, and what is nearly as sure as the best. */
const SHOWN = { least: 0.3, share: 0.85 };
const MOST_HOPS = 3;
const MOST_WORDS = 2;
const CLAUSES_READ = 5;

/**
 * A question in words as a search, by the rules that answer customers: things it names, and what it asks of them, over several
 * steps; else a relation that it names, of anything; else words, in clauses. Undefined where none of these is found in it.
 */
export async function writeQuestion(search: QuestionSearch, question: string): Promise<WrittenQuery | undefined> {
  const { graph, relations, scope } = search;
  const query = { ...scope, question, earlier: [] };
  const { candidates, linked } = await searchFacts(graph, relations, scope, query);
  const named = linked.filter(({ isNamed }) => isNamed).map(({ entity }) => entity);
  const demand = demandIn(question, scope.locale)?.words;
  const path = named.length ? pathText(named, shownOf(candidates)) : undefined;
  const cypher =
    path ??
    (named.length ? aboutText(named) : undefined) ??
    (await relationText(search, question)) ??
    (await wordsText(search, question));
  if (cypher === undefined) return undefined;
  return { cypher, ...(demand === undefined ? {} : { leftOut: demand.trim() }) };
}

function shownOf(candidates: readonly FactCandidate[]): GraphFact[] {
  const best = Math.max(0, ...candidates.map(({ confidence }) => confidence));
  return candidates
    .filter(({ confidence }) => confidence >= SHOWN.least && confidence >= best * SHOWN.share)
    .map(({ fact }) => fact);
}

/** From the named things along the relations that were found to be asked, as far as they lead on. */
function pathText(named: readonly string[], facts: readonly GraphFact[]): string | undefined {
  const hops: string[][] = [];
  let entities: readonly string[] = named;
  let last = '';
  for (let hop = 0; hop < MOST_HOPS; hop++) {
    const own = facts.filter(({ entity, relation }) => entities.includes(entity) && relation !== last);
    const leading = own.filter(({ value }) =>
      facts.some(({ entity }) => entity === value && !entities.includes(value)),
    );
    const taken = leading.length ? leading : own;
    if (!taken.length) break;
    hops.push([...new Set(taken.map(({ relation }) => relation))]);
    if (!leading.length) break;
    last = leading[0]?.relation ?? '';
    entities = leading.map(({ value }) => value);
  }
  if (!hops.length) return undefined;
  const steps = hops.map(
    (_, hop) => `${hop ? '-[:LEADS_TO]->' + node('e', hop, 'Entity') : ''}<-[:ABOUT]-${node('f', hop, 'Fact')}`,
  );
  const conditions = [
    oneOf('e.name', named),
    ...hops.map((relations, hop) => oneOf(`${name('f', hop)}.relation`, relations)),
  ];
  const end = hops.length - 1;
  const through = hops.slice(0, -1).map((_, hop) => `${name('e', hop + 1)}.name`);
  const columns = ['e.name', ...through, `${name('f', end)}.relation`, `${name('f', end)}.value`];
  return `MATCH (e:Entity)${steps.join('')} WHERE ${conditions.join(' AND ')} RETURN ${columns.join(', ')}`;
}

const aboutText = (named: readonly string[]) =>
  `MATCH (e:Entity)<-[:ABOUT]-(f:Fact) WHERE ${oneOf('e.name', named)} RETURN e.name, f.relation, f.value ORDER BY f.position`;

/** 「各种商品的价格」: a relation of anything. */
async function relationText(
  { graph, relations, scope }: QuestionSearch,
  question: string,
): Promise<string | undefined> {
  const known = [...new Set((await graph.relationsIn(scope)).map(({ relation }) => relation))];
  const asked = partsOf(question, []).flatMap((part: QuestionPart) => relations.namedIn(part, known, scope.locale));
  if (!asked.length) return undefined;
  return `MATCH (e:Entity)<-[:ABOUT]-(f:Fact) WHERE ${oneOf('f.relation', [...new Set(asked)])} RETURN e.name, f.relation, f.value ORDER BY e.name`;
}

/** Words of the question, as the clauses nearest to it write them. */
async function wordsText({ graph, scope }: QuestionSearch, question: string): Promise<string | undefined> {
  const hits = await graph.searchText(scope, [{ text: question, weight: 1 }], CLAUSES_READ);
  const clauses = hits.map(({ clause }) => `${clause.heading}\n${clause.text}`);
  const words = wordsIn(question, scope.locale).flatMap((word) => spelledIn(clauses, word) ?? []);
  const chosen = [...new Set(words)].slice(0, MOST_WORDS);
  if (!chosen.length) return undefined;
  const conditions = chosen.map((word) => `(c.heading CONTAINS ${quoted(word)} OR c.text CONTAINS ${quoted(word)})`);
  return `MATCH (v:Version)-[:HAS_CLAUSE]->(c:Clause) WHERE ${conditions.join(' AND ')} RETURN v.title, c`;
}

/** The longest first: they say most. */
function wordsIn(question: string, locale: Locale): string[] {
  const words = [...new Intl.Segmenter(locale, { granularity: 'word' }).segment(question)];
  return words
    .filter(({ isWordLike, segment }) => isWordLike && segment.length > 1 && termsOf(segment).length > 0)
    .map(({ segment }) => segment)
    .sort((a, b) => b.length - a.length);
}

/** CONTAINS minds capital letters, so the word is taken as the clause has it. English is found by its beginning: returned, returns. */
function spelledIn(clauses: readonly string[], word: string): string | undefined {
  const stem = /^[a-z]{5,}$/iu.test(word) ? word.replace(/(?:ing|ed|es|s)$/iu, '') : word;
  for (const clause of clauses) {
    const at = clause.toLowerCase().indexOf(stem.toLowerCase());
    if (at >= 0) return clause.slice(at, at + stem.length);
  }
  return undefined;
}

const name = (letter: string, hop: number) => (hop ? `${letter}${hop}` : letter);
const node = (letter: string, hop: number, label: string) => `(${name(letter, hop)}:${label})`;
const quoted = (text: string) => literalText({ kind: 'text', text });
const oneOf = (property: string, texts: readonly string[]) =>
  texts.length === 1 ? `${property} = ${quoted(texts[0] ?? '')}` : `${property} IN [${texts.map(quoted).join(', ')}]`;

/** A clause's heading without its number, as it is spoken of. */
export const topicOf = ({ heading }: Pick<GraphClause, 'heading'>) =>
  heading.replace(/^(?:第[\d一二三四五六七八九十百]+[条章节]|[\d.]+)\s*/u, '').trim();
