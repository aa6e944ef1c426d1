import { describe, expect, it } from 'vitest';
import { readFile } from './file.reader.js';
import { titleOfFile } from './import.content.js';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (name: string, content: Uint8Array | string) =>
  readFile({ name, bytes: typeof content === 'string' ? bytes(content) : content }, {});

/** 商品,价格 / 保温壶,99 元 as a Chinese spreadsheet writes it. */
const GB18030 = Uint8Array.from([
  0xc9, 0xcc, 0xc6, 0xb7, 0x2c, 0xbc, 0xdb, 0xb8, 0xf1, 0x0a, 0xb1, 0xa3, 0xce, 0xc2, 0xba, 0xf8, 0x2c, 0x39, 0x39,
  0x20, 0xd4, 0xaa, 0x0a,
]);
const KETTLE = [{ entity: '保温壶', relation: '价格', value: '99 元' }];

describe('a file', () => {
  it('is read by its ending, whatever the case and the folder', () => {
    expect(read('zh/退换货政策.MD', '# 退换货政策\n\n七天内可退。').policies).toMatchObject([{ kind: 'policy' }]);
    expect(read('C:\\shop\\facts.json', '{"壶":{"价格":99}}').policies).toMatchObject([
      { kind: 'catalogue', title: 'Facts' },
    ]);
  });

  it('of another type is refused with the types that are read', () => {
    expect(() => read('policy.pptx', 'x')).toThrow(
      expect.objectContaining({
        code: 'file-type-unknown',
        message: expect.stringMatching(/^policy\.pptx: .*\.md.*\.docx.*\.csv/u),
      }),
    );
    expect(() => read('policy', 'x')).toThrow(expect.objectContaining({ code: 'file-type-unknown' }));
  });

  it('that is empty is refused, of every type', () => {
    for (const name of ['a.md', 'a.csv', 'a.json', 'a.jsonl'])
      expect(() => read(name, '\uFEFF \r\n')).toThrow(expect.objectContaining({ code: 'file-empty' }));
  });

  it('is UTF-8, with or without a byte order mark', () => {
    expect(read('壶.csv', '\uFEFF商品,价格\r\n保温壶,99 元\r\n')).toMatchObject({
      policies: [{ facts: KETTLE }],
      warnings: [],
    });
  });

  it('in GB18030 or UTF-16 is read and says so', () => {
    expect(read('壶.csv', GB18030)).toMatchObject({
      policies: [{ facts: KETTLE }],
      warnings: [{ file: '壶.csv', message: expect.stringContaining('GB18030') }],
    });
    const utf16 = new Uint8Array(Buffer.from('\uFEFF商品,价格\n保温壶,99 元\n', 'utf16le'));
    expect(read('壶.csv', utf16)).toMatchObject({
      policies: [{ facts: KETTLE }],
      warnings: [{ message: expect.stringContaining('UTF-16') }],
    });
  });

  it('in any other encoding, or none, is refused with the way to save it again', () => {
    const latin = new Uint8Array(Buffer.from('# Café\n\nÀ bientôt à Orléans, après l’été.', 'latin1'));
    for (const content of [latin, Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0x00, 0xff]), bytes('a\0b')])
      expect(() => read('a.md', content)).toThrow(
        expect.objectContaining({ code: 'file-not-text', message: expect.stringContaining('UTF-8') }),
      );
  });

  it('names what it brings when it says nothing itself', () => {
    expect(['product-catalogue.csv', '商品目录.csv', 'size_chart.v2.json', '.csv'].map(titleOfFile)).toEqual([
      'Product catalogue',
      '商品目录',
      'Size chart.v2',
      '.csv',
    ]);
  });

  it('that is odd throughout is not described a thousand times', () => {
    const { warnings } = read('a.md', `# A\n\ntext\n${'\n## Empty\n'.repeat(150)}`);
    expect(warnings).toHaveLength(101);
    expect(warnings.at(-1)?.message).toBe('50 more remarks are not listed.');
  });
});
