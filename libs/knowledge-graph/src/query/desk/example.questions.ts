import type { Locale } from '@zhike/contracts';
import type { GraphQueries, QueryScope } from '../graph.queries.js';
import { parseQuery } from '../query.parser.js';
import { GraphQueryError } from '../query.problem.js';
import { topicOf } from './question.query.js';

const MOST = 3;

const ASKED: Readonly<Record<Locale, { fact: Say; path: Say; topic: Say }>> = {
  zh: {
    fact: (thing, relation) => `${thing}的${relation}是什么？`,
    path: (thing, relation, further) => `${thing}的${relation}的${further}`,
    topic: (topic) => `哪些条款写到${topic}？`,
  },
  en: {
    fact: (thing, relation) => `What is the ${relation} of the ${thing}?`,
    path: (thing, relation, further) => `the ${further} of the ${relation} of ${thing}`,
    topic: (topic) => `Which clauses speak of ${topic}?`,
  },
};
type Say = (...words: readonly string[]) => string;

const PATHS = `MATCH (e:Entity)<-[:ABOUT]-(f:Fact)-[:LEADS_TO]->(e1:Entity)<-[:ABOUT]-(f1:Fact) RETURN e.name, f.relation, f1.relation, e.locale ORDER BY f.position`;
const FACTS = `MATCH (f:Fact)-[:ABOUT]->(e:Entity) RETURN e.name, f.relation, e.locale ORDER BY f.position`;
const TOPICS = `MATCH (c:Clause) RETURN c.heading, c.locale ORDER BY c.position`;

/** Questions about things that this workspace has, in the reader's language where it has any: over a path, of a fact, of a clause. */
export async function exampleQuestions(queries: GraphQueries, scope: QueryScope, locale: Locale): Promise<string[]> {
  const own = async (text: string) => {
    const rows = await textsOf(queries, scope, text);
    const inLocale = rows.filter((row) => row.at(-1) === locale);
    return inLocale.length
      ? { rows: inLocale, say: ASKED[locale] }
      : { rows, say: ASKED[locale === 'zh' ? 'en' : 'zh'] };
  };
  const [paths, facts, topics] = [await own(PATHS), await own(FACTS), await own(TOPICS)];
  const path = paths.rows.find(([, relation, further]) => relation !== further);
  const [first] = facts.rows;
  const other = facts.rows.find(([thing, relation]) => thing !== first?.[0] && relation !== first?.[1]);
  const topic = topics.rows.map(([heading = '']) => topicOf({ heading })).find(isShort);
  const asked = [
    path && paths.say.path(...path),
    first && facts.say.fact(...first),
    topic && topics.say.topic(topic),
    other && facts.say.fact(...other),
  ];
  return asked.flatMap((question) => question ?? []).slice(0, MOST);
}

const isShort = (topic: string) => topic !== '' && topic.length < 20;

/** The first rows as texts; none where the search would reach too far. */
async function textsOf(queries: GraphQueries, scope: QueryScope, text: string): Promise<string[][]> {
  const query = parseQuery(text);
  try {
    await queries.examine(query, scope);
  } catch (error) {
    if (error instanceof GraphQueryError) return [];
    throw error;
  }
  const rows = await queries.rows(query, scope, 60);
  return rows.map(({ cells }) => cells.map((cell) => (cell.kind === 'value' ? String(cell.value) : '')));
}
