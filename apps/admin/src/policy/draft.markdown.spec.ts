import { expect, it } from 'vitest';
import { asMarkdown } from './draft.markdown.js';

it('writes headings above once, and each clause below its own', () => {
  const clause = (heading: string, path: string[], text: string) => ({
    uid: heading,
    key: heading,
    heading,
    path,
    text,
  });
  const clauses = [
    clause('期限', ['退货'], '七天。'),
    clause('材料', ['退货'], '订单号。'),
    clause('运费', ['换货'], '店铺承担。'),
  ];
  expect(asMarkdown({ title: '退换货', clauses, facts: [] })).toBe(
    ['# 退换货', '## 退货', '### 期限', '七天。', '### 材料', '订单号。', '## 换货', '### 运费', '店铺承担。'].join(
      '\n\n',
    ),
  );
});

it('writes facts as lines that a table takes in', () => {
  const facts = [{ uid: '1', entity: '云杉杯', relation: '容量', value: '500 毫升' }];
  expect(asMarkdown({ title: '商品', clauses: [], facts })).toBe('# 商品\n\n云杉杯\t容量\t500 毫升');
});
