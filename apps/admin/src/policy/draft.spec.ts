import type { VersionDetail } from '@zhike/contracts';
import { describe, expect, it } from 'vitest';
import {
  addClause,
  afterSave,
  editClause,
  fromVersion,
  isDirty,
  moveClause,
  nextKey,
  putFact,
  removeClause,
  removeFact,
  setHead,
  toSave,
  undoRemoval,
} from './draft.js';
import { problemsOf } from './draft.problems.js';

const version: VersionDetail = {
  id: 'v1',
  policyId: 'p1',
  policyTitle: '退换货政策',
  kind: 'policy',
  locale: 'zh',
  version: 1,
  status: 'draft',
  state: 'draft',
  effectiveFrom: '2026-10-01T00:00:00.000Z',
  authorId: 'm1',
  authorName: '店主',
  audiences: [],
  updatedAt: '2026-09-01T08:00:00.000Z',
  clauses: [
    { id: 'c1', key: '1', heading: '期限', path: ['退货'], text: '七天。' },
    { id: 'c2', key: '2', heading: '材料', path: ['退货'], text: '订单号。' },
  ],
  facts: [
    { id: 'f1', entity: '云杉杯', relation: '容量', value: '500 毫升' },
    { id: 'f2', entity: '云杉杯', relation: '颜色', value: '黑' },
  ],
};
const draft = fromVersion(version);
const keysOf = ({ clauses }: { clauses: readonly { key: string }[] }) => clauses.map(({ key }) => key);

describe('a draft on the page', () => {
  it('is sent back as it was read', () => {
    expect(toSave(draft)).toEqual({
      title: '退换货政策',
      effectiveFrom: version.effectiveFrom,
      audiences: [],
      effectiveTo: null,
      clauses: version.clauses.map(({ id: _, ...clause }) => clause),
      facts: version.facts.map(({ id: _, ...fact }) => fact),
      basedOn: version.updatedAt,
    });
    expect(isDirty(draft)).toBe(false);
  });

  it('leaves untouched what was not edited, so that a catalogue of thousands is not drawn again', () => {
    const after = editClause(draft, 'c2', { text: '订单号和照片。' });
    expect(after.clauses[0]).toBe(draft.clauses[0]);
    expect(after.facts).toBe(draft.facts);
    expect(isDirty(after)).toBe(true);
  });

  it('begins a new clause below the chosen one, under the same headings, with the next free key', () => {
    const { draft: after, uid } = addClause(draft, 'c1');
    expect(keysOf(after)).toEqual(['1', '3', '2']);
    expect(after.clauses[1]).toMatchObject({ uid, path: ['退货'], text: '' });
    expect(keysOf(addClause(draft).draft)).toEqual(['1', '2', '3']);
  });

  it('moves a clause by one, and not past the ends', () => {
    expect(keysOf(moveClause(draft, 'c2', -1))).toEqual(['2', '1']);
    expect(moveClause(draft, 'c1', -1)).toBe(draft);
    expect(moveClause(draft, 'c2', 1)).toBe(draft);
  });

  it('puts a deleted clause or fact back where it was', () => {
    const withoutClause = removeClause(draft, 'c1');
    expect(keysOf(withoutClause)).toEqual(['2']);
    expect(undoRemoval(withoutClause).clauses).toEqual(draft.clauses);
    const withoutFact = removeFact(draft, 'f1');
    expect(withoutFact.facts).toHaveLength(1);
    expect(undoRemoval(withoutFact).facts).toEqual(draft.facts);
    expect(undoRemoval(undoRemoval(withoutFact)).facts).toHaveLength(2);
  });

  it('shows a new fact first and changes a known one in its place', () => {
    const added = putFact(draft, { entity: '雪松杯', relation: '容量', value: '350 毫升' });
    expect(added.facts[0]).toMatchObject({ entity: '雪松杯' });
    expect(putFact(draft, { uid: 'f2', entity: '云杉杯', relation: '颜色', value: '白' }).facts[1]?.value).toBe('白');
  });

  it('stays dirty for what was typed while it was being saved', () => {
    const sent = setHead(draft, { title: '退货政策' });
    const typed = setHead(sent, { title: '退货与换货' });
    const saved = { updatedAt: '2026-09-01T09:00:00.000Z' };
    expect(isDirty(afterSave(typed, sent.change, saved))).toBe(true);
    expect(isDirty(afterSave(sent, sent.change, saved))).toBe(false);
    expect(afterSave(sent, sent.change, saved).basedOn).toBe(saved.updatedAt);
  });
});

describe('the next key', () => {
  it.each([
    ['2.1', ['2.1'], '2.2'],
    ['2.9', ['2.9', '2.10'], '2.11'],
    ['退货', ['退货'], 'clause-2'],
    [undefined, [], 'clause-1'],
  ])('after %s among %j is %s', (after, keys, next) => {
    expect(
      nextKey(
        keys.map((key) => ({ key })),
        after,
      ),
    ).toBe(next);
  });
});

describe('what the server would refuse', () => {
  it('is nothing in a draft that was read', () => {
    expect(problemsOf(draft)).toEqual([]);
  });

  it('names each missing or doubled part and where it lies', () => {
    const broken = editClause(editClause(draft, 'c2', { key: ' 1 ', text: ' ' }), 'c1', { heading: '' });
    expect(problemsOf(setHead(broken, { title: ' ', effectiveFrom: undefined }))).toEqual([
      { kind: 'title-missing' },
      { kind: 'from-missing' },
      { kind: 'key-twice', uid: 'c2', name: '1' },
      { kind: 'text-missing', uid: 'c2', name: '材料' },
    ]);
  });

  it('sees an end that does not lie after the beginning', () => {
    expect(problemsOf(setHead(draft, { effectiveTo: version.effectiveFrom }))).toEqual([{ kind: 'dates-reversed' }]);
  });
});
