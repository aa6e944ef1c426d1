import { describe, expect, it } from 'vitest';
import { readFile, readPackFiles } from './file.reader.js';
import { headingOf } from './pack.heading.js';

const linesOf = (...rows: object[]) => rows.map((row) => JSON.stringify(row)).join('\n');
const read = (clauses: string, facts = '', options = {}) => readPackFiles({ clauses, facts }, options);
const clause = (id: string, more: object = {}) => ({
  id,
  documentId: 'doc',
  title: 'Visas',
  text: `Text of ${id}.`,
  locale: 'en',
  ...more,
});
const fact = (head: string, relation: string, tail: string, domain = 'hotel') => ({
  head,
  relation,
  tail,
  domain,
  source: 'x',
});
const refusal = (code: string, message: string | RegExp) =>
  expect.objectContaining({ name: 'ImportError', code, message: expect.stringMatching(message) });

describe('a pack', () => {
  it('becomes a policy per document, with ids and texts to the letter', () => {
    const text = ' 1. First \nSecond\u200B  line ';
    const { policies } = read(
      linesOf(clause('d#0', { text }), clause('e#0', { documentId: 'e', title: undefined }), clause('d#1')),
    );
    expect(policies).toMatchObject([
      {
        kind: 'policy',
        locale: 'en',
        title: 'Visas',
        clauses: [{ key: 'd#0', text, heading: '1. First' }, { key: 'd#1' }],
      },
      { title: 'e', clauses: [{ key: 'e#0' }] },
    ]);
  });

  it('becomes a catalogue per domain, in the language of its facts, empty ones included', () => {
    const { policies, warnings } = read(
      '',
      linesOf(
        fact('Hilton', 'area', 'north'),
        fact('颐和园', '门票', '30 元', '景点'),
        fact('Hilton', '', ' \n '),
        fact('Hilton', 'wifi', ''),
      ),
    );
    expect(policies).toMatchObject([
      {
        kind: 'catalogue',
        title: 'hotel',
        locale: 'en',
        facts: [
          { entity: 'Hilton', relation: 'area', value: 'north' },
          { entity: 'Hilton', relation: '', value: ' \n ' },
          { entity: 'Hilton', relation: 'wifi', value: '' },
        ],
      },
      { title: '景点', locale: 'zh' },
    ]);
    expect(warnings).toEqual([{ file: 'facts.jsonl', line: 3, message: expect.stringMatching(/^2 facts/u) }]);
  });

  it('is called by its first title, or by what its articles have in common', () => {
    const titles = (...names: string[]) =>
      read(linesOf(...names.map((title, place) => clause(`${place}`, { title, documentId: '民法典' })))).policies[0];
    expect(titles('买卖', '租赁')).toMatchObject({ title: '买卖', clauses: [{}, { heading: '租赁' }] });
    expect(titles('民法典第一条', '民法典第二条')).toMatchObject({
      title: '民法典',
      clauses: [{ heading: '民法典第一条' }, { heading: '民法典第二条' }],
    });
  });

  it('finds its policies again by the documents, also where titles are alike', () => {
    const overview = (documentId: string) => clause(`${documentId}-1`, { documentId, title: '1. Overview' });
    const slugs = read(linesOf(overview('mt#1'), overview('mt-1'), overview('b'))).policies.map(({ slug }) => slug);
    expect(slugs).toEqual(['mt-1', 'mt-1-2', 'b']);
  });

  it('is refused with file, line and reason', () => {
    const good = linesOf(clause('a'));
    const wrong: [string, RegExp][] = [
      ['{', /not valid JSON/u],
      ['7', /not an object/u],
      ['{"id":"q1","question":"?"}', /neither a clause nor a fact.*Expected is/u],
      [linesOf(clause('a')), /"a" stands in line 1 already/u],
      [linesOf(clause('b', { text: ' ' })), /"text" is empty/u],
      [linesOf(clause('b', { locale: 'fr' })), /"locale"/u],
      [linesOf(clause('b', { text: undefined })), /"text"/u],
      [linesOf(clause('b', { text: 'x'.repeat(50_001) })), /"text"/u],
      [linesOf(clause('b', { text: 'half a pair \ud800' })), /no text/u],
      [linesOf({ head: 'a', relation: 'b', tail: 7 }), /"tail"/u],
    ];
    for (const [line, reason] of wrong)
      expect(() => read(`${good}\n\n${line}\n`)).toThrow(
        refusal('pack-line-invalid', new RegExp(`^clauses\\.jsonl:3: .*${reason.source}`, 'u')),
      );
    expect(() => read(good, linesOf(fact('', 'a', 'b')))).toThrow(
      refusal('pack-line-invalid', /^facts\.jsonl:1: "head" is empty/u),
    );
    expect(() => read('', '')).toThrow(refusal('file-empty', /clauses\.jsonl, facts\.jsonl/u));
  });

  it('is sniffed in a single .jsonl file, and named where it makes one policy', () => {
    const file = (text: string, options = {}) =>
      readFile({ name: 'bank.jsonl', bytes: new TextEncoder().encode(text) }, options);
    expect(file(linesOf(clause('a')), { title: 'Bank', locale: 'zh' }).policies).toMatchObject([
      { title: 'Bank', locale: 'zh' },
    ]);
    expect(file(linesOf({ head: 'a', relation: 'b', tail: 'c' })).policies).toMatchObject([
      { kind: 'catalogue', title: 'Bank' },
    ]);
    expect(file(linesOf(clause('a'), fact('a', 'b', 'c')), { title: 'Both' })).toMatchObject({
      policies: [{ title: 'Visas' }, { title: 'hotel' }],
      warnings: [{ message: expect.stringContaining('title was not used') }],
    });
  });
});

describe('a heading for a clause of a pack', () => {
  it('is its own title, unless that is the title of the whole', () => {
    expect(headingOf('Text', 'Fees', 'Visas')).toBe('Fees');
    expect(headingOf('# Fees \nare due', 'Visas', 'Visas')).toBe('Fees');
  });

  it('is cut from a long line where a word or a clause ends', () => {
    const english = headingOf('Many customers make mistakes that are easily avoided by everyone', '', '');
    expect(english).toBe('Many customers make mistakes that are…');
    const chinese = headingOf(
      '当事人协商一致可以解除合同，当事人可以约定一方解除合同的事由，解除合同的事由发生时',
      '',
      '',
    );
    expect(chinese).toBe('当事人协商一致可以解除合同，当事人可以约定一方解除合同的事由…');
    expect(headingOf('字'.repeat(60), '', '')).toBe(`${'字'.repeat(39)}…`);
  });
});
