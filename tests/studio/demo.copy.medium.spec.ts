import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assembleProduct, findProductRoot, type Product } from '@zhike/assembly';
import { type BriefDetail, CopyChannel, type CopyDraft, CopyLength, Locale, StyleTag } from '@zhike/contracts';
import { loadConfig, silentLogger } from '@zhike/platform';
import { openTestDatabase } from '@zhike/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../http/api.harness.js';

const FILES: Readonly<Record<Locale, string>> = { zh: 'demo/zh/商品目录.csv', en: 'demo/en/product-catalogue.csv' };

let product: Product;
let member = { workspaceId: '', memberId: 'm', name: 'Ana' };
beforeAll(async () => {
  const config = loadConfig({ DEMO_SHOP: '0', LOG_LEVEL: 'silent', MODEL_DIR: 'none' });
  product = await assembleProduct(config, { database: await openTestDatabase(), logger: silentLogger });
  member = { ...member, workspaceId: (await product.workspaces.ensure('demo', 'Demo')).id };
  const by = { ...member, mayReviewOwnWork: true };
  for (const locale of Locale.options) {
    const file = { name: FILES[locale], bytes: readFileSync(join(findProductRoot(), FILES[locale])) };
    const { policies } = await product.importer.importFile(file, { locale }, by);
    for (const { versionId } of policies)
      for (const action of ['submit', 'approve', 'publish'] as const)
        await product.policies.takeAction(versionId, action, by);
  }
});
afterAll(() => product.close(0));

const BRIEF = {
  purpose: '上新',
  channel: 'social',
  drafts: 1,
  points: [],
  styles: ['lively'],
  length: 'long',
} as const;

async function written(brief: Parameters<Product['studio']['briefs']['start']>[0]): Promise<BriefDetail> {
  const { id } = await product.studio.briefs.start(brief, member);
  await until(async () => (await product.studio.briefs.detail(member.workspaceId, id)).counts.underway === 0);
  return product.studio.briefs.detail(member.workspaceId, id);
}

const complaintsOf = ({ text, check }: CopyDraft) => [
  ...(check?.sentences ?? [])
    .filter(({ standing }) => standing === 'unproved')
    .map((sentence) => `${sentence.text} (${sentence.sign}: ${sentence.because})`),
  ...(check?.flags ?? []).map((flag) => `${flag.rule}: ${flag.text} in ${text}`),
];

describe('what templates make of the demo shop’s catalogues', () => {
  for (const locale of Locale.options)
    it(`is proved to the last sentence, for every product: ${locale}`, async () => {
      const products = await product.studio.briefs.products(member.workspaceId, locale, '');
      expect(products).toHaveLength(12);
      const complaints: string[] = [];
      for (const [place, { entity }] of products.entries()) {
        const styles = [StyleTag.options[place % StyleTag.options.length] ?? 'formal'];
        const channel = CopyChannel.options[place % CopyChannel.options.length] ?? 'social';
        const brief = { ...BRIEF, locale, product: entity, styles, channel, drafts: 3, seed: place, points: [] };
        for (const draft of (await written(brief)).list) complaints.push(...complaintsOf(draft));
      }
      expect(complaints).toEqual([]);
    });

  it('names the fact each sentence stands on', async () => {
    const brief = { ...BRIEF, locale: 'zh' as const, product: '露营灯', styles: ['formal' as const], points: [] };
    const [draft] = (await written(brief)).list;
    const proved = draft?.check?.sentences.filter(({ standing }) => standing === 'proved') ?? [];
    expect(proved.length).toBeGreaterThanOrEqual(6);
    for (const { text, facts } of proved) expect(text).toContain(facts[0]?.value.replace(/[.。]$/u, ''));
  });

  it('is the same for the same brief and seed, in all its drafts, and these differ', async () => {
    for (const length of CopyLength.options) {
      const brief = {
        ...BRIEF,
        length,
        locale: 'zh' as const,
        product: '保温壶',
        drafts: 5,
        seed: 42,
        styles: [...StyleTag.options],
        points: [],
      };
      const [first, second] = [await written(brief), await written(brief)];
      const texts = first.list.map(({ text }) => text);
      expect(second.list.map(({ text }) => text)).toEqual(texts);
      expect(new Set(texts).size).toBe(5);
    }
  });
});

/** Written by hand as a model or a person might write: what must be proved, what is wording, what must be caught. */
const LAMP: Readonly<Record<'proved' | 'wording' | 'unproved', readonly string[]>> = {
  proved: [
    '露营灯的价格是 189 元。',
    '重量 0.42 千克，价格 189 元。',
    '四季的夜里，露营灯的颜色：米白、松绿。',
    '露营灯，发货城市是深圳。',
    '保修期：1 年。',
    '最亮 400 流明，可以亮 8 至 60 小时，防水等级 IPX5。',
  ],
  wording: ['夜色温柔，点亮一盏灯。', '把星星带回家！', '有想问的，欢迎来聊。'],
  unproved: [
    '露营灯的价格是 169 元。',
    '重量 0.42 千克，价格 169 元。',
    '重量 189 元，价格 0.42 千克。',
    '保修期：2 年。',
    '发货城市是杭州。',
    '比手电筒更亮。',
    '全场包邮。',
    '采用进口灯珠。',
    '可以亮 80 小时。',
    '不防水。',
    '颜色：米白、松绿、墨黑。',
    '出自「云杉」之手。',
  ],
};

describe('a sentence somebody wrote of a product', () => {
  it.each(Object.entries(LAMP).flatMap(([standing, texts]) => texts.map((text) => [standing, text] as const)))(
    'is %s: %s',
    async (standing, text) => {
      const check = await product.studio.desk.check(member.workspaceId, { locale: 'zh', product: '露营灯', text });
      expect(check.sentences.map((sentence) => sentence.standing)).toEqual([standing]);
    },
  );

  it.each([
    ['proved', 'Camping Lantern: price 189 yuan.'],
    ['proved', 'Weight: 0.42 kg, and it ships from Shenzhen.'],
    ['wording', 'Let the evening linger.'],
    ['unproved', 'Price: 169 yuan.'],
    ['unproved', 'Lighter than any torch.'],
    ['unproved', 'It comes with free shipping.'],
  ])('is %s: %s', async (standing, text) => {
    const check = await product.studio.desk.check(member.workspaceId, {
      locale: 'en',
      product: 'Camping Lantern',
      text,
    });
    expect(check.sentences.map((sentence) => sentence.standing)).toEqual([standing]);
  });
});
