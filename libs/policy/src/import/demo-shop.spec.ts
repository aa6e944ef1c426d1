import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFile } from './file.reader.js';

const FOLDER = join(import.meta.dirname, '../../../../demo');
const files = ['zh', 'en'].flatMap((locale) =>
  readdirSync(join(FOLDER, locale)).map((name) => ({ locale, name: `${locale}/${name}` })),
);
const read = (name: string) => readFile({ name, bytes: readFileSync(join(FOLDER, name)) }, {});

function policyIn(name: string) {
  const [policy] = read(name).policies;
  if (!policy) throw new Error(`${name} holds no policy`);
  return policy;
}

/** The first impression the product makes, and what the README and the browser tests ask about. */
describe('the demo shop', () => {
  it('has six policies and a catalogue in each language', () => {
    expect(files).toHaveLength(14);
  });

  it.each(files)('imports $name without a remark, in its language', ({ name, locale }) => {
    const { policies, warnings } = read(name);
    expect(warnings).toEqual([]);
    expect(policies).toMatchObject([{ locale }]);
  });

  it.each(files.filter(({ name }) => name.endsWith('.md')))(
    'opens $name with what the policy is, in words short enough to be quoted whole',
    ({ name, locale }) => {
      const { title, effectiveFrom, clauses } = policyIn(name);
      expect(effectiveFrom).toEqual(new Date('2026-10-01T00:00:00Z'));
      expect(title).toMatch(locale === 'zh' ? /政策$/u : / Policy$/u);
      expect(clauses.length).toBeGreaterThanOrEqual(7);
      expect(clauses.length).toBeLessThanOrEqual(12);
      const [{ heading, text }] = clauses as [(typeof clauses)[number]];
      expect(heading).toBe(title);
      expect(text).toContain(title);
      expect(text.length).toBeLessThanOrEqual(locale === 'zh' ? 220 : 480);
    },
  );

  it('says what to provide for a return and who pays for shipping', () => {
    const headings = (name: string) => policyIn(name).clauses.map(({ heading }) => heading);
    expect(headings('zh/退换货政策.md')).toEqual(expect.arrayContaining(['需要提供的材料', '运费由谁承担']));
    expect(headings('en/returns-policy.md')).toEqual(
      expect.arrayContaining(['What you need to provide', 'Who pays for shipping']),
    );
  });

  it('sells the same dozen products in both languages', () => {
    const entities = (name: string) => new Set(policyIn(name).facts.map(({ entity }) => entity));
    expect(entities('zh/商品目录.csv').size).toBe(12);
    expect(entities('en/product-catalogue.csv').size).toBe(12);
    expect(policyIn('zh/商品目录.csv').facts).toHaveLength(policyIn('en/product-catalogue.csv').facts.length);
  });
});
