import { describe, expect, it } from 'vitest';
import { SpanColumns } from './span.columns.js';

describe('SpanColumns', () => {
  const visible = (spans: SpanColumns, at: number, audiences?: string[]) =>
    [0, 1, 2, 3, 4].filter(spans.visibleTo({ at: new Date(at), ...(audiences ? { audiences } : {}) }));

  it('answers by moment and groups, and not for what is hidden or unknown', () => {
    const spans = new SpanColumns();
    spans.set(0, { from: 0, to: Infinity });
    spans.set(1, { from: 10, to: 20 });
    spans.set(2, { from: 0, to: 20, audiences: ['staff', 'vip'] });
    spans.set(3, { from: 0, to: 20, audiences: ['vip', 'staff'] });
    expect(visible(spans, 9)).toEqual([0]);
    expect(visible(spans, 10, [])).toEqual([0, 1]);
    expect(visible(spans, 19, ['vip'])).toEqual([0, 1, 2, 3]);
    expect(visible(spans, 20, ['vip'])).toEqual([0]);
    spans.hide(0);
    spans.set(2, { from: 0, to: 20 });
    expect(visible(spans, 12, ['wholesale'])).toEqual([1, 2]);
  });
});
