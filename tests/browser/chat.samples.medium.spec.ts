import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PageLanguage, TEXTS } from '../../apps/widget/demo/demo.texts.js';
import { type RunningApi, startApi } from '../http/api.harness.js';
import { published } from './chat.shop.js';

const LANGUAGES: readonly PageLanguage[] = ['zh', 'en'];
/** The dialogue that the page's first step invites to. */
const DIALOGUES = {
  zh: ['退货需要什么材料？', '那运费由谁承担？', '运费由谁承担'],
  en: ['How many days do I have to return an item?', 'And who pays for the shipping?', 'Who pays for shipping'],
} as const;

/** The demo page promises what the shipped demo shop must hold. */
describe('what the demo page invites to ask', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi({ DEMO_SHOP: '1' });
    await published(api);
  });
  afterAll(() => api.close());

  it.each(LANGUAGES)(
    'is answered with its source, or refused, as the page says, one after the other (%s)',
    async (locale) => {
      const chat = api.chat('demo');
      await chat.open({ locale });
      for (const { questions, isCovered } of TEXTS[locale].groups)
        for (const question of questions) {
          const { end, sentences } = await chat.question(question);
          expect([question, end.outcome]).toEqual([question, isCovered ? 'answered' : 'refused']);
          expect(sentences.some(({ citations }) => citations.length > 0)).toBe(isCovered);
        }
      chat.leave();
    },
  );

  it.each(LANGUAGES)('remembers what was talked about (%s)', async (locale) => {
    const chat = api.chat('demo');
    await chat.open({ locale });
    const [first, second, heading] = DIALOGUES[locale];
    expect((await chat.question(first)).end.outcome).toBe('answered');
    const { sentences } = await chat.question(second);
    const labels = sentences.flatMap(({ citations }) => citations.map(({ label }) => label));
    expect(labels).toContain(heading);
    chat.leave();
  });
});
