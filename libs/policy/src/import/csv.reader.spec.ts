import { describe, expect, it } from 'vitest';
import { readFile } from './file.reader.js';

const read = (text: string, options = {}) =>
  readFile({ name: '目录.csv', bytes: new TextEncoder().encode(text) }, options);
const factsOf = (text: string) =>
  read(text).policies[0]?.facts.map(({ entity, relation, value }) => [entity, relation, value]);
const refusal = (code: string, message: RegExp) =>
  expect.objectContaining({ name: 'ImportError', code, message: expect.stringMatching(message) });

describe('a table of facts', () => {
  it('finds its three columns by name, in either language, in any order, beside others', () => {
    const fact = [['Kettle', 'price', '99 yuan']];
    expect(factsOf('Entity,Relation,Value\nKettle,price,99 yuan\n')).toEqual(fact);
    expect(factsOf('note,值,实体,属性\nx,99 yuan,Kettle,price\n')).toEqual(fact);
    expect(factsOf('商品;关系;值\nKettle;price;99 yuan\n')).toEqual(fact);
    expect(factsOf('entity\trelation\tvalue\n" Kettle "\tprice\t99 yuan\n')).toEqual(fact);
  });

  it('keeps commas, quotes and line ends within quotes', () => {
    expect(factsOf('entity,relation,value\nTent,size,"2.1 m, ""wide""\nand high"\n')).toEqual([
      ['Tent', 'size', '2.1 m, "wide"\nand high'],
    ]);
  });

  it('becomes one catalogue, in the language it is written in or the one that is given', () => {
    expect(read('商品,价格\n壶,99 元\n').policies).toMatchObject([
      { kind: 'catalogue', title: '目录', locale: 'zh', clauses: [] },
    ]);
    expect(read('商品,价格\n壶,99 元\n', { locale: 'en', title: 'Goods' }).policies).toMatchObject([
      { title: 'Goods', locale: 'en' },
    ]);
  });

  it('takes a repeated fact once and says so', () => {
    const { policies, warnings } = read(
      'entity,relation,value\nTent,colour,green\nTent,colour,green\nTent,colour,grey\n',
    );
    expect(policies[0]?.facts).toHaveLength(2);
    expect(warnings).toEqual([{ file: '目录.csv', message: expect.stringMatching(/^1 fact/u) }]);
  });
});

describe('a product table', () => {
  it('makes a fact of every filled cell', () => {
    expect(factsOf('商品,价格,颜色\n壶,99 元,松绿\n灯,,米白\n\n')).toEqual([
      ['壶', '价格', '99 元'],
      ['壶', '颜色', '松绿'],
      ['灯', '颜色', '米白'],
    ]);
  });

  it('is not guessed where the header names some of the three columns', () => {
    for (const header of ['entity,price', 'product,attribute,value', '商品,属性,数值'])
      expect(() => read(`${header}\n${'x,'.repeat(header.split(',').length - 1)}y\n`)).toThrow(
        refusal('csv-columns-wrong', /^目录\.csv:1: .*(?:entity|product|商品).*Expected are entity, relation, value/u),
      );
  });

  it('needs every column named, and each once', () => {
    for (const header of ['product,,price', 'product,price,price', 'product'])
      expect(() => read(`${header}\n`)).toThrow(refusal('csv-columns-wrong', /product/u));
  });
});

describe('a bad row', () => {
  it('is named by the line where it begins', () => {
    const header = 'entity,relation,value\nA,b,"two\nlines"\n';
    expect(() => read(`${header}A,b\n`)).toThrow(refusal('csv-row-invalid', /^目录\.csv:4: .*2 cells.*header 3/u));
    expect(() => read(`${header}\nA,,c\n`)).toThrow(refusal('csv-row-invalid', /^目录\.csv:5: The relation is empty/u));
    expect(() => read(`${header}A,b,"x\ny"\n,b,c\n`)).toThrow(refusal('csv-row-invalid', /^目录\.csv:6: The entity/u));
    expect(() => read(`entity,relation,value\nA,b,${'x'.repeat(20_001)}\n`)).toThrow(
      refusal('csv-row-invalid', /^目录\.csv:2: The value has 20001 characters/u),
    );
    expect(() => read('商品,价格\n,99 元\n')).toThrow(refusal('csv-row-invalid', /^目录\.csv:2: The first column/u));
  });

  it('with unmatched quotes is refused with its line', () => {
    expect(() => read('entity,relation,value\nA,b,c\nA,"b"x,c\n')).toThrow(
      refusal('csv-row-invalid', /^目录\.csv:3: /u),
    );
  });

  it('is not needed for a table to be refused: a header alone names no fact', () => {
    expect(() => read('entity,relation,value\n')).toThrow(refusal('file-empty', /no fact/u));
  });
});
