import { assembleProduct, type Product } from '@zhike/assembly';
import type { Locale } from '@zhike/contracts';
import { OnnxEmbedder } from '@zhike/inference';
import { loadConfig, silentLogger } from '@zhike/platform';
import type { EarlierUtterance, Turn, Window } from '@zhike/ports';
import { describeWithService, openTestDatabase } from '@zhike/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

const { MODEL_DIR } = loadConfig(process.env);
const models = () => new OnnxEmbedder({ modelDir: MODEL_DIR, threads: 1, logger: silentLogger });
const missing = (['zh', 'en'] as const).filter((locale) => models().modelId(locale) === undefined);
const check = missing.length
  ? { possible: false, reason: `no model for ${missing.join(', ')} in ${MODEL_DIR}` }
  : { possible: true };

describeWithService('a curated answer, with the real models', check, () => {
  let product: Product;
  let workspaceId = '';
  beforeAll(async () => {
    const config = loadConfig({ ...process.env, DEMO_SHOP: '0', LOG_LEVEL: 'silent' });
    const database = await openTestDatabase();
    product = await assembleProduct(config, { database, logger: silentLogger, embedder: models() });
    workspaceId = (await product.workspaces.ensure('shop', 'Shop')).id;
    await curate('zh', '退货政策', '签收后 7 天内可以退货。', '签收后多久可以退货？');
    await curate(
      'en',
      'Return policy',
      'Items can be returned within 30 days.',
      'How long do I have to return an item?',
    );
  });
  afterAll(() => product.close(0));

  async function curate(locale: Locale, title: string, text: string, question: string): Promise<void> {
    const by = { workspaceId, memberId: 'm', name: 'Ana', mayReviewOwnWork: true };
    const policy = { title, kind: 'policy' as const, locale, clauses: [{ key: '1', heading: title, text }], facts: [] };
    const [stored] = await product.policies.importPolicies([policy], { publish: true }, by);
    const clauses = [{ policyId: stored?.policyId ?? '', clauseKey: '1' }];
    const input = { locale, questions: [question], answer: text, clauses };
    await product.curation.create(input, { workspaceId, memberId: 'm', name: 'Ana', mayServe: true });
  }

  async function ask(text: string, locale: Locale, earlier: readonly EarlierUtterance[] = []) {
    const turn: Turn = { id: 't', workspaceId, conversationId: 'c', text, locale, history: [], at: new Date() };
    const window: Window = {
      ...{ question: text, earlier, told: [], kept: [], summarised: [], dropped: [] },
      ...{ usedTokens: 0, budgetTokens: 0, because: '' },
    };
    return (await product.curatedAnswers.find(turn, window, AbortSignal.timeout(20_000)))?.notes;
  }

  it.each([
    ['签收以后多久可以退货呢？', 'zh' as const],
    ['How many days do I have to return an item?', 'en' as const],
  ])('is given for %j, which means the same', async (question, locale) => {
    expect(await ask(question, locale)).toMatchObject({ how: 'meaning' });
  });

  it.each([
    ['签收后多久可以换货？', 'zh' as const],
    ['签收后多久不可以退货？', 'zh' as const],
    ['签收后 30 天可以退货吗？', 'zh' as const],
    ['How long do I not have to return an item?', 'en' as const],
    ['How long does delivery take?', 'en' as const],
    ['签收后多久可以退货？', 'en' as const],
  ])('is not given for %j', async (question, locale) => {
    expect(await ask(question, locale)).toBeUndefined();
  });

  it('is given by meaning to a question that stands alone, and word for word to any', async () => {
    const leaning: EarlierUtterance[] = [{ role: 'customer', text: '我买了定制商品', weight: 0.8 }];
    expect(await ask('签收以后多久可以退货呢？', 'zh', leaning)).toBeUndefined();
    expect(await ask('签收后多久可以退货', 'zh', leaning)).toMatchObject({ how: 'exact' });
  });

  it('asks for as much nearness as the workspace wants', async () => {
    const curator = { workspaceId, memberId: 'm', name: 'Ana', mayServe: true };
    await product.curation.saveSettings({ zh: 0.999, en: null }, curator);
    expect(await ask('签收以后多久可以退货呢？', 'zh')).toBeUndefined();
    await product.curation.saveSettings({ zh: 0.9, en: null }, curator);
    expect(await ask('收到货之后多长时间可以退货？', 'zh')).toMatchObject({ how: 'meaning' });
  });
});
