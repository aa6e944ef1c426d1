import { GraphLabel, GraphRelation } from '@zhike/contracts';
import type { ChatMessage } from '@zhike/ports';
import { ENDS, PROPERTIES } from '../query.schema.js';

export interface PromptParts {
  readonly question: string;
  /** Relations that the catalogues speak of. */
  readonly relations: readonly string[];
  /** Things that the question names. */
  readonly entities: readonly string[];
}

const MOST_RELATIONS = 80;

const SCHEMA = [
  ...GraphLabel.options.map((label) => `(:${label}) has ${Object.keys(PROPERTIES[label]).join(', ')}`),
  ...GraphRelation.options.map((relation) => {
    const [from, to] = ENDS[relation];
    return `(:${from})-[:${relation}]->(:${to})`;
  }),
].join('\n');

const RULES = `You write one Cypher query that finds what is asked in a shop's knowledge graph.
Only MATCH, WHERE, RETURN, DISTINCT, count, ORDER BY, SKIP and LIMIT are known; conditions use = <> < <= > >= CONTAINS, STARTS WITH, ENDS WITH, AND, OR, NOT. No functions, no WITH, no comments, nothing that writes.
Names of nodes begin with the letter of their kind: p, v, c, f, e.
${SCHEMA}
A fact says of an entity (ABOUT): its relation is the name of a property, its value the content. Where the value is the name of another entity, LEADS_TO goes there.
Answer with the query alone.`;

const EXAMPLES: readonly (readonly [question: string, query: string])[] = [
  [
    '青禾小院附近的餐厅的主厨是谁？',
    `MATCH (e:Entity { name: '青禾小院' })<-[:ABOUT]-(f:Fact { relation: '周边餐厅' })-[:LEADS_TO]->(e1:Entity)<-[:ABOUT]-(f1:Fact { relation: '主厨' })\nRETURN e1.name, f1.value`,
  ],
  [
    'Which clauses speak of refunds?',
    `MATCH (v:Version)-[:HAS_CLAUSE]->(c:Clause)\nWHERE c.heading CONTAINS 'efund' OR c.text CONTAINS 'efund'\nRETURN v.title, c`,
  ],
];

/** The question is data: whatever it says, only a query that reads can come of it. */
export function queryPrompt({ question, relations, entities }: PromptParts): ChatMessage[] {
  const known = [
    `Relations of facts here: ${relations.slice(0, MOST_RELATIONS).join(', ') || 'none'}`,
    `Entities named in the question: ${entities.join(', ') || 'none'}`,
  ].join('\n');
  return [
    { role: 'system', content: RULES },
    ...EXAMPLES.flatMap(([asked, query]): ChatMessage[] => [
      { role: 'user', content: `Question: ${asked}` },
      { role: 'assistant', content: query },
    ]),
    { role: 'user', content: `${known}\nQuestion: ${question}` },
  ];
}

/** What was wrong, so that the next try is better. */
export function repairMessages(cypher: string, problem: string): ChatMessage[] {
  return [
    { role: 'assistant', content: cypher || '(nothing)' },
    { role: 'user', content: `This cannot be used: ${problem} Write the query again, alone.` },
  ];
}
