import { describe, expect, it } from 'vitest';
import { parseEbnf } from './ebnf.parser.js';
import { GrammarAutomaton, type GrammarState } from './grammar.automaton.js';
import type { Grammar } from './grammar.js';
import { type JsonSchema, jsonSchemaGrammar } from './json-schema.grammar.js';

function accepts(grammar: Grammar, text: string): boolean {
  const automaton = new GrammarAutomaton(grammar);
  let state: GrammarState | undefined = automaton.start;
  for (const sign of text) state = state && automaton.next(state, sign.codePointAt(0) ?? 0);
  return state !== undefined && automaton.mayEnd(state);
}

describe('a grammar', () => {
  it('reads what EBNF says, recursion included', () => {
    const sums = parseEbnf(`
      # sums in brackets
      root ::= term (" + " term)*
      term ::= number | "(" root ")"
      number ::= [0-9]+ ("." [0-9]{1,2})?
    `);
    for (const text of ['1', '12.50 + 3', '((1 + 2) + 3.1)']) expect(accepts(sums, text)).toBe(true);
    for (const text of ['', '1 +', '(1', '1.234', '1 + x', '1)']) expect(accepts(sums, text)).toBe(false);
  });

  it('reads classes, escapes, counts and signs beyond ASCII', () => {
    const grammar = parseEbnf(String.raw`root ::= "\"" [^"\n]{2} "\"" ("退" | [一-丁])? [a\-z]{2,}`);
    expect(accepts(grammar, '"é👍"退a-')).toBe(true);
    expect(accepts(grammar, '"ab"丁za-')).toBe(true);
    for (const text of ['"a"aa', '"abc"aa', '"ab"七aa', '"ab"a', '"a\n"aa', '"ab"bb'])
      expect(accepts(grammar, text)).toBe(false);
  });

  it('says what cannot be read, or never comes to a sign', () => {
    expect(() => parseEbnf('start ::= "a"')).toThrow(/no rule named root/u);
    expect(() => parseEbnf('root ::= "a" )')).toThrow(/line 1/u);
    expect(() => parseEbnf('root ::= "a')).toThrow(/line 1/u);
    expect(() => new GrammarAutomaton(parseEbnf('root ::= other'))).toThrow(/no rule other/u);
    expect(() => new GrammarAutomaton(parseEbnf('root ::= root "a" | "b"'))).toThrow(/begins with itself/u);
  });
});

describe('a JSON schema', () => {
  const action: JsonSchema = {
    type: 'object',
    properties: {
      action: { enum: ['refund', 'exchange'] },
      days: { type: 'integer' },
      reason: { type: 'string', maxLength: 5 },
      tags: { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 2 },
    },
    required: ['action', 'tags'],
  };

  it.each([
    '{"action": "refund", "days": 14, "reason": "late", "tags": ["a"]}',
    '{"action":"exchange","tags":["a","b"]}',
    String.raw`{"action": "refund", "reason": "\"\n退é", "tags": [""]}`,
  ])('lets JSON under it be written: %s', (text) => {
    expect(accepts(jsonSchemaGrammar(action), text)).toBe(true);
    expect(() => JSON.parse(text) as unknown).not.toThrow();
  });

  it.each([
    '{"action": "cancel", "tags": ["a"]}',
    '{"action": "refund"}',
    '{"action": "refund", "tags": []}',
    '{"action": "refund", "tags": ["a", "b", "c"]}',
    '{"tags": ["a"], "action": "refund"}',
    '{"action": "refund", "days": 1.5, "tags": ["a"]}',
    '{"action": "refund", "days": 014, "tags": ["a"]}',
    '{"action": "refund", "reason": "too long", "tags": ["a"]}',
    '{"action": "refund", "tags": ["a"],}',
    '{"action": "refund", "tags": ["a"]',
  ])('lets nothing else be written: %s', (text) => {
    expect(accepts(jsonSchemaGrammar(action), text)).toBe(false);
  });

  it('knows optional properties at the beginning, alternatives, numbers and recursion', () => {
    const optionalFirst: JsonSchema = { type: 'object', properties: { a: { type: 'null' }, b: { type: 'boolean' } } };
    for (const text of ['{}', '{"a":null}', '{"b":true}', '{"a": null, "b": false}'])
      expect(accepts(jsonSchemaGrammar(optionalFirst), text)).toBe(true);
    for (const text of ['{,"b":true}', '{"b":true,"a":null}'])
      expect(accepts(jsonSchemaGrammar(optionalFirst), text)).toBe(false);
    const tree: JsonSchema = {
      $ref: '#/$defs/tree',
      $defs: { tree: { anyOf: [{ type: 'number' }, { type: 'array', items: { $ref: '#/$defs/tree' } }] } },
    };
    for (const text of ['[1, [-2.5e3, []], 0]', '7']) expect(accepts(jsonSchemaGrammar(tree), text)).toBe(true);
    expect(accepts(jsonSchemaGrammar(tree), '[1, [2]')).toBe(false);
  });

  it('is refused where it says what is not understood', () => {
    const refused: readonly (readonly [object, RegExp])[] = [
      [{ type: 'string', pattern: 'a+' }, /"pattern" is not supported/u],
      [{ type: 'array' }, /no schema for its items/u],
      [{ type: 'object', required: ['a'] }, /required property "a"/u],
      [{ $ref: '#/other' }, /leads nowhere/u],
      [{}, /neither type/u],
    ];
    for (const [schema, reason] of refused) expect(() => jsonSchemaGrammar(schema)).toThrow(reason);
  });
});
