import { describe, expect, it } from 'vitest';
import { diffClauses, diffFacts } from './diff.js';
import { diffWords } from './diff.words.js';

const clause = (key: string, text = `正文 ${key}`, heading = `标题 ${key}`) => ({ key, heading, path: [], text });
const told = (changes: readonly { kind: string; key: string }[]) => changes.map(({ kind, key }) => `${kind} ${key}`);

describe('two versions, clause by clause', () => {
  it('have no difference when nothing changed', () => {
    expect(diffClauses([clause('1'), clause('2')], [clause('1'), clause('2')])).toEqual([]);
  });

  it('show what was added, changed and removed', () => {
    const changes = diffClauses(
      [clause('1'), clause('2'), clause('3')],
      [clause('1'), clause('2', '十四天。'), clause('4')],
    );
    expect(told(changes)).toEqual(['changed 2', 'added 4', 'removed 3']);
    expect(changes[0]).toMatchObject({ before: clause('2'), after: clause('2', '十四天。') });
  });

  it('count a new heading or new headings above as a change', () => {
    expect(told(diffClauses([clause('1')], [clause('1', '正文 1', '期限')]))).toEqual(['changed 1']);
    expect(told(diffClauses([clause('1')], [{ ...clause('1'), path: ['退货'] }]))).toEqual(['changed 1']);
  });

  it('show one clause carried to the top as one move', () => {
    const before = ['1', '2', '3', '4'].map((key) => clause(key));
    const after = ['4', '1', '2', '3'].map((key) => clause(key));
    expect(told(diffClauses(before, after))).toEqual(['moved 4']);
  });

  it('take no clause for moved because another was removed above it', () => {
    expect(told(diffClauses([clause('1'), clause('2'), clause('3')], [clause('2'), clause('3')]))).toEqual([
      'removed 1',
    ]);
  });
});

describe('two catalogues', () => {
  const fact = (value: string, relation = '容量', entity = '云杉杯') => ({ entity, relation, value });

  it('show one value that gave way to another as a change', () => {
    expect(diffFacts([fact('500 毫升')], [fact('600 毫升')])).toEqual([
      { kind: 'changed', entity: '云杉杯', relation: '容量', before: '500 毫升', after: '600 毫升' },
    ]);
  });

  it('keep several values of one relation apart', () => {
    const changes = diffFacts(
      [fact('黑', '颜色'), fact('白', '颜色')],
      [fact('白', '颜色'), fact('红', '颜色'), fact('蓝', '颜色')],
    );
    expect(changes.map(({ kind, before, after }) => [kind, before ?? after])).toEqual([
      ['added', '红'],
      ['added', '蓝'],
      ['removed', '黑'],
    ]);
  });

  it('do not care for order, and count doubles', () => {
    expect(diffFacts([fact('1'), fact('2')], [fact('2'), fact('1')])).toEqual([]);
    expect(diffFacts([fact('1'), fact('1')], [fact('1')])).toMatchObject([{ kind: 'removed', before: '1' }]);
  });

  // Comparing each with each would be five thousand million steps and run into the time limit.
  it('are compared in one pass, also with seventy thousand facts', { timeout: 20_000 }, () => {
    const many = Array.from({ length: 70_000 }, (_, place) => fact(String(place), '编号', `商品 ${place}`));
    expect(diffFacts(many, [...many.slice(1), fact('新', '编号', '商品 新')])).toHaveLength(2);
  });
});

describe('a text, piece by piece', () => {
  it('marks one character of Chinese and one number as what they are', () => {
    expect(diffWords('自签收之日起 7 天内可退', '自签收之日起 14 天内可换')).toEqual([
      { kind: 'same', text: '自签收之日起 ' },
      { kind: 'removed', text: '7' },
      { kind: 'added', text: '14' },
      { kind: 'same', text: ' 天内可' },
      { kind: 'removed', text: '退' },
      { kind: 'added', text: '换' },
    ]);
  });

  it('keeps words whole', () => {
    expect(diffWords('within seven days', 'within eleven days')).toContainEqual({ kind: 'added', text: 'eleven' });
  });

  it('loses nothing of either text', () => {
    const [before, after] = ['a b c\n\nd', 'b x c\nd e'];
    const pieces = diffWords(before, after);
    const without = (kind: string) => pieces.filter((piece) => piece.kind !== kind).map(({ text }) => text);
    expect(without('added').join('')).toBe(before);
    expect(without('removed').join('')).toBe(after);
  });

  it('calls a very long text rewritten rather than make the reader wait', () => {
    const pieces = diffWords('甲'.repeat(5_000), '乙'.repeat(5_000));
    expect(pieces.map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });
});
