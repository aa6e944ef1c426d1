import { isDeepStrictEqual } from 'node:util';
import { LONGEST_GRAPH_QUERY, MOST_GRAPH_ROWS } from '@zhike/contracts';
import { describe, expect, it } from 'vitest';
import { parseEbnf } from '../../../inference/src/decoder/constraint/ebnf.parser.js';
import { GrammarAutomaton, type GrammarState } from '../../../inference/src/decoder/constraint/grammar.automaton.js';
import { demandsOf } from './query.ast.js';
import { QUERY_GRAMMAR } from './query.grammar.js';
import { parseQuery } from './query.parser.js';
import { GraphQueryError } from './query.problem.js';
import { queryText } from './query.text.js';
import { RandomQueries } from './random.query.fake.js';

function problemOf(source: string) {
  try {
    parseQuery(source);
  } catch (error) {
    if (error instanceof GraphQueryError) return error.problem;
    throw error;
  }
  return undefined;
}
const kindOf = (source: string) => problemOf(source)?.kind;

describe('a search', () => {
  it('that is written down and read again is the same search', () => {
    const random = new RandomQueries(20_261_129);
    const changed: string[] = [];
    for (let count = 0; count < 500; count++) {
      const query = random.query();
      const text = queryText(query);
      if (!isDeepStrictEqual(parseQuery(text), query)) changed.push(text);
    }
    expect(changed).toEqual([]);
  }, 30_000);

  it('is read whatever its case, its spaces and its way of naming', () => {
    const query = parseQuery(
      `match (f : Fact {relation:"价格"})-[r:ABOUT]->(e),(e)<-[:LEADS_TO]-(w) where f.value<>'a' and (e.name starts with '远' or not w.position >= -1)\n return e.name as 商品, count(distinct f) order by count( DISTINCT f ) descending, 商品 skip 1 limit 5000;`,
    );
    expect(queryText(query)).toBe(`MATCH (f:Fact { relation: '价格' })-[:ABOUT]->(e:Entity), (e)<-[:LEADS_TO]-(w:Fact)
WHERE f.value <> 'a' AND (e.name STARTS WITH '远' OR NOT w.position >= -1)
RETURN e.name AS 商品, count(DISTINCT f)
ORDER BY count(DISTINCT f) DESC, 商品
SKIP 1
LIMIT ${MOST_GRAPH_ROWS}`);
    expect(demandsOf(query)).toHaveLength(3);
  });

  it('takes IN for several equalities, and RETURN * for all that has a name', () => {
    expect(queryText(parseQuery(`MATCH (f:Fact)-[:ABOUT]->(:Entity) WHERE f.relation IN ['a', 'b'] RETURN *`))).toBe(
      `MATCH (f:Fact)-[:ABOUT]->(:Entity)\nWHERE f.relation = 'a' OR f.relation = 'b'\nRETURN f`,
    );
  });
});

describe('what is not a search for reading', () => {
  it.each([
    ['MATCH (n) DETACH DELETE n', 'writes', 'line 1, column 11: DETACH is not allowed here; this search only reads.'],
    ['MATCH (c:Clause) SET c.text = "x" RETURN c', 'writes', 'line 1, column 18: SET'],
    ['MATCH (c:Clause) REMOVE c.text RETURN c', 'writes', 'REMOVE'],
    ['CREATE (c:Clause) RETURN c', 'writes', 'CREATE'],
    ['MATCH (c:Clause) MERGE (c)-[:NEXT]->(c) RETURN c', 'writes', 'MERGE'],
    ['MATCH (c:Clause) FOREACH (x IN [1] | SET c.a = 1) RETURN c', 'writes', 'FOREACH'],
    ['DROP INDEX zhike_clause_scope', 'writes', 'DROP'],
    ['MATCH (c:Clause) CALL db.labels() YIELD label RETURN c', 'unsupported', 'CALL'],
    ['CALL { MATCH (c:Clause) RETURN c } RETURN c', 'unsupported', 'CALL'],
    ["LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line", 'unsupported', 'LOAD'],
    ['MATCH (c:Clause) WITH c RETURN c', 'unsupported', 'WITH'],
    ['MATCH (c:Clause) RETURN c UNION MATCH (v:Version) RETURN v', 'unsupported', 'UNION'],
    ['OPTIONAL MATCH (c:Clause) RETURN c', 'unsupported', 'OPTIONAL'],
    ['PROFILE MATCH (c:Clause) RETURN c', 'unsupported', 'PROFILE'],
    ['MATCH (c:Clause) RETURN apoc.load.json("http://x")', 'unsupported', 'LOAD'],
    ['MATCH (c:Clause) WHERE toLower(c.text) = "a" RETURN c', 'unsupported', 'toLower(…)'],
    ['MATCH (c:Clause) RETURN c // SET', 'comment', 'Comments'],
    ['MATCH (c:Clause) /* x */ RETURN c', 'comment', 'Comments'],
    ['MATCH (c:`Clause`) RETURN c', 'backtick', 'backticks'],
    ['MATCH (c:Clause) WHERE c.text = $text RETURN c', 'parameter', '$'],
    ['MATCH (c:Clause) RETURN c; MATCH (v:Version) RETURN v', 'several-statements', 'One search at a time'],
    [String.raw`MATCH (c:Clause) WHERE c.text = '\u0027 OR 1=1' RETURN c`, 'escape', String.raw`\u`],
    [String.raw`MATCH (c:Cl\u0061use) RETURN c`, 'escape', String.raw`\u`],
    ["MATCH (c:Clause) WHERE c.text = 'a\u0000b' RETURN c", 'sign', 'U+0000'],
    ["MATCH (c:Clause) WHERE c.text = '\ud800' RETURN c", 'sign', 'U+D800'],
    ["MATCH (c:Clause) WHERE c.text = 'a RETURN c", 'text-not-closed', 'column 33'],
    ["MATCH (c:Clause) WHERE c.text =~ '.*' RETURN c", 'sign', '~'],
    ['MATCH （c:Clause) RETURN c', 'sign', '（'],
  ])('is refused by name: %s', (source, kind, said) => {
    const problem = problemOf(source);
    expect(problem?.kind).toBe(kind);
    expect(problem?.message).toContain(said);
  });

  it('names the line and column, counting signs and not their halves', () => {
    expect(problemOf("MATCH (c:Clause)\nWHERE c.text = '👍' AND c.colour = 'a'\nRETURN c")).toMatchObject({
      ...{ kind: 'unknown-property', line: 2, column: 26, found: 'colour' },
      expected: 'id, key, position, heading, text, locale',
    });
  });
});

describe('what cannot be meant', () => {
  it.each([
    ['', 'unexpected'],
    ['RETURN 1', 'unexpected'],
    ['MATCH (n) RETURN n', 'label-missing'],
    ['MATCH (n:Customer) RETURN n', 'unknown-label'],
    ['MATCH (n:toString) RETURN n', 'unknown-label'],
    ['MATCH (c:Clause)-[:OWNS]->(d:Clause) RETURN c', 'unknown-relation'],
    ['MATCH (c:Clause)-[:HAS_CLAUSE]->(v:Version) RETURN c', 'relation-ends'],
    ['MATCH (c:Clause)-[:NEXT]->(c:Fact) RETURN c', 'label-twice'],
    ['MATCH (c:Clause)-[:NEXT*]->(d) RETURN c', 'length-unbounded'],
    ['MATCH (c:Clause)-[:NEXT*2..]->(d) RETURN c', 'length-unbounded'],
    ['MATCH (c:Clause)-[:NEXT*1..9]->(d) RETURN c', 'number-range'],
    ['MATCH (c:Clause)-[:NEXT*3..2]->(d) RETURN c', 'number-range'],
    ['MATCH (v:Version)-[:HAS_CLAUSE*1..2]->(c) RETURN c', 'length-not-here'],
    ['MATCH (c:Clause)--(d) RETURN c', 'unexpected'],
    ['MATCH (c:Clause)-[:NEXT]-(d) RETURN c', 'unexpected'],
    ['MATCH (c:Clause)-[:NEXT|REFERS_TO]->(d) RETURN c', 'unexpected'],
    ['MATCH (c:Clause), (f:Fact) RETURN c, f', 'not-connected'],
    ['MATCH (c:Clause) WHERE d.text = "a" RETURN c', 'unknown-variable'],
    ['MATCH (c:Clause) WHERE c.text = 1 RETURN c', 'type-mismatch'],
    ['MATCH (c:Clause) WHERE c.position CONTAINS "1" RETURN c', 'type-mismatch'],
    ['MATCH (c:Clause) WHERE c.position = c.text RETURN c', 'type-mismatch'],
    ['MATCH (v:Version) WHERE v.startsAt > "soon" RETURN v', 'date-expected'],
    ['MATCH (v:Version) WHERE v.startsAt > "2026-02-31T99:00Z" RETURN v', 'date-expected'],
    ['MATCH (c:Clause) WHERE "a" = c.text RETURN c', 'property-first'],
    ['MATCH (c:Clause) WHERE c.text RETURN c', 'unexpected'],
    ['MATCH (c:Clause) RETURN c, c', 'name-taken'],
    ['MATCH (c:Clause) RETURN c.text AS c', 'name-taken'],
    ['MATCH (c:Clause) RETURN count(*) ORDER BY c.text', 'order-unknown'],
    ['MATCH (c:Clause) RETURN c LIMIT 0', 'number-range'],
    ['MATCH (c:Clause) RETURN c LIMIT -1', 'unexpected'],
    ['MATCH (c:Clause) RETURN c SKIP 99999', 'number-range'],
    ['MATCH (c:Clause) RETURN c WHERE c.text = "a"', 'unexpected'],
    ['MATCH (c:Clause) RETURN collect(c)', 'unsupported'],
    [`MATCH (c:Clause) WHERE ${'('.repeat(20)}c.text = 'a'${')'.repeat(20)} RETURN c`, 'too-large'],
    [`MATCH (c:Clause) WHERE ${'NOT '.repeat(20)}c.text = 'a' RETURN c`, 'too-large'],
    [`MATCH (c:Clause) WHERE ${Array(25).fill("c.text = 'a'").join(' OR ')} RETURN c`, 'too-large'],
    [`MATCH (c:Clause)${'-[:NEXT]->()'.repeat(12)} RETURN c`, 'too-large'],
    [`MATCH (c:Clause) WHERE c.text = '${'x'.repeat(400)}' RETURN c`, 'too-large'],
    [`MATCH (c:Clause) RETURN c${' '.repeat(LONGEST_GRAPH_QUERY)}`, 'too-large'],
  ])('is refused: %s', (source, kind) => {
    expect(kindOf(source)).toBe(kind);
  });

  it('never fails in another way, whatever is cut out of a search or put into it', () => {
    const random = new RandomQueries(7);
    const bits = ['(', ')', '-[', ']->', "'", '\\', '*', '..', ' RETURN ', ' NOT ', '{', '5', '.', ',', '\u0000', '`'];
    const kinds = new Set<string>();
    for (let count = 0; count < 500; count++) {
      const text = queryText(random.query());
      const at = random.below(text.length);
      const broken = text.slice(0, at) + (bits[random.below(bits.length)] ?? '') + text.slice(at + random.below(6));
      // Anything but a refusal with its place is thrown on, and fails here.
      kinds.add(kindOf(broken) ?? 'read');
    }
    expect(kinds.size).toBeGreaterThan(8);
  }, 30_000);
});

describe('the grammar for a model', () => {
  const automaton = new GrammarAutomaton(parseEbnf(QUERY_GRAMMAR));
  function accepts(text: string): boolean {
    let state: GrammarState | undefined = automaton.start;
    for (const sign of text) state = state && automaton.next(state, sign.codePointAt(0) ?? 0);
    return state !== undefined && automaton.mayEnd(state);
  }

  it.each([
    `MATCH (e:Entity { name: '青禾小院' })<-[:ABOUT]-(f:Fact { relation: '周边餐厅' })-[:LEADS_TO]->(e1:Entity)<-[:ABOUT]-(f1:Fact)\nWHERE f1.relation = '主厨' AND NOT f1.value = ''\nRETURN e1.name, f1.value`,
    `MATCH (v:Version)-[:HAS_CLAUSE]->(c:Clause)-[:NEXT*1..2]->(c1:Clause)\nWHERE v.startsAt >= '2026-10-01' AND (c.text CONTAINS '退货' OR c.position < 3)\nRETURN DISTINCT v.title, count(*) AS number\nORDER BY number DESC\nLIMIT 20`,
  ])('lets a search be written that the parser reads: %s', (text) => {
    expect(accepts(text.replace("= ''", "= 'x'"))).toBe(true);
    expect(kindOf(text)).toBeUndefined();
  });

  it('lets nothing be written that writes, and no relation that does not fit', () => {
    for (const text of [
      'MATCH (n) DETACH DELETE n',
      'MATCH (c:Clause) SET c.text = 1 RETURN c',
      'MATCH (f:Fact)-[:HAS_CLAUSE]->(c:Clause) RETURN c',
      'MATCH (f:Fact) RETURN f.colour',
      "MATCH (f:Fact) WHERE f.value = '\\u0027' RETURN f",
      'CALL db.labels()',
    ])
      expect(accepts(text), text).toBe(false);
  });

  it('lets a model write only what the parser reads, but for names that MATCH does not have', () => {
    const random = new RandomQueries(99);
    const kinds = new Map<string, string>();
    for (let count = 0; count < 120; count++) {
      const text = written(random);
      kinds.set(kindOf(text) ?? 'read', text);
    }
    // Names and counts are beyond a grammar.
    const beyond = ['unknown-variable', 'label-twice', 'label-missing', 'not-connected', 'name-taken', 'order-unknown'];
    const bounds = ['number-range', 'too-large', 'date-expected', 'length-unbounded'];
    expect([...kinds].filter(([kind]) => !['read', ...beyond, ...bounds].includes(kind))).toEqual([]);
    expect(kinds.size).toBeGreaterThan(2);
  }, 30_000);

  /** Follows the grammar by chance, as a model that knows nothing would. */
  function written(random: RandomQueries): string {
    const signs = [...new Set([...`${QUERY_GRAMMAR} '退`])];
    let state: GrammarState = automaton.start;
    let text = '';
    for (let length = 0; length < 600; length++) {
      if (automaton.mayEnd(state) && (text.length > 60 || random.chance(0.2))) return text;
      const options = signs.flatMap((sign) => {
        const next = automaton.next(state, sign.codePointAt(0) ?? 0);
        return next ? [{ sign, next }] : [];
      });
      const option = options[random.below(options.length)];
      if (!option) return text;
      text += option.sign;
      state = option.next;
    }
    return text;
  }
});
