import { describe, expect, it } from 'vitest';
import { CuratedBook } from './curated.book.js';
import type { CuratedRow } from './curated.rows.js';

/** A unit vector at an angle: the cosine of two is the cosine of what lies between them. */
const at = (degrees: number) =>
  Float32Array.from([Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]);

function row(id: string, text: string, degrees: number, more: Partial<CuratedRow> = {}): CuratedRow {
  return {
    id,
    workspaceId: 'w',
    locale: 'en',
    answer: '',
    status: 'on',
    hits: 0,
    updatedBy: 'Ana',
    updatedAt: new Date(0),
    questions: [{ text, model: 'm', vector: at(degrees) }],
    clauses: [],
    ...more,
  };
}
const thresholds = { zh: 0.95, en: 0.92 };
const book = new CuratedBook(1, thresholds, [
  row('near', 'When do I get my money back?', 10),
  row('far', 'Where is my parcel?', 60),
  row('zh', '什么时候退款？', 10, { locale: 'zh' }),
  row('other-model', 'Refund when?', 0, { questions: [{ text: 'Refund when?', model: 'former', vector: at(0) }] }),
  row('number', 'Do I get 5 back?', 1),
]);
const asked = { model: 'm', vector: at(0) };
const ids = (matches: readonly { row: CuratedRow }[]) => matches.map((match) => match.row.id);

describe('CuratedBook', () => {
  it('finds a question word for word, whatever its case and punctuation, in its own language only', () => {
    expect(ids(book.matchWords('when do i get my money back', 'en'))).toEqual(['near']);
    expect(ids(book.matchWords('when do i get my money back', 'zh'))).toEqual([]);
  });

  it('finds by meaning what is at least as near as the threshold, made by the same model, with the same numbers', () => {
    const matches = book.matchMeaning('When will I be refunded?', 'en', asked);
    expect(ids(matches)).toEqual(['near']);
    expect(matches[0]?.likeness).toBeCloseTo(Math.cos(Math.PI / 18), 5);
  });

  it('obeys the threshold of the workspace, nearest first', () => {
    const open = new CuratedBook(1, { ...thresholds, en: 0.5 }, [
      row('far', 'Where is it?', 60),
      row('near', 'When?', 10),
    ]);
    expect(ids(open.matchMeaning('So?', 'en', { model: 'm', vector: at(1) }))).toEqual(['near', 'far']);
  });

  it('knows which phrasings a model has not seen yet', () => {
    expect(book.lacksVectors('en', 'm')).toBe(true);
    expect(book.lacksVectors('zh', 'm')).toBe(false);
    expect(book.lacksVectors('en', undefined)).toBe(false);
  });
});
