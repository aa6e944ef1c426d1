import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Locale } from '@zhike/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { published } from '../browser/chat.shop.js';
import { type RunningApi, startApi } from './api.harness.js';

/** Headings of the clauses of the demo shop that answer, any of them; none where nothing does. Absent: anything goes. */
const Turn = z.object({ ask: z.string(), cites: z.array(z.string()).optional() });
const Dialogue = z.object({ locale: Locale, turns: z.array(Turn) });
type Turn = z.infer<typeof Turn>;

const read = (locale: Locale) =>
  readFileSync(join(import.meta.dirname, `../fixtures/shop-dialogues/${locale}.jsonl`), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => Dialogue.parse(JSON.parse(line)));

/** Of a hundred turns that a clause answers, so many cite it at least; measured a few points above. */
const LEAST: Record<Locale, number> = { zh: 84, en: 75 };

/** Conversations as customers have them: short questions, each leaning on the one before, on policies and from one to the next. */
describe.each(Locale.options)('conversations in the demo shop (%s)', (locale) => {
  // One each: from one address only so many conversations may be opened in a minute.
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi({ DEMO_SHOP: '1' });
    await published(api);
  });
  afterAll(() => api.close());

  it('stay with what is asked', { timeout: 120_000 }, async () => {
    const asked: Turn[] = [];
    const missed: string[] = [];
    for (const { turns } of read(locale)) {
      const chat = api.chat('demo');
      await chat.open({ locale });
      for (const turn of turns) {
        const { end, sentences } = await chat.question(turn.ask);
        const labels = sentences.flatMap(({ citations }) => citations.map(({ label }) => label));
        if (!turn.cites) continue;
        asked.push(turn);
        const isRight = turn.cites.length
          ? turn.cites.some((heading) => labels.some((label) => label.includes(heading)))
          : end.outcome !== 'answered';
        if (!isRight) missed.push(`${turn.ask} → ${end.outcome}: ${labels.join(', ')}`);
      }
      chat.leave();
    }
    const share = (100 * (asked.length - missed.length)) / asked.length;
    expect(share, missed.join('\n')).toBeGreaterThanOrEqual(LEAST[locale]);
  });
});
