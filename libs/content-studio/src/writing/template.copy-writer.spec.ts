import { CopyChannel, CopyLength, Locale, StyleTag } from '@zhike/contracts';
import type { FactEvidence } from '@zhike/ports';
import { describe, expect, it } from 'vitest';
import { claimIn } from '../check/claim.finder.js';
import { findBannedClaims } from '../check/banned.screen.js';
import { COPY_TEMPLATES, GREETINGS } from './copy.templates.js';
import type { CopyOrder } from './copy.writer.js';
import { TemplateCopyWriter } from './template.copy-writer.js';

const facts = ['重量=6.8 千克', '价格=1,299 元', '颜色=松绿、沙色', '保修期=2 年', '容量=4 人'].map((line, place) => {
  const [relation = '', value = ''] = line.split('=');
  return { kind: 'fact', entity: '帐篷', relation, value, citation: { sourceId: String(place) } } as FactEvidence;
});
const order = (more: Partial<CopyOrder> = {}, brief: Partial<CopyOrder['brief']> = {}): CopyOrder => ({
  brief: {
    purpose: '春季上新',
    channel: 'social',
    locale: 'zh',
    product: '帐篷',
    styles: ['lively'],
    length: 'medium',
    drafts: 3,
    points: [],
    ...brief,
  },
  facts,
  seed: 7,
  position: 0,
  others: [],
  ...more,
});
async function write(asked: CopyOrder): Promise<string> {
  let text = '';
  for await (const piece of new TemplateCopyWriter().write(asked, new AbortController().signal)) text += piece;
  return text;
}

describe('the template writer', () => {
  it('writes the same for the same seed and brief, and something else for another seed', async () => {
    expect(await write(order())).toBe(await write(order()));
    expect(await write(order({ seed: 8 }))).not.toBe(await write(order()));
  });

  it('writes drafts that differ from those that are there', async () => {
    const drafts: string[] = [];
    for (let position = 0; position < 5; position++)
      drafts.push(await write(order({ seed: 7, position, others: [...drafts] })));
    expect(new Set(drafts).size).toBe(5);
  });

  it('tells what purpose and points speak of first', async () => {
    for (let seed = 0; seed < 10; seed++) {
      const text = await write(order({ seed }, { length: 'short', purpose: '谈谈保修期', points: ['颜色'] }));
      expect(text).toContain('2 年');
      expect(text).toContain('松绿');
    }
  });

  it('takes points over as they were written', async () => {
    expect(await write(order({}, { points: ['附防雨罩'] }))).toContain('附防雨罩。');
  });

  it.each(CopyChannel.options.flatMap((channel) => CopyLength.options.map((length) => [channel, length] as const)))(
    'tells at least two facts for %s, %s, and only facts that are there',
    async (channel, length) => {
      const text = await write(order({}, { channel, length }));
      const told = facts.filter(({ value }) => text.includes(value));
      expect(told.length).toBeGreaterThanOrEqual(2);
      expect(text.replaceAll(/[\d,]+(?:\.\d+)? [千元年人]/gu, '')).not.toMatch(/\d{3}/u);
    },
  );
});

describe('what templates say around the facts', () => {
  const lines = Locale.options.flatMap((locale) => [
    ...StyleTag.options.flatMap((style) => {
      const { openings, closings } = COPY_TEMPLATES[locale][style];
      return [...openings, ...closings];
    }),
    ...GREETINGS[locale].hello,
    ...GREETINGS[locale].goodbye,
  ]);

  it.each(lines)('claims nothing: %s', (line) => {
    const text = line.replaceAll('{product}', '帐篷');
    expect(claimIn(text, facts)).toBeUndefined();
    expect(findBannedClaims(text)).toEqual([]);
  });
});
