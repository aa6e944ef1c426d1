import { describe, expect, it } from 'vitest';
import { addFiles, asItem, MOST_BYTES, settle, unfitnessOf } from './import.queue.js';

const file = (name: string, content = '# 标题') => new File([content], name);

describe('a file before it is sent', () => {
  it.each([
    ['退货政策.md', 10, undefined],
    ['PRICES.CSV', MOST_BYTES, undefined],
    ['facts.jsonl', 10, undefined],
    ['政策.docx', 10, undefined],
    ['page.HTML', 10, undefined],
    ['policy.pptx', 10, 'kind'],
    ['facts.csv', MOST_BYTES + 1, 'size'],
    ['facts.json', 0, 'empty'],
  ])('%s of %i bytes is unfit because of: %s', (name, size, because) => {
    expect(unfitnessOf({ name, size })).toBe(because);
  });
});

describe('the queue', () => {
  it('puts a corrected file in the place of its failed try', () => {
    const failed = settle([asItem(file('a.csv'))], asItem(file('x.md')).id - 1, { kind: 'failed', error: 'line 3' });
    const again = addFiles(failed, [file('a.csv', 'entity,relation,value')]);
    expect(again.map(({ file: { name }, state }) => [name, state.kind])).toEqual([['a.csv', 'waiting']]);
  });

  it('keeps what is on its way or done', () => {
    const [first, second] = [asItem(file('a.md')), asItem(file('b.md'))];
    const items = settle(settle([first, second], first.id, { kind: 'sending', share: 0.4 }), second.id, {
      kind: 'imported',
      report: { policies: [], warnings: [] },
    });
    expect(addFiles(items, [file('a.md'), file('b.md')]).map(({ state }) => state.kind)).toEqual([
      'sending',
      'imported',
      'waiting',
      'waiting',
    ]);
  });
});
